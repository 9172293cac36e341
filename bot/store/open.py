"""Opens the store that a URL names."""

from bot.ports import Store
from bot.store.key_file import KeyFile
from bot.store.keys import Keys
from bot.store.postgres import PostgresStore
from bot.store.schema import check
from bot.store.sealing import Sealer
from bot.store.sqlite import SqliteStore
from bot.store.url import PostgresDatabase, SqliteFile, parse


def open_store(url: str, keys: Keys | KeyFile, bot_id: int, name: str) -> Store:
    """The store at `url` (see `bot.store.url`), brought up to date first if need be.

    Keys from a file follow it through rotations. `name` tells this process from others that share the
    database, and stays the same when it is started again. Raises StoreDown, or ValueError for a URL of
    no kind we know.
    """
    if not check(url):
        from bot.store.migrate import upgrade  # here, because Alembic would double the time of every start

        upgrade(url)
    sealer = Sealer(keys, bot_id) if isinstance(keys, Keys) else Sealer(keys.keys, bot_id, keys.newer)
    match parse(url):
        case SqliteFile(path):
            return SqliteStore(path, sealer, name)
        case PostgresDatabase(dsn, statement_cache_size):
            return PostgresStore(dsn, sealer, name, statement_cache_size)
