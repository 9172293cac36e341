"""One round of one bot: start it fresh, warm it up, count for a while, see what it still owes."""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.contender import Contender
from bench.driver import Driver, NotReady
from bench.measured import Measured, measured, read
from bench.postgres import Server
from bench.process import LOG, ROOT, started
from bench.told import environment, new_token

WARM_UP_S = 1.0
_LOG_TAIL_CHARACTERS = 2_000


class Failed(Exception):
    """The bot could not be measured; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same in every round.

    `seconds` are measured, after the warm-up; `seed` steers the people; a Bot API call takes
    `call_delay_s` longer than the loopback needs; ours speaks `content`, a folder of as many screens
    as the peer has, or what ships; the bot runs on `core`.
    """

    seconds: float
    seed: int
    call_delay_s: float
    content: Path
    core: int


async def measure(contender: Contender, setup: Setup, server: Server | None) -> Measured:
    """Run one round, in a new database of `server` or a new SQLite file; raises Failed."""
    token = new_token()
    driver = Driver(token, setup.seed)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        url = await asyncio.to_thread(server.new_database) if server else f"sqlite:///{folder}/bench.sqlite3"
        port = await driver.listen(setup.call_delay_s)
        content = ROOT / "content" if contender.is_shipped else setup.content
        told = environment(token, api_port=port, folder=folder, content=content, database_url=url)
        try:
            async with started(contender.command, told, core=setup.core, folder=folder) as process:
                await _ready(driver, process)
                shown = await _drive(driver, process.pid, server, setup.seconds)
            if not shown.is_sound(contender.screens):
                print(f"{contender.name} is not sound; its log ends:\n{_tail(folder)}", file=sys.stderr)
            return shown
        except NotReady as problem:
            raise Failed(f"{contender.name}: {problem}\n{_tail(folder)}") from problem
        finally:
            driver.close()


async def _ready(driver: Driver, process: asyncio.subprocess.Process) -> None:
    """Wait for the bot to be ready, or to end without having been."""
    connecting, ended = asyncio.ensure_future(driver.connect()), asyncio.ensure_future(process.wait())
    await asyncio.wait((connecting, ended), return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if not connecting.done():
        connecting.cancel()
        raise NotReady(f"it ended with {process.returncode}")
    connecting.result()


async def _drive(driver: Driver, pid: int, server: Server | None, seconds: float) -> Measured:
    await driver.begin()
    await asyncio.sleep(WARM_UP_S)
    before = read(driver, pid, server)
    await asyncio.sleep(seconds)
    after = read(driver, pid, server)
    lost, unanswered = await driver.drain()
    if after.completed == before.completed:
        raise NotReady(f"no update was completed in {seconds:.1f} s")
    return measured(driver, before, after, lost=lost, unanswered=unanswered)


def _tail(folder: Path) -> str:
    return (folder / LOG).read_text(errors="replace")[-_LOG_TAIL_CHARACTERS:]
