"""Where a database URL leads: `sqlite:///path` or `postgresql://user:password@host/name`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SQLITE = "sqlite:///"
CACHE_OPTION = "statement_cache_size"
CACHE_SIZE = 100

UNREADABLE = "not an address; in a password, write / ? # @ [ ] as %2F %3F %23 %40 %5B %5D"


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
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError(UNREADABLE) from None  # its own message quotes the place of the password
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    size = options.pop(CACHE_OPTION, str(CACHE_SIZE))
    if not size.isdecimal():
        raise ValueError(f"{CACHE_OPTION} must be a number")
    return PostgresDatabase(urlunsplit(parts._replace(query=urlencode(options))), int(size))
