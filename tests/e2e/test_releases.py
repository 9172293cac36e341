"""Content goes forward and back under fifty people on two processes: nobody loses their place."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ports import Store
from bot.publishing import earlier_release, next_release, turn_to
from bot.standin.server import RunningStandIn
from bot.store.keys import load_or_create_keys
from bot.store.open import open_store
from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.bot_process import SECRET, TOKEN, BotProcess

PEOPLE = 50
TURNS = 100
PLACES = 12
FRONT = "---\ntitle: A maze\nwritten: 2026-11-21\nreviewed: never\nreviewer: nobody\n---\n"


def maze(letter: str, verb: str, seed: int) -> str:
    """Twelve places; ids, order and words of the buttons differ between versions, what they mean does not."""
    chooser = random.Random(seed)
    other = "q" if letter == "p" else "p"
    screens = [FRONT, f"## start\n\nThe maze begins here.\n\n- [Begin](#{letter}0)\n"]
    for place in range(PLACES):
        targets = sorted({(place + 1) % PLACES, (place * 5 + 3) % PLACES, (place * 7 + 6) % PLACES} - {place})
        chooser.shuffle(targets)
        buttons = "".join(f"- [{verb} {to}](#{letter}{to})\n" for to in targets)
        was = f"`was {other}{place}`\n\n" if letter == "q" else ""
        screens.append(f"## {letter}{place}\n\n{was}This is place {place}.\n\n{buttons}- [Home](#home)\n")
    return "\n".join(screens)


VERSIONS = (("p", "Go to", 1), ("q", "On to", 2))


def write_version(content: Path, number: int) -> None:
    (content / "en" / "maze.md").write_text(maze(*VERSIONS[number]), encoding="utf-8")
    start = (content / "en" / "start.md").read_text(encoding="utf-8")
    if "maze.md" not in start:
        start = start.replace("\n- [", "\n- [Into the maze](maze.md)\n- [", 1)
    (content / "en" / "start.md").write_text(start, encoding="utf-8")


@dataclass
class Balancer:
    """Hands every new connection to the next process, as a proxy in front of several does."""

    ports: list[int]
    taken: list[int] = field(default_factory=lambda: [0, 0])
    port: int = 0

    async def run(self) -> asyncio.Server:
        server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        chosen = self.taken.index(min(self.taken))
        self.taken[chosen] += 1
        with suppress(OSError):
            there, back = await asyncio.open_connection("127.0.0.1", self.ports[chosen])
            await asyncio.gather(_pipe(reader, back), _pipe(there, writer))
        writer.close()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await reader.read(65536):
            writer.write(part)
            await writer.drain()
    writer.close()


@pytest.fixture
async def two(
    standin: RunningStandIn, postgres_url: str, content: Path, tmp_path: Path
) -> AsyncIterator[tuple[BotProcess, BotProcess]]:
    write_version(content, 0)
    balancer = Balancer([])
    async with await balancer.run():
        processes = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            process = BotProcess(standin.api_base, postgres_url, folder, "webhook", content)
            process.settings = {
                "WEBHOOK_URL": f"http://127.0.0.1:{balancer.port}/updates",
                "KEY_FILE": str(tmp_path / "keys"),
                "LOG_LEVEL": "info",
            }
            balancer.ports.append(process.port)
            processes.append(process)
            await process.start()
        yield processes[0], processes[1]
        assert min(balancer.taken) > 0, "one process got nothing to do"
        for process in processes:
            assert await process.stop() == 0


@pytest.fixture
async def store(
    two: tuple[BotProcess, BotProcess], postgres_url: str, tmp_path: Path
) -> AsyncIterator[Store]:
    """What the release commands work on."""
    keys, _ = load_or_create_keys(tmp_path / "keys")
    store = open_store(postgres_url, keys, int(TOKEN.partition(":")[0]), "a command")
    yield store
    await store.close()


async def turn_often(store: Store, content: Path) -> None:
    """A hundred publishes and rollbacks; now the one version is live and now the other."""
    for number in range(TURNS):
        now = datetime.now(UTC)
        if number % 3 == 2:
            before = (await store.releases.history())[1]
            turn = await earlier_release(store.releases, before.number, now.date())
        else:
            write_version(content, 1 - number % 2)
            turn = await next_release(content, store.releases, now.date())
        await turn_to(turn, store.releases, now)
        await asyncio.sleep(0.1)


async def wander(phone: Phone, seed: int, done: asyncio.Event) -> int:
    """Press on until `done`; each press leads where its button said, or draws the same place again."""
    chooser = random.Random(seed)
    await phone.start()
    await phone.wait_for_screen(button="Into the maze")
    await phone.press("Into the maze")
    screen, presses = await phone.wait_for_screen(button="Begin"), 0
    while "This is place" not in screen.text:  # where Begin leads may have been renamed: it is drawn again
        await phone.press("Begin")
        screen = await phone.next_screen()
    while not done.is_set():
        label = chooser.choice([label for label in screen.labels if " to " in label])
        place = place_of(screen.text)
        await phone.press(label)
        screen, presses = await phone.next_screen(), presses + 1
        assert place_of(screen.text) in (place, int(label.split()[-1])), (place, label, screen.text)
    return presses


def place_of(text: str) -> int:
    found = re.search(r"This is place (\d+)", text)
    assert found, f"somebody lost their place: {text!r}"
    return int(found[1])


async def test_a_hundred_publishes_and_rollbacks_under_fifty_people_lose_nobodys_place(
    two: tuple[BotProcess, BotProcess], store: Store, telegram: StandInClient, content: Path
) -> None:
    done = asyncio.Event()
    phones = [await telegram.phone(number) for number in range(1, PEOPLE + 1)]
    people = [asyncio.create_task(wander(phone, number, done)) for number, phone in enumerate(phones)]
    await turn_often(store, content)
    done.set()
    presses = await asyncio.gather(*people)
    assert min(presses) > 5
    assert await telegram.unanswered() == []
    for process in two:
        assert SECRET not in process.log
        assert " ERROR " not in process.log
        assert "release-taken-over" in process.log
