"""A stand-in inside the test, the real bot beside it, on either database and over either transport."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.standin.server import RunningStandIn, run_standin
from bot.standin.state import StandIn
from tests.bot.content_on_disk import small_folder
from tests.bot.standin_client import StandInClient, connect
from tests.e2e.bot_process import TOKEN, BotProcess


@pytest.fixture
async def standin() -> AsyncIterator[RunningStandIn]:
    """A strict Telegram whose webhook retries come twenty times as fast."""
    running = await run_standin(standin=StandIn(token=TOKEN), retry_scale=0.05)
    yield running
    await running.stop()


@pytest.fixture
async def telegram(standin: RunningStandIn) -> AsyncIterator[StandInClient]:
    async with connect(standin.url) as client:
        yield client


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small folder whose words no editor will change."""
    return small_folder(tmp_path)


@pytest.fixture
async def bot(
    standin: RunningStandIn, database_url: str, mode: str, content: Path, tmp_path: Path
) -> AsyncIterator[BotProcess]:
    """The bot, running; killed at the end if the test has not stopped it."""
    process = BotProcess(standin.api_base, database_url, tmp_path, mode, content)
    await process.start()
    yield process
    await process.kill()
