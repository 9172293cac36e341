"""When the store counts as down: whenever a driver says no."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bot.ports import StoreDown

# Not only outages: a missing table or privilege, or a pooler that lost a prepared statement, is for the
# operator to mend, and until then every update must stay with Telegram. Told apart from an outage, it
# would be taken for the fault of an update, and that update be lost. Only our own code raises anything else.
_DRIVER_ERRORS = (
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # its state after a connection broke under a query
    OSError,  # the disk, the network, and whatever took too long
)


@contextmanager
def down_on_errors(*more: type[Exception]) -> Iterator[None]:
    """Turn what a driver raises, and `more`, into StoreDown: it names the error and quotes nothing of it."""
    try:
        yield
    except (*_DRIVER_ERRORS, *more) as error:
        raise StoreDown(getattr(error, "sqlite_errorname", type(error).__name__)) from error
