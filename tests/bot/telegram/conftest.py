"""The sender at its desk, before a server that says what a test told it to."""

from collections.abc import AsyncIterator

import pytest

from bot.telegram import patience
from bot.telegram.sender import TelegramSender
from tests.bot.telegram.desk import NOON, Desk, rendered
from tests.bot.telegram.fake_bot_api import fake_bot_api


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    async with fake_bot_api() as (fake, api):
        at_once = Desk(fake, TelegramSender(api, rendered, lambda: NOON, lambda: 0.0))
        monkeypatch.setattr(patience, "sleep", at_once.sleep)
        yield at_once
