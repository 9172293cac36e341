"""The content's journeys from home to an end, in the terminal and over Telegram: the same screens."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.standin.server import RunningStandIn
from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.bot_process import ROOT, BotProcess

JOURNEYS = (ROOT / "content" / "tests" / "journeys.chat").read_text(encoding="utf-8")

Line = tuple[str, str]


def journeys() -> Iterator[list[Line]]:
    """Each journey as its lines after the title: what is done or said, and the words."""
    for told in JOURNEYS.split("Test: ")[1:]:
        lines = (line.partition(": ") for line in told.splitlines()[1:] if ": " in line)
        yield [(word, rest) for word, _, rest in lines]


async def play(phone: Phone, lines: list[Line]) -> None:
    """Do on the phone what the journey says; what the bot must say is waited for."""
    for number, (word, words) in enumerate(lines):
        match word:
            case "Start":
                await phone.start()
                await phone.next_screen()
            case "Tap":
                await phone.press(words)
                await phone.next_screen()
            case "Type":
                await phone.type(words)
                await phone.next_screen()
            case "Bot":
                await phone.wait_for_screen(containing=words)
            case "Buttons":
                await phone.wait_for_screen(button=words)
            case _:
                raise AssertionError(f"line {number}: {word} cannot be seen on a phone")


@pytest.fixture
async def bot(standin: RunningStandIn, sqlite_url: str, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """The bot with the content that ships."""
    process = BotProcess(standin.api_base, sqlite_url, tmp_path)
    await process.start()
    yield process
    await process.kill()


async def test_every_journey_comes_to_its_end_over_telegram(bot: BotProcess, telegram: StandInClient) -> None:
    for number, lines in enumerate(journeys(), start=1):
        await play(await telegram.phone(number), lines)
    assert await telegram.problems() == []
    assert await telegram.unanswered() == []
    assert bot.log.count("ERROR") == 0


@pytest.mark.parametrize("lines", list(journeys()), ids=lambda lines: lines[1][1])
async def test_every_journey_comes_to_its_end_in_the_terminal(lines: list[Line]) -> None:
    typed = "\n".join(words for word, words in lines if word in ("Tap", "Type"))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "chat",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate(f"{typed}\n".encode())
    shown = out.decode()
    assert process.returncode == 0
    for word, words in lines:
        if word == "Bot":
            assert words in shown
    assert f"[1] {lines[-1][1]}" in shown.rpartition("-" * 60)[2] or lines[-1][0] == "Bot"
