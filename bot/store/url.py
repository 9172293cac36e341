"""Where a database URL leads: `sqlite:///path` or `postgresql://user:password@host/name`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SQLITE = "sqlite:///"
CACHE_OPTION = "statement_cache_size"
CACHE_SIZE = 100


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """`sqlite:///var/x.sqlite3` is below the working directory, `sqlite:////var/x.sqlite3` is not."""

    path: Path


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """`dsn` as asyncpg reads it; `statement_cache_size` is 0 where a pooler cannot do with prepared ones."""

    dsn: str
    statement_cache_size: int = CACHE_SIZE


Database: TypeAlias = SqliteFile | PostgresDatabase


def parse(url: str) -> Database:
    """The database that the URL names.

    Raises ValueError, which does not repeat the URL: it may hold a password.
    """
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return SqliteFile(Path(url.removeprefix(SQLITE)))
    if url.startswith("postgresql://"):
        return _postgres(url)
    raise ValueError("a database URL begins with sqlite:/// and a path, or with postgresql://")


def _postgres(url: str) -> PostgresDatabase:
    """asyncpg does not read its own cache size from a URL, but would send the option to the server."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    size = int(options.pop(CACHE_OPTION, CACHE_SIZE))
    return PostgresDatabase(urlunsplit(parts._replace(query=urlencode(options))), size)
