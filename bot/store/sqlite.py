"""The store in one SQLite file, for everybody who has one machine.

One thread owns the connection and does one transaction after the other, so a cancelled caller
leaves none half done. BEGIN IMMEDIATE takes the write lock before anything is read, which makes
several processes on one file correct, if slower. A commit is on the disk when it returns
(synchronous=FULL). What is deleted is overwritten (secure_delete), and the write-ahead log, which
would keep a copy, is emptied whenever anything was forgotten.
"""

import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.ports import Committed, OutboxRow, Receipt, Resident, Update
from bot.store import sqlite_sql as sql
from bot.store.batch import Batch
from bot.store.changes import Changes, Rows, What
from bot.store.held_chats import HeldChats
from bot.store.owner import new_owner
from bot.store.releases import StoredReleases
from bot.store.residents import Page, all_pages, open_page
from bot.store.retention import SWEEP_LIMIT, cutoffs
from bot.store.sealing import Sealer
from bot.store.sqlite_thread import SqliteThread

BEGIN = "BEGIN IMMEDIATE"


class SqliteStore:
    """Implements `bot.ports.Store` in a file that has its tables."""

    def __init__(self, path: Path, sealer: Sealer, name: str) -> None:
        self._sealer = sealer
        self._name, self._owner = name, new_owner(name)
        self._thread = SqliteThread(path)
        self.releases = StoredReleases(self._ask, sql.RELEASES)

    async def commit(
        self, updates: Sequence[Update], receipts: Sequence[Receipt], now: datetime
    ) -> Committed:
        """See `bot.ports.Store`."""
        return await self._thread.run(self._commit, updates, receipts, now)

    async def claim(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """See `bot.ports.Store`."""
        return await self._thread.run(self._claim, now, limit)

    async def take_over(self) -> None:
        """See `bot.ports.Store`."""
        await self._thread.run(_execute, sql.TAKE_OVER_TEXT, self._sealer.bot_id, self._name, self._owner)

    async def hand_back(self) -> None:
        """See `bot.ports.Store`."""
        await self._thread.run(_execute, sql.HAND_BACK_TEXT, self._owner)

    async def sweep(self, now: datetime) -> None:
        """See `bot.ports.Store`."""
        for what, before in cutoffs(now).items():
            while await self._thread.run(self._sweep, what, before) == SWEEP_LIMIT:
                pass

    def residents(self, since: date) -> AsyncIterator[Resident]:
        """See `bot.ports.Store`."""
        return all_pages(lambda after: self._thread.run(self._page, since.toordinal(), after))

    async def ping(self) -> None:
        """See `bot.ports.Store`."""
        await self._thread.run(_execute, sql.PING_TEXT)

    async def close(self) -> None:
        """See `bot.ports.Store`."""
        await self._thread.close()

    async def _ask(self, text: str, *values: object) -> Sequence[Sequence[Any]]:
        return await self._thread.run(_all, text, *values)

    def _commit(
        self,
        connection: sqlite3.Connection,
        updates: Sequence[Update],
        receipts: Sequence[Receipt],
        now: datetime,
    ) -> Committed:
        held = HeldChats(self._sealer, self._owner, now)
        batch = Batch(held, updates, receipts)
        connection.execute(BEGIN)
        with connection:
            fresh = {row[1] for row in batch.seen if connection.execute(sql.INSERT_SEEN, row).rowcount}
            held.hold(*_load(connection, batch.keys))
            batch.take_in(fresh)
            self._write(connection, batch.changes())
        return batch.committed()

    def _claim(self, connection: sqlite3.Connection, now: datetime, limit: int) -> Sequence[OutboxRow]:
        held = HeldChats(self._sealer, self._owner, now)
        connection.execute(BEGIN)
        with connection:
            known = (self._sealer.bot_id, held.now, held.now, held.now)
            due = connection.execute(sql.DUE_ROWS, known).fetchmany(limit)
            chats, _ = _load(connection, [row[0] for row in due])
            held.hold(chats, due)
            held.claim()
            self._write(connection, held.changes())
        return held.leased()

    def _page(self, connection: sqlite3.Connection, since: int, after: bytes) -> Page | None:
        return open_page(self._sealer, _all(connection, sql.RESIDENTS_TEXT, since, after))

    def _sweep(self, connection: sqlite3.Connection, what: What, before: int) -> int:
        """Remove some of what is overdue; returns how many."""
        changes = Changes(self._sealer.bot_id)
        connection.execute(BEGIN)
        with connection:
            changes.rows[what] = connection.execute(sql.OVERDUE_TEXTS[what], (before,)).fetchmany(SWEEP_LIMIT)
            self._write(connection, changes)
        self._sealer.forget(*(key for (key,) in changes.rows["forget chat"]))
        self._thread.log_is_stale |= bool(changes.rows[what])
        return len(changes.rows[what])

    def _write(self, connection: sqlite3.Connection, changes: Changes) -> None:
        for what, text in sql.WRITES:
            connection.executemany(text, changes.rows[what])
        connection.executemany(sql.INSERT_CHAT, changes.rows["new chat"])
        changes.number([_insert(connection, sql.INSERT_ROW, row) for row in changes.rows["new row"]])
        self._thread.log_is_stale |= bool(changes.rows["forget chat"])


def _load(connection: sqlite3.Connection, keys: Iterable[bytes]) -> tuple[Rows, Rows]:
    """The chats of these keys, and their unfinished rows."""
    chats: Rows = []
    rows: Rows = []
    for key in keys:
        chats += connection.execute(sql.LOAD_CHAT, (key,))
        rows += connection.execute(sql.LOAD_ROWS, (key,))
    return chats, rows


def _insert(connection: sqlite3.Connection, text: str, row: tuple[Any, ...]) -> int:
    row_id = connection.execute(text, row).lastrowid
    assert row_id is not None
    return row_id


def _execute(connection: sqlite3.Connection, text: str, *values: int | str) -> None:
    connection.execute(text, values).fetchone()


def _all(connection: sqlite3.Connection, text: str, *values: object) -> Sequence[Sequence[Any]]:
    return connection.execute(text, values).fetchall()
