"""The outbox against all that may happen to it, in any order, with processes killed in between.

Screens and exports are numbered as they are decided, so what somebody gets can only count up.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from bot.ports import GivenUp, OutboxRow, Retry, Send, SendKind, Store, Unreachable
from bot.store.chat_queue import LEASE_MILLIS
from bot.store.migrate import upgrade
from bot.store.open import open_store
from tests.bot.store.look import execute
from tests.bot.store.vocabulary import (
    BOT,
    KEYS,
    NOON,
    deliver,
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
PEOPLE = st.integers(1, 3)
PROCESSES = st.sampled_from(["one", "two"])
KINDS = st.lists(st.sampled_from([screen, fresh_screen, export]), min_size=1, max_size=3)


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
    def is_export(self) -> bool:
        return self.row.send.kind is SendKind.EXPORT


class Outbox(RuleBasedStateMachine):
    """Two processes on one database; a killed one is followed by another under a new name.

    `awaited` is the screen that everybody must end up with, and `exports` (by number) are those
    that must arrive. Whatever may rightly get lost is taken out of them.
    """

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        for table in ("seen", "chat", "outbox"):
            self.runner.run(execute(self.url, f"DELETE FROM {table}"))
        self.now = NOON
        self.numbers, self.lives = count(1), count(1)
        self.stores = {process: self._start() for process in ("one", "two")}
        self.taken: list[Taken] = []
        self.last_given: Counter[int] = Counter()
        self.shown: Counter[int] = Counter()
        self.awaited: dict[int, int] = {}
        self.exports: dict[int, int] = {}
        self.arrived: Counter[int] = Counter()

    @rule(process=PROCESSES, user=PEOPLE, kinds=KINDS)
    def somebody_comes(self, process: str, user: int, kinds: Sequence[Callable[[int], Send]]) -> None:
        what = {next(self.numbers): kind for kind in kinds}
        for number, kind in what.items():
            if kind is export:
                self.exports[number] = user
            else:
                self.awaited[user] = number
        decided = [kind(number) for number, kind in what.items()]
        self._give(process, self.runner.run(take(self.stores[process], user, *decided, now=self.now)))

    @rule(process=PROCESSES, user=PEOPLE)
    def somebody_is_forgotten(self, process: str, user: int) -> None:
        self.runner.run(self.stores[process].commit([update(user, forgets())], [], self.now))
        self._excuse(user)
        for taken in self.taken:
            if taken.user == user:
                taken.until = self.now

    @rule(process=PROCESSES)
    def a_process_claims(self, process: str) -> None:
        self._give(process, self.runner.run(self.stores[process].claim(self.now, 2)))

    @precondition(lambda self: self.taken)
    @rule(pick=st.integers(0, 100))
    def a_send_arrives(self, pick: int) -> None:
        taken = self._pick(pick)
        self._arrive(taken)
        self._give(taken.process, self.runner.run(deliver(self.stores[taken.process], taken.row, self.now)))

    @precondition(lambda self: self.taken)
    @rule(pick=st.integers(0, 100), seconds=st.integers(0, 20))
    def a_send_is_to_be_tried_again(self, pick: int, seconds: int) -> None:
        taken = self._pick(pick)
        receipt = Retry(taken.row, self.now + timedelta(seconds=seconds))
        self._give(taken.process, self.runner.run(note(self.stores[taken.process], receipt, now=self.now)))

    @precondition(lambda self: self.taken)
    @rule(pick=st.integers(0, 100))
    def a_send_is_given_up(self, pick: int) -> None:
        taken = self._pick(pick)
        if taken.is_export:
            self.exports.pop(taken.number, None)
        elif self.awaited.get(taken.user) == taken.number:
            del self.awaited[taken.user]
        receipt = GivenUp(taken.row, "bad request")
        self._give(taken.process, self.runner.run(note(self.stores[taken.process], receipt, now=self.now)))

    @precondition(lambda self: self.taken)
    @rule(pick=st.integers(0, 100))
    def somebody_is_unreachable(self, pick: int) -> None:
        taken = self._pick(pick)
        self._excuse(taken.user)
        receipt = Unreachable(taken.row)
        self._give(taken.process, self.runner.run(note(self.stores[taken.process], receipt, now=self.now)))

    @rule(process=PROCESSES, arrived=st.booleans())
    def a_process_is_killed(self, process: str, arrived: bool) -> None:
        for taken in self._drop(process):
            if arrived:
                self._arrive(taken)
            if taken.is_export:
                self.exports.pop(taken.number, None)
        self._replace(process)

    @rule(process=PROCESSES)
    def a_process_stops_cleanly(self, process: str) -> None:
        self._drop(process)
        self.runner.run(self.stores[process].hand_back())
        self._replace(process)

    @rule(seconds=st.integers(1, 40))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        for taken in self.taken:
            if taken.is_export and taken.until <= self.now:
                self.exports.pop(taken.number, None)

    def teardown(self) -> None:
        while self.taken:
            self.a_send_arrives(0)
        quiet = 0
        while quiet < 3:
            self.time_passes(31)
            self.a_process_claims("one")
            quiet = 0 if self.taken else quiet + 1
            while self.taken:
                self.a_send_arrives(0)
        assert {user: self.shown[user] for user in self.awaited} == self.awaited
        assert [number for number in self.exports if self.arrived[number] != 1] == []
        for store in self.stores.values():
            self.runner.run(store.close())
        self.runner.close()

    def _give(self, process: str, rows: Sequence[OutboxRow]) -> None:
        """Hand rows to a process, which nobody else may have, and none out of order."""
        for taken in (Taken(row, process, self.now + LEASE) for row in rows):
            assert not [other for other in self.taken if other.user == taken.user and other.until > self.now]
            assert taken.number >= self.last_given[taken.user]
            assert not (taken.is_export and self.arrived[taken.number])
            self.last_given[taken.user] = taken.number
            self.taken.append(taken)

    def _arrive(self, taken: Taken) -> None:
        self.arrived[taken.number] += 1
        if taken.is_export:
            assert self.arrived[taken.number] == 1
        else:
            self.shown[taken.user] = max(self.shown[taken.user], taken.number)

    def _excuse(self, user: int) -> None:
        """Whatever this person was still to get may get lost."""
        self.awaited.pop(user, None)
        self.exports = {number: whose for number, whose in self.exports.items() if whose != user}

    def _pick(self, pick: int) -> Taken:
        return self.taken.pop(pick % len(self.taken))

    def _drop(self, process: str) -> Sequence[Taken]:
        dropped = [taken for taken in self.taken if taken.process == process]
        self.taken = [taken for taken in self.taken if taken.process != process]
        return dropped

    def _start(self) -> Store:
        return open_store(self.url, KEYS, BOT, f"life {next(self.lives)}")

    def _replace(self, process: str) -> None:
        """Another process in its place; closing the old one hands nothing back."""
        self.runner.run(self.stores[process].close())
        self.stores[process] = self._start()


def test_whatever_happens_order_holds_and_nothing_is_lost_or_exported_twice(database_url: str) -> None:
    class OnThisDatabase(Outbox):
        url = database_url

    upgrade(database_url)
    run_state_machine_as_test(
        OnThisDatabase,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
