"""An editor saves while people talk: good words go live, bad ones are explained and kept out."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.standin.server import RunningStandIn
from tests.bot.standin_client import StandInClient
from tests.e2e.bot_process import ROOT, BotProcess

HOME = "About this bot"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that a test may edit."""
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest.fixture
async def bot(
    standin: RunningStandIn, sqlite_url: str, content: Path, tmp_path: Path
) -> AsyncIterator[BotProcess]:
    settings = {"CONTENT_WATCH": "true"}
    process = BotProcess(standin.api_base, sqlite_url, tmp_path, content=content, settings=settings)
    await process.start()
    yield process
    await process.kill()


def replace(content: Path, old: str, new: str) -> None:
    file = content / "en" / "start.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def check(content: Path) -> tuple[int, str]:
    """Exit code and output of `python -m bot check`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "check", str(content), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


async def logged(bot: BotProcess, words: str) -> None:
    async with asyncio.timeout(10):
        while words not in bot.log:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)


async def test_a_misspelt_target_is_explained_and_the_running_bot_keeps_its_last_good_words(
    bot: BotProcess, content: Path, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=HOME)
    replace(content, f"[{HOME}](about.md", f"[{HOME}](abuot.md")
    await logged(bot, "Not taken over")
    code, said = await check(content)
    line = next(line for line in said.splitlines() if "error R01" in line)
    assert code == 1
    assert line.startswith(f"{content}/en/start.md:")
    assert "^^^^" in said
    assert "Did you mean `about.md`?" in said
    await phone.press(HOME)
    await phone.wait_for_screen(containing="What would you like to know?")


async def test_a_good_change_is_live_without_a_restart_and_nobody_loses_their_place(
    bot: BotProcess, content: Path, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=HOME)
    replace(content, f"[{HOME}]", "[Who made this bot]")
    await logged(bot, "The new words are live")
    await phone.press(HOME)
    await phone.wait_for_screen(containing="What would you like to know?")
    await phone.type("/back")
    await phone.wait_for_screen(button="Who made this bot")


async def test_content_with_errors_does_not_start_and_says_what_to_mend(
    content: Path, tmp_path: Path
) -> None:
    replace(content, "## start", "## begin")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=tmp_path,
        env={
            "PATH": "/usr/bin",
            "PYTHONPATH": str(ROOT),
            "CONTENT_DIR": str(content),
            "STANDIN_PORT": "18099",
        },
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 1
    assert b"content.yaml:4:7: error R02" in said
    assert b"Ask First cannot start: the content in" in said
