"""What is kept, for how long, and what can be read from it without the keys."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.ports import GivenUp, Store
from bot.store.open import open_store
from bot.store.retention import SWEEP_LIMIT
from bot.store.sealing import Sealer
from bot.store.url import SqliteFile, parse
from tests.bot.store.look import kept, rows
from tests.bot.store.vocabulary import (
    BOT,
    KEYS,
    NOON,
    ask,
    chat_of,
    check_in,
    deliver,
    export,
    forgets,
    note,
    screen,
    sends,
    stops,
    take,
    update,
)

USER = 5_550_123_456


async def test_update_ids_are_kept_for_48_hours(store: Store, database_url: str) -> None:
    first = update(1, sends())
    await store.commit([first], [], NOON)
    await store.sweep(NOON + timedelta(hours=48))
    assert (await kept(database_url))[0] == 1
    await store.sweep(NOON + timedelta(hours=48, seconds=1))
    assert (await kept(database_url))[0] == 0


async def test_a_chat_is_forgotten_whole_after_30_idle_days(store: Store, database_url: str) -> None:
    await take(store, 1, screen(1), export(2))
    await take(store, 2, now=NOON + timedelta(days=3))
    await store.sweep(NOON + timedelta(days=30))
    assert (await kept(database_url))[1:] == (2, 2)
    await store.sweep(NOON + timedelta(days=31))
    assert (await kept(database_url))[1:] == (1, 0)


async def test_somebody_who_asked_for_a_check_in_is_kept_until_30_days_after_it(
    store: Store, database_url: str
) -> None:
    due = NOON + timedelta(weeks=8)
    await ask(store, 1, check_in(1, due), due.date())
    await store.sweep(NOON + timedelta(days=31))
    [row] = await store.claim(due, 10)
    await deliver(store, row, due)
    await store.sweep(due + timedelta(days=30))
    assert (await kept(database_url))[1] == 1
    await store.sweep(due + timedelta(days=31))
    assert (await kept(database_url))[1:] == (0, 0)


async def test_somebody_who_stops_a_check_in_is_kept_as_everybody_is(store: Store, database_url: str) -> None:
    due = NOON + timedelta(weeks=8)
    await ask(store, 1, check_in(1, due), due.date())
    await store.commit([update(1, stops)], [], NOON + timedelta(days=1))
    await store.sweep(NOON + timedelta(days=32))
    assert (await kept(database_url))[1:] == (0, 0)


async def test_a_check_in_long_past_shortens_nothing(store: Store, database_url: str) -> None:
    await ask(store, 1, check_in(1), NOON.date() - timedelta(days=20))
    await store.sweep(NOON + timedelta(days=30))
    assert (await kept(database_url))[1] == 1


async def test_what_is_drawn_again_by_itself_keeps_nobody_longer(store: Store, database_url: str) -> None:
    await take(store, 1, screen(1))
    drawn = replace(update(1, sends(screen(2))), is_visit=False)
    await store.commit([drawn], [], NOON + timedelta(days=2))
    await store.sweep(NOON + timedelta(days=31))
    assert (await kept(database_url))[1:] == (0, 0)


async def test_somebody_who_comes_back_keeps_their_chat(store: Store) -> None:
    for day in (0, 25, 50):
        await take(store, 1, now=NOON + timedelta(days=day))
        await store.sweep(NOON + timedelta(days=day))
    chat = await chat_of(store, 1, NOON + timedelta(days=51))
    assert chat is not None and chat.session.render == 3


async def test_a_send_that_was_given_up_stays_for_a_week_without_its_words(
    store: Store, database_url: str
) -> None:
    [row] = await take(store, 1, export(1))
    await note(store, GivenUp(row, "bad request"))
    [(sealed, reason)] = await rows(database_url, "SELECT sealed, reason FROM outbox")
    assert (sealed, reason) == (b"", "bad request")
    await store.sweep(NOON + timedelta(days=7))
    assert (await kept(database_url))[2] == 1
    await store.sweep(NOON + timedelta(days=7, seconds=1))
    assert (await kept(database_url))[2] == 0


async def test_a_sweep_takes_more_than_one_transaction_holds(store: Store, database_url: str) -> None:
    await store.commit([update(1, sends()) for _ in range(2 * SWEEP_LIMIT + 7)], [], NOON)
    await store.sweep(NOON + timedelta(days=3))
    assert (await kept(database_url))[0] == 0


async def test_forgetting_leaves_no_row(store: Store, database_url: str) -> None:
    [row] = await take(store, 1, export(1), screen(2))
    await note(store, GivenUp(row, "bad request"))
    await store.commit([update(1, forgets())], [], NOON)
    assert (await kept(database_url))[1:] == (0, 0)


async def test_no_row_tells_who_somebody_is_or_what_they_read(store: Store, database_url: str) -> None:
    await take(store, USER, screen(1), export(2))
    tables = [await rows(database_url, f"SELECT * FROM {table}") for table in ("chat", "outbox", "seen")]
    everything = repr(tables)
    assert all(word not in everything for word in (str(USER), "screen 1", "export 2", "start#start"))


async def test_a_sqlite_file_and_its_log_keep_nothing_of_somebody_forgotten(sqlite_url: str) -> None:
    one = open_store(sqlite_url, KEYS, BOT, "one")
    await take(one, USER, screen(1), export(2))
    key = Sealer(KEYS, BOT).chat_key(USER)
    [(wrapped, sealed)] = await rows(sqlite_url, "SELECT wrapped_key, sealed FROM chat")
    assert all(_is_on_disk(sqlite_url, secret) for secret in (key, wrapped, sealed))
    await one.commit([update(USER, forgets())], [], NOON)
    assert not any(_is_on_disk(sqlite_url, secret) for secret in (key, wrapped, sealed))
    await one.close()


async def test_a_sweep_empties_the_log_too(sqlite_url: str) -> None:
    one = open_store(sqlite_url, KEYS, BOT, "one")
    await take(one, USER)
    await one.sweep(NOON + timedelta(days=31))
    assert not _is_on_disk(sqlite_url, Sealer(KEYS, BOT).chat_key(USER))
    await one.close()


async def test_the_log_is_emptied_later_when_somebody_is_reading(sqlite_url: str) -> None:
    one = open_store(sqlite_url, KEYS, BOT, "one")
    await take(one, USER)
    key = Sealer(KEYS, BOT).chat_key(USER)
    with closing(sqlite3.connect(_path(sqlite_url))) as backup:
        backup.execute("BEGIN")
        backup.execute("SELECT * FROM chat").fetchall()
        await one.commit([update(USER, forgets())], [], NOON)
        assert _is_on_disk(sqlite_url, key)
    await one.ping()
    assert not _is_on_disk(sqlite_url, key)
    await one.close()


def _path(url: str) -> Path:
    database = parse(url)
    assert isinstance(database, SqliteFile)
    return database.path


def _is_on_disk(url: str, secret: bytes) -> bool:
    """Whether the file, its log or anything beside them holds these bytes."""
    return any(secret in file.read_bytes() for file in _path(url).parent.iterdir())
