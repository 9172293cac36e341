"""The sends under way: each row is a task of its own, and its receipt is noted."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from weakref import WeakSet

from bot.ports import NEVER_TWICE, GivenUp, OutboxRow, Receipt, Retry, Sender, SendKind

UNSTORED_TRIES = 5
"""How often a screen that stands in no database is tried; after that the person presses again."""

REMOVING = frozenset({SendKind.CLEAR, SendKind.REMOVE})
REMOVING_LASTS = timedelta(minutes=15)
"""How long taking away is tried: whoever deleted everything has no reason to press again."""

LAST_TRIES_SECONDS = 1.0
"""Between two tries of that during a stop, whatever Telegram asks for: there is no later."""

EARLIER_SECONDS = 1.0
"""How long an earlier send may keep such a screen waiting: it may be the safety page."""


class Deliveries:
    """Hands rows to the sender. A row that is not stored waits for its chat's earlier send, if any.

    `note` gets what became of every row, stored or not. `in_time` gives a row as it may still be sent, or
    None when it is too late for that. `second_look` is taken at a check-in just before it is sent, as it
    may have waited here since its lease: its receipt stands for sending it, None lets it go out.
    """

    def __init__(
        self,
        sender: Sender,
        clock: Callable[[], datetime],
        note: Callable[[Receipt], None],
        in_time: Callable[[OutboxRow], OutboxRow | None],
        second_look: Callable[[OutboxRow], Awaitable[Receipt | None]],
    ) -> None:
        self._sender = sender
        self._second_look = second_look
        self._in_time = in_time
        self._clock = clock
        self._note = note
        self._tasks: dict[asyncio.Task[None], OutboxRow] = {}
        self._overtaken: WeakSet[asyncio.Task[None]] = WeakSet()
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None  # asked for once: each time is a system call

    @property
    def count(self) -> int:
        """How many sends are under way."""
        return len(self._tasks)

    def begin(self, row: OutboxRow) -> None:
        """Send a row in the background; once stopping, its lease is handed back instead."""
        if self._stopping.is_set():
            return
        timely = self._in_time(row)
        if timely is None:
            self._note(GivenUp(row, "late"))
            return
        row = timely
        if row.send.kind is SendKind.CLEAR:
            self._overtake(row)
        work = self._send_stored(row) if row.id else self._send_unstored(row, self._under_way(row))
        self._loop = self._loop or asyncio.get_running_loop()
        task = self._loop.create_task(work)
        self._tasks[task] = row
        task.add_done_callback(self._tasks.pop)

    async def stop(self, seconds: float) -> None:
        """Begin nothing more, and give what is under way that long to end."""
        self._stopping.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _send_stored(self, row: OutboxRow) -> None:
        if row.send.kind is SendKind.CHECK_IN and (found := await self._second_look(row)):
            self._note(found)
            return
        try:
            self._note(await self._sender.send(row))
        except asyncio.CancelledError:  # by a stop: what may have arrived must not be repeated
            if row.send.kind in NEVER_TWICE:
                self._note(GivenUp(row, "ambiguous"))
            raise

    async def _send_unstored(self, row: OutboxRow, earlier: list[asyncio.Task[None]]) -> None:
        late = earlier and (await asyncio.wait(earlier, timeout=EARLIER_SECONDS))[1]
        await self._send_until_taken(row)
        if late and row.send.kind is SendKind.CLEAR:
            # What was late may have put its own screen there and taken this one away for it.
            await asyncio.wait(late)
            await self._send_until_taken(row)

    async def _send_until_taken(self, row: OutboxRow) -> None:
        until = self._clock() + REMOVING_LASTS
        while asyncio.current_task() not in self._overtaken:
            receipt = await self._sender.send(row)
            if not isinstance(receipt, Retry):
                self._note(receipt)
                return
            row = replace(row, attempts=row.attempts + 1)  # by which the waits grow
            if self._gives_up(row, until):
                return
            await self._wait(receipt.at)

    def _gives_up(self, row: OutboxRow, until: datetime) -> bool:
        if row.send.kind in REMOVING:
            return self._clock() >= until
        return row.attempts >= UNSTORED_TRIES or self._stopping.is_set()

    async def _wait(self, until: datetime) -> None:
        """Wait, but no longer than to the beginning of a stop; during one only for a moment."""
        seconds = (until - self._clock()).total_seconds()
        if self._stopping.is_set():
            await asyncio.sleep(min(seconds, LAST_TRIES_SECONDS))
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    def _overtake(self, clearing: OutboxRow) -> None:
        """Let no screen that still waits to be sent come into a chat behind its clearing."""
        for task in self._under_way(clearing):
            if self._tasks[task].send.kind not in REMOVING:
                self._overtaken.add(task)

    def _under_way(self, row: OutboxRow) -> list[asyncio.Task[None]]:
        return [task for task, other in self._tasks.items() if other.address == row.address]
