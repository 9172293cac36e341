"""Sessions put straight into the bot's database, for what would take too many presses or too many days."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from itertools import count

from bot.ports import Address, Chat, Committed, Decision, Store, Update
from bot.store.key_file import KeyFile
from bot.store.open import open_store
from flows.model.session import Session
from tests.e2e.bot_process import TOKEN, BotProcess

BOT_ID = int(TOKEN.partition(":")[0])

_UPDATE_IDS = count(2**40)
"""Far from those that Telegram gives."""

Decide = Callable[[Chat | None], Decision]


async def plant(bot: BotProcess, decisions: Mapping[int, Decide]) -> Committed:
    """Commit a decision for each of these people, as another process of the bot would."""
    updates = [
        Update(next(_UPDATE_IDS), Address(person, person), decide) for person, decide in decisions.items()
    ]
    async with _store(bot) as store:
        return await store.commit(updates, (), datetime.now(UTC))


async def sessions(bot: BotProcess) -> dict[int, Session]:
    """Where everybody is, by their ids."""
    async with _store(bot) as store:
        return {one.address.user_id: one.chat.session async for one in store.residents(date.min)}


@asynccontextmanager
async def _store(bot: BotProcess) -> AsyncIterator[Store]:
    store = open_store(bot.database_url, KeyFile(bot.key_file), BOT_ID, "a test")
    yield store
    await store.close()
