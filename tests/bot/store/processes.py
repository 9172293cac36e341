"""Processes that share one database."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.ports import Store
from bot.store import postgres, sqlite_thread
from bot.store.keys import KEY_BYTES, Keys
from bot.store.open import open_store
from tests.bot.store.vocabulary import BOT, KEYS

Process = Callable[[str], Store]


@pytest.fixture
async def process(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Process]:
    """Opens the store as a process of that name would; the test runs once with each database.

    The processes wait longer for each other than real ones: a busy machine is no failure.
    """
    monkeypatch.setattr(sqlite_thread, "LOCK_WAIT_SECONDS", 30.0)
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 30.0)
    stores: list[Store] = []

    def start(owner: str) -> Store:
        stores.append(open_store(database_url, KEYS, BOT, owner))
        return stores[-1]

    yield start
    for store in stores:
        await store.close()


@pytest.fixture
async def other_bot(database_url: str) -> AsyncIterator[Store]:
    """Another bot on the same database, with the same keys and a process of the same name."""
    store = open_store(database_url, KEYS, BOT + 1, "one")
    yield store
    await store.close()


@pytest.fixture
async def other_keys(database_url: str) -> AsyncIterator[Store]:
    """A process that lacks the key with which ours locks what is new, and has another."""
    keys = Keys(KEYS.pepper, {2: b"x" * KEY_BYTES}, current=2)
    store = open_store(database_url, keys, BOT, "two")
    yield store
    await store.close()


@pytest.fixture
def store(process: Process) -> Store:
    """The store as the only process sees it."""
    return process("one")
