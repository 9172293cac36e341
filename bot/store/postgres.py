"""The store in PostgreSQL, for those who run many processes.

A commit first takes a lock on every chat it concerns, in one order for all, so that two of them
may wait for one another but never both at once. It is an advisory lock of the transaction, because
somebody new has no row to lock; the rows are locked as well, against claims and sweeps.

Nothing outlives a transaction on its connection, so PgBouncer may pool transactions. Before its
version 1.21 it cannot pool prepared statements: add `?statement_cache_size=0` to the URL there.

A connection that breaks during COMMIT leaves open whether it was committed. StoreDown is right in
both cases: if it was, the updates are found to be seen when they come again, the receipts find
their rows finished, and rows that were leased are claimed when the lease ends.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from itertools import chain
from operator import itemgetter
from typing import Any

import asyncpg

from bot.ports import Committed, OutboxRow, Receipt, Resident, SendKind, Update
from bot.store import postgres_sql as sql
from bot.store.batch import Batch
from bot.store.changes import CHAT_COLUMNS, LOADED_ROW_COLUMNS, SEEN_COLUMNS, Changes, Rows, What
from bot.store.down import down_on_errors
from bot.store.held_chats import HeldChats
from bot.store.owner import new_owner
from bot.store.releases import StoredReleases
from bot.store.residents import Page, all_pages, open_page
from bot.store.retention import SWEEP_LIMIT, cutoffs
from bot.store.sealing import Sealer

POOL_SIZE = 4
"""Commits of one process follow each other; the others are for claims, sweeps and pings."""

WAIT_SECONDS = 3.0
"""How long a connection, a lock or an answer may take before the store counts as down."""


class PostgresStore:
    """Implements `bot.ports.Store` in a database that has its tables; connects when it is first used."""

    def __init__(self, dsn: str, sealer: Sealer, name: str, statement_cache_size: int = 100) -> None:
        self._dsn = dsn
        self._sealer = sealer
        self._name, self._owner = name, new_owner(name)
        self._statement_cache_size = statement_cache_size
        self._pool: asyncpg.Pool | None = None
        self._opening = asyncio.Lock()
        self.releases = StoredReleases(self._ask, sql.RELEASES)

    async def commit(
        self, updates: Sequence[Update], receipts: Sequence[Receipt], now: datetime
    ) -> Committed:
        """See `bot.ports.Store`."""
        held = HeldChats(self._sealer, self._owner, now)
        batch = Batch(held, updates, receipts)
        async with self._transaction(_lock_ids(batch.keys)) as connection:
            batch.take_in(await _load(connection, batch))
            await _write(connection, batch.changes())
        return batch.committed()

    async def claim(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """See `bot.ports.Store`."""
        held = HeldChats(self._sealer, self._owner, now)
        async with self._transaction() as connection:
            known = (self._sealer.bot_id, held.now, held.now, held.now, limit)
            due = await _still_due(connection, await connection.fetch(sql.LOCK_DUE_ROWS, *known))
            held.hold(await connection.fetch(sql.LOAD_CHATS, [row[0] for row in due]), due)
            held.claim()
            await _write(connection, held.changes())
        return held.leased()

    async def take_over(self) -> None:
        """See `bot.ports.Store`."""
        async with self._transaction() as connection:
            await connection.execute(sql.TAKE_OVER_TEXT, self._sealer.bot_id, self._name, self._owner)

    async def hand_back(self) -> None:
        """See `bot.ports.Store`."""
        async with self._transaction() as connection:
            await connection.execute(sql.HAND_BACK_TEXT, self._owner)

    async def sweep(self, now: datetime) -> None:
        """See `bot.ports.Store`."""
        for what, before in cutoffs(now).items():
            while await self._sweep(what, before) == SWEEP_LIMIT:
                pass

    def residents(self, since: date) -> AsyncIterator[Resident]:
        """See `bot.ports.Store`."""

        async def read(after: bytes) -> Page | None:
            return open_page(self._sealer, await self._ask(sql.RESIDENTS_TEXT, since.toordinal(), after))

        return all_pages(read)

    async def ping(self) -> None:
        """See `bot.ports.Store`."""
        async with self._transaction() as connection:
            await connection.fetchrow(sql.PING_TEXT)

    async def close(self) -> None:
        """See `bot.ports.Store`."""
        if self._pool is None:
            return
        try:
            await asyncio.wait_for(self._pool.close(), WAIT_SECONDS)
        except TimeoutError:
            self._pool.terminate()

    async def _ask(self, text: str, *values: object) -> Sequence[Sequence[Any]]:
        async with self._transaction() as connection:
            return [tuple(record) for record in await connection.fetch(text, *values)]

    async def _sweep(self, what: What, before: int) -> int:
        """Remove some of what is overdue; returns how many."""
        changes = Changes(self._sealer.bot_id)
        async with self._transaction() as connection:
            overdue = await connection.fetch(sql.LOCK_OVERDUE[what], before, SWEEP_LIMIT)
            changes.rows[what] = [tuple(row) for row in overdue]
            await _write(connection, changes)
        self._sealer.forget(*(key for (key,) in changes.rows["forget chat"]))
        return len(overdue)

    @asynccontextmanager
    async def _transaction(self, lock_ids: Sequence[int] = ()) -> AsyncIterator[Any]:
        """A connection in a transaction with these locks that is committed at the end; raises StoreDown."""
        with down_on_errors():
            pool = await self._opened()
            async with pool.acquire(timeout=WAIT_SECONDS) as connection:
                try:
                    await connection.execute(sql.begin(lock_ids))
                    yield connection
                except BaseException:
                    # Even if it may not have begun: that is a mere warning.
                    await connection.execute("ROLLBACK")
                    raise
                await connection.execute("COMMIT")

    async def _opened(self) -> asyncpg.Pool:
        """The pool, which connects whenever it has to: a database that is away may come back."""
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._dsn,
                    min_size=0,
                    max_size=POOL_SIZE,
                    timeout=WAIT_SECONDS,
                    command_timeout=WAIT_SECONDS,
                    statement_cache_size=self._statement_cache_size,
                    reset=_reset,
                )
        return self._pool


async def _reset(connection: Any) -> None:
    """Spare the round trip that resets a connection, unless a cancelled task left its transaction open."""
    if connection.is_in_transaction():
        await connection.reset()


async def _load(connection: Any, batch: Batch) -> set[int]:
    """Let the batch hold its chats, once it has their locks; returns the update ids not seen before."""
    loaded = await connection.fetch(sql.LOAD, batch.keys, *_arrays(batch.seen, len(SEEN_COLUMNS)))
    rows = [record[: -len(CHAT_COLUMNS)] for record in loaded if record["chat_key"] is not None]
    chats = [record[-len(CHAT_COLUMNS) :] for record in loaded if record["key"] is not None]
    batch.held.hold(chats, sorted(rows, key=itemgetter(LOADED_ROW_COLUMNS.index("id"))))
    return {record["id"] for record in loaded if record["chat_key"] is record["key"] is None}


async def _still_due(connection: Any, locked: Sequence[Any]) -> Sequence[Any]:
    """Locked rows without the check-ins of chats that got something else to send meanwhile.

    Which rows are due was looked up before they were locked. Any other row stays the first of its chat
    however long that took, but a check-in gives way to whatever came. From now on nothing can come:
    a commit locks all rows of its chat before it adds one.
    """
    keys = [row["chat_key"] for row in locked if row["kind"] == SendKind.CHECK_IN]
    busy = {key for (key,) in await connection.fetch(sql.BUSY_CHATS, keys)} if keys else ()
    return [row for row in locked if row["kind"] != SendKind.CHECK_IN or row["chat_key"] not in busy]


async def _write(connection: Any, changes: Changes) -> None:
    wanted = {what for what, rows in changes.rows.items() if rows}
    ids: list[Any] = []
    if len(wanted) > 1 and wanted <= sql.USUAL.keys():
        given = [_arrays(changes.rows[what], width) for what, width in sql.USUAL.items()]
        ids = await connection.fetch(sql.WRITE_USUAL, *chain(*given))
    else:
        for what, text in sql.WRITES:
            if what in wanted:
                ids = await connection.fetch(text, *zip(*changes.rows[what], strict=True))
    # Rows get their numbers in the order in which they were given, but may come back in any.
    changes.number(sorted(row_id for (row_id,) in ids))


def _arrays(rows: Rows, width: int) -> list[Sequence[Any]]:
    """The rows as one array a column."""
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _lock_ids(keys: Iterable[bytes]) -> list[int]:
    """The chats as numbers that PostgreSQL can lock, in order; two may share one, and then wait."""
    return sorted({int.from_bytes(key[:8], signed=True) for key in keys})
