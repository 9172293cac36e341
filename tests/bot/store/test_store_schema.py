"""Migrations, and where a URL leads."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Dialect
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from bot.ports import StoreDown
from bot.store import postgres_sql, sqlite_sql
from bot.store.migrate import downgrade, upgrade
from bot.store.open import open_store
from bot.store.schema import MIGRATIONS, check, current, head
from bot.store.tables import METADATA
from bot.store.url import PostgresDatabase, SqliteFile, parse
from tests.bot.store.look import execute, rows
from tests.bot.store.vocabulary import BOT, KEYS, take

SQLITE_SHAPE = """
    SELECT t.name, c.name, c.type, c."notnull", c.pk, t.sql LIKE '%AUTOINCREMENT%'
    FROM sqlite_master AS t, pragma_table_info(t.name) AS c
    WHERE t.type = 'table' AND t.name NOT IN ('alembic_version', 'sqlite_sequence')
    UNION ALL
    SELECT tbl_name, name, sql, 0, 0, 0 FROM sqlite_master WHERE type = 'index' AND sql <> ''
    ORDER BY 1, 2
"""
POSTGRES_SHAPE = """
    SELECT table_name, column_name, data_type || coalesce(column_default, ''), is_nullable
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
    UNION ALL
    SELECT tablename, indexname, indexdef, '' FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    UNION ALL
    SELECT relname, '', array_to_string(reloptions, ','), '' FROM pg_class
    WHERE relname IN ('seen', 'chat', 'outbox')
    ORDER BY 1, 2
"""


def test_the_head_is_what_alembic_takes_for_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == head()


async def test_migrations_make_the_tables_that_the_code_is_built_from(database_url: str) -> None:
    upgrade(database_url)
    migrated = await _shape(database_url)
    downgrade(database_url, "base")
    for statement in _statements(database_url):
        await execute(database_url, statement)
    assert migrated == await _shape(database_url)
    assert {table for table, *_ in migrated} == set(METADATA.tables)


async def test_up_down_and_up_again(database_url: str) -> None:
    assert (current(database_url), check(database_url)) == ("", False)
    upgrade(database_url)
    assert (current(database_url), check(database_url)) == (head(), True)
    downgrade(database_url, "base")
    assert await _shape(database_url) == []
    assert not check(database_url)
    upgrade(database_url)
    upgrade(database_url)
    assert check(database_url)


async def test_two_processes_that_migrate_at_once_both_succeed(database_url: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(upgrade, database_url) for _ in range(3)))
    assert check(database_url)


async def test_a_database_of_the_next_release_is_left_as_it_is(database_url: str) -> None:
    upgrade(database_url)
    await execute(database_url, "UPDATE alembic_version SET version_num = '9999'")
    store = open_store(database_url, KEYS, BOT, "one")
    await take(store, 1)
    await store.close()
    assert current(database_url) == "9999"


async def test_a_start_whose_migration_fails_says_that_the_store_is_down(database_url: str) -> None:
    await execute(database_url, "CREATE TABLE seen (taken INTEGER)")
    with pytest.raises(StoreDown):
        open_store(database_url, KEYS, BOT, "one")


async def test_a_database_of_no_release_that_we_know_is_down(database_url: str) -> None:
    upgrade(database_url)
    await execute(database_url, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreDown):
        open_store(database_url, KEYS, BOT, "one")


def test_a_start_on_a_file_that_is_no_database_says_that_the_store_is_down(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDown, match="SQLITE_NOTADB"):
        open_store(f"sqlite:///{tmp_path}/bot.sqlite3", KEYS, BOT, "one")


@pytest.mark.parametrize("path", ["file/bot.sqlite3", "file/var/bot.sqlite3", "folder"])
def test_a_start_where_no_file_can_be_made_says_that_the_store_is_down(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreDown):
        open_store(f"sqlite:///{tmp_path}/{path}", KEYS, BOT, "one")


async def test_a_sqlite_file_and_what_is_beside_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/var/bot.sqlite3", KEYS, BOT, "one")
    await take(store, 1)
    modes = _modes(tmp_path / "var")
    assert modes == {"bot.sqlite3": 0o600, "bot.sqlite3-shm": 0o600, "bot.sqlite3-wal": 0o600}
    await store.close()


def test_a_url_names_a_file_or_a_server() -> None:
    dsn = "postgresql://me:secret@host/name"
    assert parse("sqlite:///var/bot.sqlite3") == SqliteFile(Path("var/bot.sqlite3"))
    assert parse("sqlite:////var/bot.sqlite3") == SqliteFile(Path("/var/bot.sqlite3"))
    assert parse(dsn) == PostgresDatabase(dsn, 100)
    assert parse(f"{dsn}?sslmode=require&statement_cache_size=0") == PostgresDatabase(
        f"{dsn}?sslmode=require", 0
    )


@pytest.mark.parametrize("url", ["", "sqlite:///", "sqlite://bot", "mysql://me:secret@host/name"])
def test_any_other_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="a database URL begins with") as raised:
        parse(url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("size", ["", "none", "-1", "1.5"])
def test_a_cache_size_that_is_no_number_is_refused(size: str) -> None:
    with pytest.raises(ValueError, match=r"^statement_cache_size must be a number$"):
        parse(f"postgresql://me:secret@host/name?sslmode=require&statement_cache_size={size}")


@pytest.mark.parametrize("password", ["secret/", "secret#", "secret?", "[secret]", "secret\u2100"])
def test_a_password_that_breaks_the_url_is_not_repeated(password: str) -> None:
    with pytest.raises(ValueError, match="not an address") as raised:
        open_store(f"postgresql://me:{password}@host/name", KEYS, BOT, "one")
    assert "secret" not in str(raised.value)


async def test_postgres_works_without_prepared_statements(postgres_url: str) -> None:
    store = open_store(f"{postgres_url}&statement_cache_size=0", KEYS, BOT, "one")
    for user in (1, 2, 1):
        await take(store, user)
    await store.close()


async def test_a_chat_that_goes_on_and_on_takes_no_more_room_in_postgres(postgres_url: str) -> None:
    store = open_store(postgres_url, KEYS, BOT, "one")
    for _ in range(200):
        await take(store, 1)
    await store.close()
    assert await rows(postgres_url, "SELECT pg_relation_size('chat') / 8192") == [(1,)]


async def test_postgres_finds_what_is_due_by_its_indexes(postgres_url: str) -> None:
    upgrade(postgres_url)
    connection = await asyncpg.connect(postgres_url)
    await connection.execute(postgres_sql.begin([]))
    found = await connection.fetch(f"EXPLAIN {postgres_sql.LOCK_DUE_ROWS}", BOT, 1, 1, 1, 10)
    plan = "\n".join(line for (line,) in found)
    await connection.close()
    assert plan.count("Index Scan using outbox_by_due on outbox ") == 1
    assert "Index Cond: (chat_key = outbox.chat_key)" in plan
    assert "Seq Scan" not in plan


async def test_sqlite_finds_what_is_due_by_its_indexes(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    due = sqlite_sql.DUE_ROWS.replace("?", "1")
    plan = [step for *_, step in await rows(sqlite_url, f"EXPLAIN QUERY PLAN {due}")]
    assert plan[0].startswith("SEARCH outbox USING INDEX outbox_by_due (bot_id=? AND due_at<?)")
    assert any(step.startswith("SEARCH other USING INDEX outbox_by_chat (chat_key=?)") for step in plan)


async def _shape(url: str) -> list[tuple[Any, ...]]:
    return await rows(url, SQLITE_SHAPE if isinstance(parse(url), SqliteFile) else POSTGRES_SHAPE)


def _statements(url: str) -> list[str]:
    """What makes the tables as the code knows them."""
    engine = "sqlite" if isinstance(parse(url), SqliteFile) else "postgresql"
    dialect: Dialect = registry.load(engine)()
    made: list[DDLElement] = [CreateTable(table) for table in METADATA.tables.values()]
    made += [CreateIndex(index) for table in METADATA.tables.values() for index in table.indexes]
    return [str(statement.compile(dialect=dialect)) for statement in made]


def _modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
