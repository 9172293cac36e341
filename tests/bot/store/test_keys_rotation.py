"""A rotation under running bots: who talks goes on, and what was copied before opens no more."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.ports import Store, StoreDown
from bot.store import keys as keys_module
from bot.store import rotation
from bot.store.codec import decode_person
from bot.store.held_chat import CHAT
from bot.store.key_file import KeyFile
from bot.store.key_use import key_use
from bot.store.keys import KEY_ID_LIMIT, Keys, load_or_create_keys, read_keys, replace_keys, with_new_key
from bot.store.locks import PAGE, Locks, open_locks
from bot.store.open import open_store
from bot.store.rotation import CannotRotate, LockedAgain, NewKey, OldRemoved, Step, rotate
from bot.store.sealing import Sealer, WrongKeys
from bot.store.url import SqliteFile, parse
from tests.bot.store.look import execute, rows
from tests.bot.store.vocabulary import BOT, NOON, chat_of, forgets, screen, sends, take, update

USER = 5_550_123_456
_COPY = "SELECT key, wrapped_key, sealed FROM chat ORDER BY key"
_IDS = "SELECT DISTINCT substr(wrapped_key, 1, 1) FROM chat"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The key file that all share."""
    path = tmp_path / "safe" / "keys"
    load_or_create_keys(path)
    return path


@pytest.fixture
async def locks(database_url: str, store: Store) -> AsyncIterator[Locks]:
    locks = open_locks(database_url)
    yield locks
    await locks.close()


@pytest.fixture
async def store(database_url: str, path: Path) -> AsyncIterator[Store]:
    """A running bot that follows the key file."""
    store = open_store(database_url, KeyFile(path), BOT, "one")
    yield store
    await store.close()


@pytest.fixture
async def elsewhere(database_url: str, path: Path) -> AsyncIterator[Store]:
    """A bot with the same keys, but from a file of its own that no rotation changes."""
    store = open_store(database_url, read_keys(path), BOT, "two")
    yield store
    await store.close()


async def rotated(path: Path, locks: Locks, *, keeps_old: bool = False) -> list[Step]:
    return [step async for step in rotate(path, locks, keeps_old=keeps_old, wait_seconds=0)]


def opened(copies: Sequence[Sequence[Any]], keys: Keys) -> list[int]:
    """Whose chats these keys open."""
    people = []
    for key, wrapped, sealed in copies:
        try:
            person = decode_person(Sealer(keys, BOT).person(key, wrapped).open(CHAT, sealed))
        except WrongKeys:
            continue
        people.append(person.address.user_id)
    return sorted(people)


async def test_a_copy_made_before_a_deletion_opens_until_the_rotation_and_not_after(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    for user in (USER, 1):
        await take(store, user, screen(1))
    copy = await rows(database_url, _COPY)
    await store.commit([update(USER, forgets())], [], NOON)
    assert opened(copy, read_keys(path)) == [1, USER]
    assert await rotated(path, locks) == [NewKey(2), LockedAgain(1, 0), OldRemoved((1,))]
    assert opened(copy, read_keys(path)) == []
    assert opened(await rows(database_url, _COPY), read_keys(path)) == [1]


async def test_what_postgres_still_holds_of_a_deleted_row_opens_no_more(
    postgres_server: Any, postgres_url: str, path: Path
) -> None:
    store = open_store(postgres_url, KeyFile(path), BOT, "one")
    await take(store, USER)
    [copy] = await rows(postgres_url, _COPY)
    await store.commit([update(USER, forgets())], [], NOON)
    await store.close()
    locks = open_locks(postgres_url)
    assert opened([copy], read_keys(path)) == [USER]
    await rotated(path, locks)
    postgres_server.psql("CHECKPOINT;")
    [(folder,)] = await rows(postgres_url, "SELECT setting FROM pg_settings WHERE name = 'data_directory'")
    [(file,)] = await rows(postgres_url, "SELECT pg_relation_filepath('chat')")
    assert copy[1] in (Path(folder) / file).read_bytes(), "the deleted row is gone, so this proves nothing"
    assert opened([copy], read_keys(path)) == []


async def test_a_copied_sqlite_file_opens_no_more(sqlite_url: str, path: Path, tmp_path: Path) -> None:
    store = open_store(sqlite_url, KeyFile(path), BOT, "one")
    await take(store, USER)
    database = parse(sqlite_url)
    assert isinstance(database, SqliteFile)
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "backup"),))
    backup = f"sqlite:///{tmp_path}/backup"
    [(wrapped,)] = await rows(backup, "SELECT wrapped_key FROM chat")
    assert opened(await rows(backup, _COPY), read_keys(path)) == [USER]
    locks = open_locks(sqlite_url)
    await rotated(path, locks)
    assert opened(await rows(backup, _COPY), read_keys(path)) == []
    live = database.path.parent.glob(f"{database.path.name}*")
    assert not any(wrapped in file.read_bytes() for file in live)
    await locks.close()
    await store.close()


async def test_a_running_bot_goes_on_with_people_old_and_new_at_every_step(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    await take(store, 1)
    newcomer = 1
    async for _ in rotate(path, locks, wait_seconds=0):
        newcomer += 1
        await take(store, newcomer)
        for user in range(1, newcomer + 1):
            await take(store, user)
    assert newcomer == 4
    found = [await chat_of(store, user) for user in range(1, newcomer + 1)]
    assert [chat.session.render if chat else 0 for chat in found] == [4, 4, 3, 2]
    assert await rows(database_url, _IDS) == [(b"\x02",)]
    assert list(read_keys(path).wrapping) == [2]


async def test_people_who_come_by_the_dozen_while_it_runs_all_have_the_new_key(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    done = asyncio.Event()

    async def come() -> int:
        user = 0
        while not done.is_set():
            user += 1
            await store.commit([update(user, sends()), update(max(1, user // 2), sends())], [], NOON)
        return user

    coming = asyncio.create_task(come())
    for _ in range(3):
        await rotated(path, locks)
    done.set()
    count = await coming
    assert count > 3
    assert opened(await rows(database_url, _COPY), read_keys(path)) == list(range(1, count + 1))


async def test_it_waits_for_a_transaction_that_locked_somebody_new_before_the_new_key_was_there(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    await take(store, 1)
    key = Sealer(read_keys(path), BOT).chat_key(2)
    person = Sealer(read_keys(path), BOT).new_person(key)
    async with transaction(database_url) as run:
        rotating = asyncio.create_task(rotated(path, locks))
        await asyncio.wait([rotating], timeout=0.1)
        assert not rotating.done()
        new_chat = "INSERT INTO chat (key, wrapped_key, sealed, touched_on) VALUES ({}, {}, {}, 0)"
        await run(new_chat, key, person.wrapped, b"sealed")
    assert await rotating == [NewKey(2), LockedAgain(2, 0), OldRemoved((1,))]


async def test_a_key_that_a_transaction_replaces_meanwhile_is_not_overwritten_with_the_former(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    await take(store, 1)
    key = Sealer(read_keys(path), BOT).chat_key(1)
    newer = Sealer(read_keys(path), BOT).new_person(key).wrapped
    seen: list[Sequence[Any]] = []

    def change(page: Sequence[Any]) -> Sequence[Any]:
        seen.extend(page)
        return page

    async with transaction(database_url) as run:
        await run("UPDATE chat SET wrapped_key = {} WHERE key = {}", newer, key)
        changing = asyncio.create_task(locks.change(b"", change))
        await asyncio.wait([changing], timeout=0.1)
    await changing
    assert seen == [(key, newer)]


@asynccontextmanager
async def transaction(url: str) -> AsyncIterator[Any]:
    """One that holds its chats as a bot's commit does; gives a way to write, and is committed."""
    database = parse(url)
    if isinstance(database, SqliteFile):
        with closing(sqlite3.connect(database.path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")

            async def run(query: str, *values: bytes) -> None:
                connection.execute(query.replace("{}", "?"), values)

            yield run
            connection.execute("COMMIT")
        return
    other = await asyncpg.connect(database.dsn)
    async with other.transaction():
        await other.execute("SELECT key FROM chat WHERE key = '' FOR UPDATE")
        yield lambda query, *values: other.execute(query.format("$1", "$2", "$3"), *values)
    await other.close()


async def test_a_bot_that_reads_another_file_is_noticed_and_nothing_is_removed(
    store: Store, elsewhere: Store, locks: Locks, path: Path, database_url: str
) -> None:
    steps = rotate(path, locks, wait_seconds=0)
    assert [await anext(steps), await anext(steps)] == [NewKey(2), LockedAgain(0, 0)]
    await take(elsewhere, 1)
    with pytest.raises(CannotRotate) as error:
        await anext(steps)
    assert str(error.value) == (
        "Chats that were locked with an old key after the new one was current: 1."
        f" Some process reads another key file than {path}."
    )
    assert sorted(read_keys(path).wrapping) == [1, 2]
    assert opened(await rows(database_url, _COPY), read_keys(path)) == [1]


@pytest.mark.parametrize("steps_done", [0, 1, 2, 3])
async def test_whoever_is_stopped_between_two_steps_runs_it_again_and_it_is_done(
    store: Store, locks: Locks, path: Path, database_url: str, steps_done: int
) -> None:
    await take(store, 1)
    copy = await rows(database_url, _COPY)
    first = rotate(path, locks, wait_seconds=0)
    for _ in range(steps_done):
        await anext(first)
    await first.aclose()
    await take(store, 2)
    assert opened(await rows(database_url, _COPY), read_keys(path)) == [1, 2]
    await rotated(path, locks)
    assert opened(copy, read_keys(path)) == []
    assert opened(await rows(database_url, _COPY), read_keys(path)) == [1, 2]
    assert len(read_keys(path).wrapping) == 1
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("replacement", [1, 2])
@pytest.mark.parametrize("step", ["_write_durably", "_give_same_rights", "_sync"])
async def test_whoever_dies_while_the_file_is_replaced_runs_it_again_and_it_is_done(
    store: Store, locks: Locks, path: Path, step: str, replacement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await take(store, 1)
    with monkeypatch.context() as patch:
        patch.setattr(keys_module, step, dies_at(replacement, getattr(keys_module, step)))
        with pytest.raises(Died):
            await rotated(path, locks)
    await take(store, 2)
    await rotated(path, locks)
    for user in (1, 2):
        chat = await chat_of(store, user)
        assert chat is not None and chat.session.render == 1
    assert len(read_keys(path).wrapping) == 1


class Died(BaseException):
    """The process ended here."""


def dies_at(call: int, step: Any) -> Any:
    calls = 0

    def counted(*arguments: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == call:
            raise Died
        step(*arguments)

    return counted


async def test_more_than_a_page_is_locked_again(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    people = range(PAGE + 3)
    await store.commit([update(user, sends()) for user in people], [], NOON)
    assert LockedAgain(len(people), 0) in await rotated(path, locks)
    assert key_use(database_url, read_keys(path)).counts == {2: len(people)}


async def test_keeping_the_old_key_lets_copies_open_until_a_rotation_without_it(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    await take(store, 1)
    copy = await rows(database_url, _COPY)
    assert await rotated(path, locks, keeps_old=True) == [NewKey(2), LockedAgain(1, 0)]
    assert await rows(database_url, _IDS) == [(b"\x02",)]
    assert opened(copy, read_keys(path)) == [1]
    assert (await rotated(path, locks))[-1] == OldRemoved((1, 2))
    assert opened(copy, read_keys(path)) == []


async def test_chats_that_our_keys_do_not_open_are_left_as_they_are(
    store: Store, locks: Locks, path: Path, database_url: str
) -> None:
    for user in (1, 2, 3):
        await take(store, user)
    ours, lost, cut = (Sealer(read_keys(path), BOT).chat_key(user).hex() for user in (1, 2, 3))
    await spoil(database_url, lost, "substr(wrapped_key, 1, 60) || substr(wrapped_key, 1, 1)")
    await spoil(database_url, cut, "substr(wrapped_key, 1, 5)")
    before = dict(await rows(database_url, "SELECT key, wrapped_key FROM chat"))
    assert await rotated(path, locks) == [NewKey(2), LockedAgain(1, 2), OldRemoved((1,))]
    after = dict(await rows(database_url, "SELECT key, wrapped_key FROM chat"))
    assert [key.hex() for key in after if after[key] != before[key]] == [ours]


async def spoil(url: str, key: str, changed: str) -> None:
    """Change somebody's locked key."""
    is_theirs = f"lower(hex(key)) = '{key}'" if url.startswith("sqlite") else f"encode(key, 'hex') = '{key}'"
    blob = f"CAST({changed} AS BLOB)" if url.startswith("sqlite") else changed
    await execute(url, f"UPDATE chat SET wrapped_key = {blob} WHERE {is_theirs}")


async def test_with_all_numbers_in_use_the_old_keys_go_first(store: Store, locks: Locks, path: Path) -> None:
    keys = read_keys(path)
    while len(keys.wrapping) < KEY_ID_LIMIT:
        keys = with_new_key(keys)
    replace_keys(path, keys)
    await take(store, 1)
    steps = await rotated(path, locks)
    assert [type(step) for step in steps] == [LockedAgain, OldRemoved, NewKey, LockedAgain, OldRemoved]
    assert list(read_keys(path).wrapping) == [1]
    assert await chat_of(store, 1) is not None


async def test_two_rotations_do_not_run_at_once(store: Store, locks: Locks, path: Path) -> None:
    first = rotate(path, locks, wait_seconds=0)
    await anext(first)
    with pytest.raises(CannotRotate, match=r"^Another rotation is under way\.$"):
        await rotated(path, locks)
    await first.aclose()
    assert (await rotated(path, locks))[-1] == OldRemoved((1, 2))


async def test_a_file_that_somebody_else_changes_meanwhile_is_left(
    store: Store, locks: Locks, path: Path
) -> None:
    steps = rotate(path, locks, wait_seconds=0)
    await anext(steps)
    theirs = with_new_key(read_keys(path))
    replace_keys(path, theirs)
    await anext(steps)
    with pytest.raises(CannotRotate, match=r"^Somebody else changed .*keys meanwhile\.$"):
        await anext(steps)
    assert read_keys(path) == theirs


async def test_a_database_that_is_away_for_a_moment_is_asked_again(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "PAUSE_SECONDS", 0)
    assert (await rotated(path, Flaky(rotation.TRIES - 1)))[-1] == OldRemoved((1,))
    with pytest.raises(StoreDown):
        await rotated(path, Flaky(rotation.TRIES))
    assert sorted(read_keys(path).wrapping) == [2, 3]


class Flaky:
    """Locks of an empty database that is down for the first so many calls."""

    def __init__(self, failures: int) -> None:
        self._failures = failures

    async def outlast(self) -> None:
        self._failures -= 1
        if self._failures >= 0:
            raise StoreDown

    async def change(self, after: bytes, change: object) -> None: ...

    async def close(self) -> None: ...
