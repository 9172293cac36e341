"""The content's journeys from home to an end, in the terminal and over Telegram: the same screens."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.standin.server import RunningStandIn
from flows.workshop.transcripts.lines import Conversation, Line, Word
from flows.workshop.transcripts.read import read_transcript
from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.bot_process import ROOT, BotProcess

FILE = ROOT / "content" / "tests" / "journeys.chat"
JOURNEYS = read_transcript(FILE.name, FILE.read_text(encoding="utf-8")).conversations


async def play(phone: Phone, lines: Sequence[Line]) -> None:
    """Do on the phone what the journey says; what the bot must say is waited for."""
    for line in lines:
        match line.word:
            case Word.START:
                await phone.start()
                await phone.next_screen()
            case Word.TAP:
                await phone.press(line.says)
                await phone.next_screen()
            case Word.TYPE:
                await phone.type(line.says)
                await phone.next_screen()
            case Word.BOT:
                await phone.wait_for_screen(containing=line.says)
            case Word.BUTTONS:
                await phone.wait_for_screen(button=line.says)
            case _:
                raise AssertionError(f"{FILE.name}:{line.number}: {line.word} cannot be seen on a phone")


@pytest.fixture
async def bot(standin: RunningStandIn, sqlite_url: str, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """The bot with the content that ships."""
    process = BotProcess(standin.api_base, sqlite_url, tmp_path)
    await process.start()
    yield process
    await process.kill()


async def test_every_journey_comes_to_its_end_over_telegram(bot: BotProcess, telegram: StandInClient) -> None:
    for number, journey in enumerate(JOURNEYS, start=1):
        await play(await telegram.phone(number), journey.lines)
    assert await telegram.problems() == []
    assert await telegram.unanswered() == []
    assert bot.log.count("ERROR") == 0


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.title)
async def test_every_journey_comes_to_its_end_in_the_terminal(journey: Conversation) -> None:
    typed = "\n".join(line.says for line in journey.lines if line.word in (Word.TAP, Word.TYPE))
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
    for line in journey.lines:
        if line.word is Word.BOT:
            assert line.says in shown
    last = journey.lines[-1]
    assert f"[1] {last.says}" in shown.rpartition("-" * 60)[2] or last.word is Word.BOT
