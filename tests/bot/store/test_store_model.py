"""The outbox against all that may happen to it, in any order, with processes killed in between.

What is sent is numbered as it is decided, so what somebody gets can only count up; but check-ins come
when they are due.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

import pytest

from bot.ports import Delivered, GivenUp, OutboxRow, Receipt, Retry, SendKind, Store, Unreachable
from bot.store.chat_queue import LEASE_MILLIS
from bot.store.open import open_store
from tests.bot.store.vocabulary import (
    BOT,
    KEYS,
    LIVE,
    NOON,
    asks,
    check_in,
    clear,
    export,
    forgets,
    fresh_screen,
    note,
    screen,
    take,
    update,
    words,
)

LEASE = timedelta(milliseconds=LEASE_MILLIS)
STEPS = 300
USERS = (1, 2, 3)
PROCESSES = ("one", "two")


@dataclass
class Taken:
    """A row in a process's hands; from `until` on, another process may have it too."""

    row: OutboxRow
    process: str
    until: datetime

    @property
    def user(self) -> int:
        return self.row.address.user_id

    @property
    def number(self) -> int:
        return int(words([self.row])[0].split()[1])

    @property
    def comes_once(self) -> bool:
        return self.row.send.kind in (SendKind.EXPORT, SendKind.CHECK_IN)


class World:
    """Two processes on one database, each followed by another of its name that may take over at once.

    `awaited` is the screen that everybody must end up with, and `once` (by number) are the exports and
    check-ins that must arrive once. Whatever may rightly get lost is taken out of them.
    """

    def __init__(self, url: str, seed: int) -> None:
        self.url = url
        self.random = Random(seed)
        self.now = NOON
        self.numbers = count(1)
        self.stores = {process: self._start(process) for process in PROCESSES}
        self.taken: list[Taken] = []
        self.last_given: Counter[int] = Counter()
        self.shown: Counter[int] = Counter()
        self.awaited: dict[int, int] = {}
        self.once: dict[int, int] = {}
        self.check_ins: set[int] = set()
        self.arrived: Counter[int] = Counter()

    async def step(self) -> None:
        """Something happens; what destroys rows is rare, or little else could go wrong."""
        happenings = {
            self.somebody_comes: 10,
            self.somebody_asks_for_a_check_in: 3,
            self.somebody_hides_the_chat: 1,
            self.a_process_claims: 10,
            self.time_passes: 6,
            self.a_process_is_killed: 1,
            self.a_process_stops_cleanly: 2,
            self.somebody_is_forgotten: 1,
        }
        if self.taken:
            happenings |= {
                self.a_send_arrives: 12,
                self.a_send_is_to_be_tried_again: 6,
                self.a_send_is_given_up: 1,
                self.somebody_is_unreachable: 1,
            }
        [happening] = self.random.choices([*happenings], [*happenings.values()])
        await happening()

    async def somebody_comes(self) -> None:
        user, what = self.random.choice(USERS), []
        for kind in self.random.choices([screen, fresh_screen, export], k=self.random.randint(1, 3)):
            number = next(self.numbers)
            what.append(kind(number))
            if kind is export:
                self.once[number] = user
            else:
                self.awaited[user] = number
        process = self.random.choice(PROCESSES)
        self._give(process, await take(self.stores[process], user, *what, now=self.now))

    async def somebody_asks_for_a_check_in(self) -> None:
        """It comes in the place of one that waits, and may come in the place of one that is being sent."""
        user, number = self.random.choice(USERS), next(self.numbers)
        due_at = self.now + timedelta(seconds=self.random.randint(-5, 60))
        self._excuse_check_in(user)
        self.once[number] = user
        self.check_ins.add(number)
        process = self.random.choice(PROCESSES)
        wanted = update(user, asks(check_in(number, due_at)))
        self._give(process, (await self.stores[process].commit([wanted], [], self.now)).rows)

    async def somebody_hides_the_chat(self) -> None:
        """Exports that wait need not come any more; one under way may, or not."""
        user, number = self.random.choice(USERS), next(self.numbers)
        self.once = {
            other: whose for other, whose in self.once.items() if whose != user or other in self.check_ins
        }
        self.awaited[user] = number
        process = self.random.choice(PROCESSES)
        self._give(process, await take(self.stores[process], user, clear(number), now=self.now))

    async def somebody_is_forgotten(self) -> None:
        user = self.random.choice(USERS)
        await self.stores["one"].commit([update(user, forgets())], [], self.now)
        self._excuse(user)
        for taken in self.taken:
            if taken.user == user:
                taken.until = self.now

    async def a_process_claims(self) -> None:
        process = self.random.choice(PROCESSES)
        self._give(process, await self.stores[process].claim(self.now, 2))

    async def a_send_arrives(self) -> None:
        taken = self._pick()
        self._arrive(taken)
        await self._note(taken, Delivered(taken.row, LIVE))

    async def a_send_is_to_be_tried_again(self) -> None:
        taken = self._pick()
        await self._note(taken, Retry(taken.row, self.now + timedelta(seconds=self.random.randint(0, 20))))

    async def a_send_is_given_up(self) -> None:
        taken = self._pick()
        if taken.comes_once:
            self.once.pop(taken.number, None)
        elif self.awaited.get(taken.user) == taken.number:
            del self.awaited[taken.user]
        await self._note(taken, GivenUp(taken.row, "bad request"))

    async def somebody_is_unreachable(self) -> None:
        taken = self._pick()
        self._excuse(taken.user)
        await self._note(taken, Unreachable(taken.row))

    async def a_process_is_killed(self) -> None:
        process = self.random.choice(PROCESSES)
        for taken in self._drop(process):
            if self.random.random() < 0.5:
                self._arrive(taken)
            if taken.comes_once:
                self.once.pop(taken.number, None)
        await self._replace(process)

    async def a_process_stops_cleanly(self) -> None:
        process = self.random.choice(PROCESSES)
        self._drop(process)
        await self.stores[process].hand_back()
        await self._replace(process)

    async def time_passes(self) -> None:
        self.now += timedelta(seconds=self.random.randint(1, 40))
        for taken in self.taken:
            if taken.comes_once and taken.until <= self.now:
                self.once.pop(taken.number, None)

    async def settle(self) -> None:
        """Send all there is until nothing comes any more, then compare."""
        for _ in range(8):
            while self.taken:
                await self.a_send_arrives()
            self.now += LEASE
            await self.a_process_claims()
        assert self.taken == []
        assert {user: self.shown[user] for user in self.awaited} == self.awaited
        assert [number for number in self.once if self.arrived[number] != 1] == []

    async def _note(self, taken: Taken, receipt: Receipt) -> None:
        self._give(taken.process, await note(self.stores[taken.process], receipt, now=self.now))

    def _give(self, process: str, rows: Sequence[OutboxRow]) -> None:
        """Hand rows to a process, which nobody else may have, and none out of order."""
        for taken in (Taken(row, process, self.now + LEASE) for row in rows):
            assert not [other for other in self.taken if other.user == taken.user and other.until > self.now]
            assert not (taken.comes_once and self.arrived[taken.number])
            if taken.number not in self.check_ins:
                assert taken.number >= self.last_given[taken.user]
                self.last_given[taken.user] = taken.number
            self.taken.append(taken)

    def _arrive(self, taken: Taken) -> None:
        self.arrived[taken.number] += 1
        if taken.comes_once:
            assert self.arrived[taken.number] == 1
        else:
            self.shown[taken.user] = max(self.shown[taken.user], taken.number)

    def _excuse(self, user: int) -> None:
        """Whatever this person was still to get may get lost."""
        self.awaited.pop(user, None)
        self.once = {number: whose for number, whose in self.once.items() if whose != user}

    def _excuse_check_in(self, user: int) -> None:
        """The one before need not come any more."""
        self.once = {
            number: whose
            for number, whose in self.once.items()
            if whose != user or number not in self.check_ins
        }

    def _pick(self) -> Taken:
        return self.taken.pop(self.random.randrange(len(self.taken)))

    def _drop(self, process: str) -> Sequence[Taken]:
        dropped = [taken for taken in self.taken if taken.process == process]
        self.taken = [taken for taken in self.taken if taken.process != process]
        return dropped

    def _start(self, process: str) -> Store:
        return open_store(self.url, KEYS, BOT, process)

    async def _replace(self, process: str) -> None:
        """Another process in its place; closing the old one hands nothing back."""
        await self.stores[process].close()
        self.stores[process] = self._start(process)
        if self.random.random() < 0.5:
            await self.stores[process].take_over()


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_order_holds_and_nothing_is_lost_or_exported_twice(
    database_url: str, seed: int
) -> None:
    world = World(database_url, seed)
    for _ in range(STEPS):
        await world.step()
    await world.settle()
    for store in world.stores.values():
        await store.close()
