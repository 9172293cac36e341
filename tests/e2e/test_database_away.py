"""The database goes away under the running bot: safety still answers, and nothing is lost meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.standin.server import RunningStandIn
from tests.bot.standin_client import StandInClient
from tests.e2e.bot_process import BotProcess
from tests.flows.engine.house import house

DATABASE = "goes_away"
HOME = "My questions"
QUESTIONS = "Tick what matters."
AGAIN = house().phrases["en"]["button.again"]


@contextmanager
def away(server: Any) -> Iterator[None]:
    """Nobody can reach the database; those who were connected are thrown out."""
    server.psql(f"ALTER DATABASE {DATABASE} WITH ALLOW_CONNECTIONS false;")
    server.psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASE}';")
    try:
        yield
    finally:
        server.psql(f"ALTER DATABASE {DATABASE} WITH ALLOW_CONNECTIONS true;")


@pytest.fixture
def database_url(postgres_server: Any) -> Iterator[str]:
    """A database that can go away without the server, which other tests need."""
    postgres_server.psql(f"CREATE DATABASE {DATABASE};")
    yield postgres_server.get_uri(database=DATABASE)
    postgres_server.psql(f"DROP DATABASE {DATABASE} WITH (FORCE);")


async def test_safety_answers_though_an_earlier_press_still_waits(
    bot: BotProcess, telegram: StandInClient, postgres_server: Any
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=HOME)
    with away(postgres_server):
        await phone.press(HOME)
        await phone.wait_for_screen(button=AGAIN)
        await phone.type("help")
        await phone.wait_for_screen(containing="You come first.")


async def test_a_press_made_meanwhile_takes_effect_afterwards(
    bot: BotProcess, telegram: StandInClient, postgres_server: Any
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=HOME)
    with away(postgres_server):
        await phone.press(HOME)
        await phone.wait_for_screen(button=AGAIN)
    await phone.wait_for_screen(containing=QUESTIONS)
    assert len(await phone.messages()) == 1
    assert bot.log.count("ERROR") == 0


async def test_a_bot_that_starts_without_its_database_says_so(
    standin: RunningStandIn, postgres_server: Any, database_url: str, tmp_path: Path
) -> None:
    process = BotProcess(standin.api_base, database_url, tmp_path)
    with away(postgres_server), pytest.raises(AssertionError):
        await process.start()
    assert "Ask First cannot start: the database does not answer" in process.log
    assert "DATABASE_URL" in process.log
