"""One process of a bot that has nothing but check-ins to send, with a clock that jumps."""

import asyncio
import sys
from pathlib import Path

from bot.exports.render import render
from bot.service import Service
from bot.store.keys import read_keys
from bot.store.open import open_store
from bot.telegram.api import Api
from bot.telegram.sender import TelegramSender
from flows.model.session import Session
from flows.model.snapshot import Snapshot
from tests.chaos.skewed_clock import Running, skewed
from tests.real_content import real_snapshot


class Fixed:
    """Content that nothing changes."""

    def current(self) -> Snapshot:
        return real_snapshot()

    def is_behind(self, session: Session) -> bool:
        return False

    async def refresh(self) -> None:
        raise AssertionError("nothing is newer")


async def work(folder: Path, url: str, api_base: str, token: str, name: str) -> None:
    """Send what is due until killed."""
    clock = skewed(Running.load(folder / "clock"), name)
    store = open_store(url, read_keys(folder / "keys"), int(token.partition(":")[0]), name)
    async with Api(token, api_base) as api:
        service = Service(store, TelegramSender(api, render, clock), Fixed(), clock)
        await service.start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    folder, url, api_base, token, name = sys.argv[1:]
    asyncio.run(work(Path(folder), url, api_base, token, name))
