"""The locked keys of all chats, read and replaced a page at a time while bots run on the same database.

A page is one short transaction that holds the rows of its chats, so no press is lost to it: a bot
reads a chat's locked key, and writes it back, under the same row lock.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol, TypeAlias

from bot.store.down import down_on_errors
from bot.store.schema import connect
from bot.store.sqlite_thread import SqliteThread
from bot.store.url import PostgresDatabase, SqliteFile, parse

PAGE = 500
"""Chats held at once: some milliseconds for which their people may have to wait."""

Locked: TypeAlias = tuple[bytes, bytes]
"""The key of a chat, and its person's key as it is locked."""

Change: TypeAlias = Callable[[Sequence[Locked]], Sequence[Locked]]
"""What is to be written of a page."""


class Locks(Protocol):
    """The locked keys in one database. Everything raises StoreDown."""

    async def outlast(self) -> None:
        """Return once every transaction has ended that held chats when this was called."""

    async def change(self, after: bytes, change: Change) -> bytes | None:
        """Change the page behind this key; returns its last key, None behind the last page."""

    async def close(self) -> None: ...


def open_locks(url: str) -> Locks:
    """The locks of the database that the URL names, which must have its tables."""
    match parse(url):
        case SqliteFile(path):
            return _SqliteLocks(SqliteThread(path))
        case PostgresDatabase(dsn):
            return _PostgresLocks(dsn)


class _SqliteLocks:
    def __init__(self, thread: SqliteThread) -> None:
        self._thread = thread

    async def outlast(self) -> None:
        """Whoever writes holds the whole file, from before it reads the key file until it is done."""
        await self._thread.run(_begin_and_end)

    async def change(self, after: bytes, change: Change) -> bytes | None:
        """See `Locks`. The log is emptied at the end: it holds what was replaced."""
        last = await self._thread.run(_change, after, change)
        if last is None:
            self._thread.log_is_stale = True
            await self.outlast()
        return last

    async def close(self) -> None:
        await self._thread.close()


def _begin_and_end(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("COMMIT")


def _change(connection: sqlite3.Connection, after: bytes, change: Change) -> bytes | None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        page = connection.execute(
            "SELECT key, wrapped_key FROM chat WHERE key > ? ORDER BY key LIMIT ?", (after, PAGE)
        ).fetchall()
        changed = [(wrapped, key) for key, wrapped in change(page)]
        connection.executemany("UPDATE chat SET wrapped_key = ? WHERE key = ?", changed)
    return page[-1][0] if page else None


class _PostgresLocks:
    """One connection a transaction, as one may break between two pages."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    async def outlast(self) -> None:
        """A commit reads its chats FOR UPDATE before it locks a key, and this mode waits for all who did."""
        async with self._transaction() as connection:
            await connection.execute("LOCK TABLE chat IN EXCLUSIVE MODE")

    async def change(self, after: bytes, change: Change) -> bytes | None:
        """See `Locks`. The rows are locked in the order of their keys, as commits do."""
        async with self._transaction() as connection:
            return await _change_page(connection, after, change)

    async def close(self) -> None:
        """Nothing is open between two calls."""

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[Any]:
        with down_on_errors():
            connection = await connect(self._dsn)
            try:
                async with connection.transaction():
                    yield connection
            finally:
                await connection.close()


async def _change_page(connection: Any, after: bytes, change: Change) -> bytes | None:
    page = await connection.fetch(
        "SELECT key, wrapped_key FROM chat WHERE key > $1 ORDER BY key LIMIT $2 FOR UPDATE", after, PAGE
    )
    changed = change([(key, wrapped) for key, wrapped in page])
    await connection.execute(
        "UPDATE chat SET wrapped_key = given.wrapped"
        " FROM unnest($1::bytea[], $2::bytea[]) AS given (key, wrapped) WHERE chat.key = given.key",
        [key for key, _ in changed],
        [wrapped for _, wrapped in changed],
    )
    return bytes(page[-1]["key"]) if page else None
