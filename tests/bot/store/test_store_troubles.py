"""When the database is away, busy, full or damaged; and several processes at once."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from bot.ports import Chat, Decision, OutboxRow, Retry, Store, StoreDown
from bot.store import postgres, sqlite_thread
from bot.store.open import open_store
from tests.bot.store.look import execute, kept, rows
from tests.bot.store.processes import Process
from tests.bot.store.vocabulary import (
    BOT,
    KEYS,
    LIVE,
    NOON,
    Found,
    after,
    ask,
    chat_of,
    check_in,
    deliver,
    export,
    fresh_screen,
    note,
    only,
    screen,
    sends,
    session,
    take,
    update,
    words,
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits that end at once."""
    monkeypatch.setattr(sqlite_thread, "LOCK_WAIT_SECONDS", 0.05)
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 0.2)


@pytest.mark.usefixtures("impatient")
async def test_a_locked_sqlite_file_is_down_until_it_is_free(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, KEYS, BOT, "one")
    first = update(1, sends(screen(1)))
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreDown):
            await store.commit([first], [], NOON)
        with pytest.raises(StoreDown):
            await store.claim(NOON, 10)
    assert words((await store.commit([first], [], NOON)).rows) == ["screen 1"]
    await store.close()


async def test_a_new_file_that_another_process_writes_to_is_opened_when_it_is_done(
    sqlite_url: str, tmp_path: Path
) -> None:
    """SQLite does not wait by itself to turn its log on; it would say "locked" at once."""
    store = open_store(sqlite_url, KEYS, BOT, "one")
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        committing = asyncio.create_task(store.commit([update(1, sends(screen(1)))], [], NOON))
        await asyncio.sleep(0.05)
        assert not committing.done()
    assert words((await committing).rows) == ["screen 1"]
    await store.close()


async def test_processes_that_start_at_once_on_a_new_file_all_open_it(sqlite_url: str) -> None:
    stores = [open_store(sqlite_url, KEYS, BOT, str(number)) for number in range(6)]
    await asyncio.gather(*(take(store, number, screen(1)) for number, store in enumerate(stores, 1)))
    await asyncio.gather(*(store.close() for store in stores))


async def test_a_full_disk_is_down_and_nothing_is_half_saved(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, KEYS, BOT, "one")
    big = update(1, lambda chat: Decision(session(1, question="x" * 400_000), ()))
    await take(store, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_thread, "PRAGMAS", (*sqlite_thread.PRAGMAS, "PRAGMA max_page_count=30"))
        await store.close()
        store = open_store(sqlite_url, KEYS, BOT, "one")
        with pytest.raises(StoreDown, match="SQLITE_FULL"):
            await store.commit([update(2, sends()), big], [], NOON)
    outcomes = (await store.commit([big], [], NOON)).outcomes
    assert not only(outcomes).duplicate
    chat = await chat_of(store, 2)
    assert chat is not None and chat.session.render == 1
    await store.close()


async def test_a_lost_sqlite_file_is_down_and_no_empty_one_takes_its_place(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = open_store(sqlite_url, KEYS, BOT, "one")
    file, away = tmp_path / "bot.sqlite3", tmp_path / "away"
    file.rename(away)
    with pytest.raises(StoreDown):
        await store.ping()
    assert not file.exists()
    away.rename(file)
    await store.ping()
    await store.close()


async def test_a_file_that_is_no_database_is_down(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, KEYS, BOT, "one")
    (tmp_path / "bot.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDown):
        await store.ping()
    await store.close()


async def test_a_missing_table_is_down_and_takes_no_update(store: Store, database_url: str) -> None:
    await store.ping()
    await execute(database_url, "ALTER TABLE outbox RENAME TO away")
    first = update(1, sends(screen(1)))
    for work in (
        store.commit([first], [], NOON),
        store.claim(NOON, 10),
        store.sweep(NOON),
        store.take_over(),
    ):
        with pytest.raises(StoreDown):
            await work
    await execute(database_url, "ALTER TABLE away RENAME TO outbox")
    assert words((await store.commit([first], [], NOON)).rows) == ["screen 1"]


async def test_a_pooler_that_loses_prepared_statements_is_down_and_takes_no_update(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_reset", lambda connection: connection.execute("DEALLOCATE ALL"))
    store = open_store(postgres_url, KEYS, BOT, "one")
    await take(store, 1)
    with pytest.raises(StoreDown, match="InvalidSQLStatementNameError"):
        await take(store, 1)
    assert await kept(postgres_url) == (1, 1, 0)
    await store.close()


async def test_a_bug_of_our_own_is_no_outage(store: Store) -> None:
    with pytest.raises(AttributeError):
        await store.commit([], [], "noon")  # type: ignore[arg-type]  # the bug


@pytest.mark.usefixtures("impatient")
async def test_postgres_that_is_not_there_is_down(tmp_path: Path) -> None:
    with pytest.raises(StoreDown):
        open_store(f"postgresql://nobody@/nothing?host={tmp_path}", KEYS, BOT, "one")


async def test_postgres_connections_that_were_cut_are_made_again(postgres_url: str) -> None:
    store = open_store(postgres_url, KEYS, BOT, "one")
    await take(store, 1)
    others = "datname IS NOT NULL AND pid <> pg_backend_pid()"
    await rows(postgres_url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    try:
        await store.ping()
    except StoreDown:
        await store.ping()
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.render == 1
    await store.close()


@pytest.mark.usefixtures("impatient")
async def test_a_locked_postgres_row_is_down_until_it_is_free(postgres_url: str) -> None:
    store = open_store(postgres_url, KEYS, BOT, "one")
    await take(store, 1)
    other = await asyncpg.connect(postgres_url)
    async with other.transaction():
        await other.execute("SELECT * FROM chat FOR UPDATE")
        with pytest.raises(StoreDown):
            await take(store, 1, screen(1))
        assert words(await take(store, 2, screen(2))) == ["screen 2"]
    await other.close()
    assert words(await take(store, 1, screen(1))) == ["screen 1"]
    await store.close()


async def test_a_commit_that_is_cancelled_is_whole_or_nothing(store: Store, database_url: str) -> None:
    await take(store, 1)
    for turns in range(12):
        batch = [update(user, sends(screen(1))) for user in (10 + turns, 50 + turns)]
        commit = asyncio.create_task(store.commit(batch, [], NOON))
        for _ in range(turns):
            await asyncio.sleep(0)
        commit.cancel()
        await asyncio.wait([commit])
    seen, chats, sent = await kept(database_url)
    await store.ping()
    assert seen - 1 == chats - 1 == sent


async def test_a_damaged_send_is_given_up_and_the_next_one_goes_out(store: Store, database_url: str) -> None:
    await take(store, 1, export(1), export(2))
    await store.hand_back()
    await execute(database_url, "UPDATE outbox SET sealed = substr(sealed, 1, 3) WHERE id = 1")
    assert await store.claim(after(1), 10) == []
    assert words(await store.claim(after(2), 10)) == ["export 2"]
    assert await rows(database_url, "SELECT id, reason FROM outbox WHERE gave_up_at IS NOT NULL") == [
        (1, "unreadable")
    ]


DAMAGES = [
    "sealed = substr(sealed, 2)",
    "wrapped_key = substr(wrapped_key, 2)",
    "sealed = substr(sealed, 1, 3)",
]


@pytest.mark.parametrize("damage", DAMAGES)
async def test_somebody_whose_chat_is_damaged_begins_anew(
    store: Store, database_url: str, damage: str
) -> None:
    [row] = await take(store, 1, screen(1))
    await deliver(store, row)
    await execute(database_url, f"UPDATE chat SET {damage}")
    found = Found()
    batch = [update(1, found), update(1, sends(screen(2))), update(2, sends(screen(3)))]
    committed = await store.commit(batch, [], NOON)
    assert (found.chat, words(committed.rows)) == (None, ["screen 2", "screen 3"])
    assert committed.rows[0].live_message_id == LIVE
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.render == 1


async def test_somebody_whose_session_this_release_cannot_read_begins_anew_under_a_new_key(
    store: Store, process: Process, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await take(store, 1)
    before = await rows(database_url, "SELECT wrapped_key FROM chat")
    with monkeypatch.context() as release:
        release.setattr("bot.store.codec.encode_person", lambda person: b'{"session":{"screen":[1,2]}}')
        await take(process("newer"), 1)
    assert words(await take(store, 1, screen(1))) == ["screen 1"]
    assert await chat_of(store, 1) == Chat(session(1), None)
    assert await rows(database_url, "SELECT wrapped_key FROM chat") != before


@pytest.mark.parametrize("damage", DAMAGES)
async def test_what_waited_in_a_damaged_chat_is_given_up_and_what_was_under_way_may_finish(
    store: Store, database_url: str, damage: str
) -> None:
    [row] = await take(store, 1, export(1), export(2), screen(3))
    await execute(database_url, f"UPDATE chat SET {damage}")
    assert await take(store, 1, screen(4)) == []
    assert words(await deliver(store, row)) == ["screen 4"]
    assert await rows(database_url, "SELECT id, reason FROM outbox WHERE reason <> ''") == [
        (2, "unreadable"),
        (3, "unreadable"),
    ]


async def test_a_decision_that_fails_leaves_a_damaged_chat_as_it_is(store: Store, database_url: str) -> None:
    def fails(chat: Chat | None) -> Decision:
        raise ZeroDivisionError

    await take(store, 1, screen(1), export(2))
    await execute(database_url, "UPDATE chat SET sealed = substr(sealed, 2)")
    before = await rows(database_url, "SELECT * FROM chat"), await kept(database_url)
    assert only((await store.commit([update(1, fails)], [], NOON)).outcomes).error
    [seen, *others] = await kept(database_url)
    assert before == (await rows(database_url, "SELECT * FROM chat"), (seen - 1, *others))


async def test_a_damaged_row_does_not_keep_others_from_being_claimed(store: Store, database_url: str) -> None:
    for user in (1, 2, 3):
        await take(store, user, export(user))
    await store.hand_back()
    await execute(database_url, "UPDATE outbox SET sealed = substr(sealed, 2) WHERE id = 1")
    await execute(
        database_url,
        "UPDATE chat SET wrapped_key = substr(wrapped_key, 2) "
        "WHERE key = (SELECT chat_key FROM outbox WHERE id = 2)",
    )
    assert words(await store.claim(after(1), 10)) == ["export 3"]


async def test_updates_of_one_chat_through_two_processes_are_all_counted(process: Process) -> None:
    one, two = process("one"), process("two")
    await asyncio.gather(*(take(store, 1, screen(1)) for store in (one, two) for _ in range(20)))
    chat = await chat_of(one, 1)
    assert chat is not None and chat.session.render == 40


async def test_somebody_new_who_comes_through_two_processes_at_once_is_one_person(
    process: Process, database_url: str
) -> None:
    one, two = process("one"), process("two")
    for user in range(1, 16):
        leased = await asyncio.gather(take(one, user, fresh_screen(1)), take(two, user, fresh_screen(2)))
        assert sorted(map(len, leased)) == [0, 1]
        chat = await chat_of(one, user)
        assert chat is not None and chat.session.render == 2
    assert (await kept(database_url))[1] == 15


async def test_an_update_that_comes_to_two_processes_at_once_is_done_once(process: Process) -> None:
    one, two = process("one"), process("two")
    for user in range(1, 16):
        same = update(user, sends(screen(1)))
        done = await asyncio.gather(*(store.commit([same], [], NOON) for store in (one, two)))
        assert sorted(only(committed.outcomes).duplicate for committed in done) == [False, True]


async def test_crossing_batches_do_not_block_each_other(process: Process) -> None:
    one, two = process("one"), process("two")
    users = list(range(1, 21))

    async def ten_times(store: Store, order: list[int]) -> None:
        for _ in range(10):
            await store.commit([update(user, sends(screen(1))) for user in order], [], NOON)

    await asyncio.gather(ten_times(one, users), ten_times(two, users[::-1]))
    chat = await chat_of(one, 20)
    assert chat is not None and chat.session.render == 20


async def test_no_row_is_claimed_by_two_processes(process: Process) -> None:
    stores = [process(name) for name in ("one", "two", "three")]
    for user in range(1, 31):
        await take(stores[0], user, screen(1))
    await stores[0].hand_back()
    claimed = await asyncio.gather(*(store.claim(after(1), 7) for store in stores for _ in range(3)))
    ids = [row.id for some in claimed for row in some]
    assert len(ids) == len(set(ids))
    assert len(ids) <= 30


async def test_claims_and_commits_at_once_never_lease_two_rows_of_a_chat(process: Process) -> None:
    """Each process sends what it is given, and nobody else may have a row of that chat meanwhile."""
    busy: set[bytes] = set()

    async def send(store: Store, some: list[OutboxRow]) -> None:
        while some:
            row = some.pop()
            assert row.chat_key not in busy
            busy.add(row.chat_key)
            await asyncio.sleep(0)
            busy.discard(row.chat_key)
            some += await (note(store, Retry(row, NOON)) if row.attempts == 0 else deliver(store, row))

    async def work(store: Store) -> None:
        for number in range(1, 21):
            await send(store, list(await ask(store, number % 3, check_in(number))))
            await send(store, list(await take(store, number % 3, screen(number), export(number))))
            await send(store, list(await store.claim(NOON, 2)))

    await asyncio.gather(*(work(process(name)) for name in ("one", "two")))
