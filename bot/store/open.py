"""Opens the store that a URL names."""

from bot.ports import Store
from bot.store.keys import Keys
from bot.store.postgres import PostgresStore
from bot.store.schema import check
from bot.store.sealing import Sealer
from bot.store.sqlite import SqliteStore
from bot.store.url import PostgresDatabase, SqliteFile, parse


class SchemaIsBehind(Exception):
    """The database is older than this release, and was not to be migrated."""


def open_store(url: str, keys: Keys, bot_id: int, owner: str, *, migrate: bool = True) -> Store:
    """The store at `url` (see `bot.store.url`), brought up to date first if need be.

    `owner` names this process among those that share the database; no two that run at one time
    may have the same. Raises StoreDown, SchemaIsBehind, or ValueError for a URL of no kind we know.
    """
    if not check(url):
        _bring_up_to_date(url, migrate)
    sealer = Sealer(keys, bot_id)
    match parse(url):
        case SqliteFile(path):
            return SqliteStore(path, sealer, owner)
        case PostgresDatabase(dsn, statement_cache_size):
            return PostgresStore(dsn, sealer, owner, statement_cache_size)


def _bring_up_to_date(url: str, migrate: bool) -> None:
    if not migrate:
        raise SchemaIsBehind("run `python -m bot db upgrade` first")
    from bot.store.migrate import upgrade  # here, because Alembic would double the time of every start

    upgrade(url)
