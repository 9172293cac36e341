"""Migrations, with Alembic. It takes a while to import, so nothing but a migration imports this.

Each runs whole or not at all on either database, and two processes that start at once wait for
one another. PgBouncer is best gone round: give these the address of the server itself.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.down import down_on_errors
from bot.store.schema import MIGRATIONS, in_own_loop
from bot.store.url import PostgresDatabase, SqliteFile, parse

LOCK_WAIT_SECONDS = 60.0
"""How long one process waits for another that migrates."""

LOCK_ID = 4_702_111_126
"""Names the migration among PostgreSQL's advisory locks; any number does."""

Work = Callable[[Config], None]


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database up to the revision; a SQLite file is made if there is none. Raises StoreDown."""
    _run(url, partial(command.upgrade, revision=revision))


def downgrade(url: str, revision: str) -> None:
    """Take the database back to the revision, or with "base" to nothing. Raises StoreDown."""
    _run(url, partial(command.downgrade, revision=revision))


def _run(url: str, work: Work) -> None:
    database = parse(url)
    with down_on_errors(SQLAlchemyError, CommandError):
        match database:
            case SqliteFile(path):
                _in_sqlite(path, work)
            case PostgresDatabase(dsn):
                in_own_loop(_in_postgres(dsn, work))


def _in_sqlite(path: Path, work: Work) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    engine = create_engine("sqlite://", creator=partial(_connect, path), poolclass=NullPool)
    # The driver would begin before a row is changed, but not before a table is.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        _migrate(connection, work)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, LOCK_WAIT_SECONDS, isolation_level=None)
    connection.execute("PRAGMA secure_delete=ON")
    return connection


async def _in_postgres(dsn: str, work: Work) -> None:
    connect = partial(asyncpg.connect, dsn, statement_cache_size=0)
    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": LOCK_ID})
        await connection.run_sync(_migrate, work)


def _migrate(connection: Connection, work: Work) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    work(config)
