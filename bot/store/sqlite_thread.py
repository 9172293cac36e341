"""The one thread that owns a SQLite connection, and does one thing after the other with it."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.store.down import down_on_errors

LOCK_WAIT_SECONDS = 3.0
"""How long another process may hold the file before the store counts as down."""

RETRY_SECONDS = 0.01
"""How soon a file that cannot be opened yet is tried again."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)

_P = ParamSpec("_P")
_T = TypeVar("_T")


class SqliteThread:
    """Runs work with the connection; whoever waits for it may be cancelled, the work is done whole.

    Set `log_is_stale` when the write-ahead log holds what must not stay; it is emptied thereafter.
    """

    def __init__(self, path: Path) -> None:
        self.log_is_stale = False
        self._path = path
        self._thread = ThreadPoolExecutor(1, "store")
        self._connection: sqlite3.Connection | None = None

    async def run(
        self, work: Callable[Concatenate[sqlite3.Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Do it when what came before is done; raises StoreDown."""
        whole = partial(self._guarded, work, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._thread, whole)

    async def close(self) -> None:
        """Finish what was begun."""
        self._thread.submit(self._disconnect)
        await asyncio.to_thread(self._thread.shutdown)

    def _guarded(
        self, work: Callable[Concatenate[sqlite3.Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        with down_on_errors():
            try:
                result = work(self._connected(), *args, **kwargs)
            except sqlite3.Error:
                self._disconnect()
                raise
        if self.log_is_stale:
            self._empty_log(self._connected())
        return result

    def _connected(self) -> sqlite3.Connection:
        """The connection; opened again after an error, in case the file was mended or put back."""
        if self._connection is None:
            self._connection = self._opened(time.monotonic() + LOCK_WAIT_SECONDS)
        return self._connection

    def _opened(self, deadline: float) -> sqlite3.Connection:
        """Ask again while another process turns the write-ahead log on or clears it away.

        SQLite says "locked" at once to whoever comes in between; its own waiting does not cover that.
        """
        while True:
            try:
                return _open(self._path)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(RETRY_SECONDS)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _empty_log(self, connection: sqlite3.Connection) -> None:
        """Leave no old copy in the log; tried again after the next work if somebody reads it now.

        Nothing waits for that reader, and no error counts: what was to be done is committed.
        """
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA busy_timeout=0")
            is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.log_is_stale = bool(is_busy)
            connection.execute(f"PRAGMA busy_timeout={LOCK_WAIT_SECONDS * 1000:.0f}")


def _open(path: Path) -> sqlite3.Connection:
    # mode=rw, so that no empty file takes the place of one that was lost
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, LOCK_WAIT_SECONDS, isolation_level=None, uri=True)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
