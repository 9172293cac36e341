"""Which schema a database has: a quick look that spares every start the import of Alembic."""

import asyncio
import sqlite3
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import asyncpg

from bot.store.down import down_on_errors
from bot.store.postgres import WAIT_SECONDS
from bot.store.url import UNREADABLE, PostgresDatabase, SqliteFile, parse

MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = "SELECT coalesce(max(version_num), '') FROM alembic_version"
_T = TypeVar("_T")


def head() -> str:
    """The newest revision that this release knows; revisions count up, and files begin with theirs."""
    return max(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def current(url: str) -> str:
    """The revision of the database, "" when it has no tables.

    Raises StoreDown, and ValueError for a URL that cannot be read, which does not repeat it.
    """
    found = look(url, _VERSION)
    return str(found[0][0]) if found else ""


def check(url: str) -> bool:
    """Whether this release can work with the database; raises what `current` does.

    A newer one is good as well: a revision only adds, and takes away what no release uses any more.
    """
    return current(url) >= head()


def look(url: str, query: str) -> Sequence[Sequence[Any]]:
    """What a query without parameters finds, over a connection of its own; nothing where its table is not.

    Raises what `current` does.
    """
    database = parse(url)
    with down_on_errors():
        match database:
            case SqliteFile(path):
                return _in_sqlite(path, query)
            case PostgresDatabase(dsn):
                return in_own_loop(_in_postgres(dsn, query))


def in_own_loop(work: Coroutine[Any, Any, _T]) -> _T:
    """Wait for the coroutine, wherever this is called from: a start may already run in a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _in_sqlite(path: Path, query: str) -> Sequence[Sequence[Any]]:
    if not path.exists():
        return ()
    with closing(sqlite3.connect(path)) as connection:
        try:
            return connection.execute(query).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # no such table
                return ()
            raise


async def _in_postgres(dsn: str, query: str) -> Sequence[Sequence[Any]]:
    connection = await connect(dsn)
    try:
        return [tuple(record) for record in await connection.fetch(query)]
    except asyncpg.UndefinedTableError:
        return ()
    finally:
        await connection.close()


async def connect(dsn: str) -> Any:
    """A connection outside the store's pool, which works through a pooler as well."""
    try:
        return await asyncpg.connect(
            dsn, timeout=WAIT_SECONDS, command_timeout=WAIT_SECONDS, statement_cache_size=0
        )
    except asyncpg.InterfaceError:  # some are ValueErrors as well, but these are about what was understood
        raise
    except ValueError:
        raise ValueError(UNREADABLE) from None  # its own message quotes what it took for the port
