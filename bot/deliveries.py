"""The sends under way: each row is a task of its own, and its receipt goes to the writer."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.ports import GivenUp, OutboxRow, Receipt, Retry, Sender, SendKind

UNSTORED_TRIES = 5
"""How often a screen that stands in no database is tried; after that the person presses again."""


EARLIER_SECONDS = 1.0
"""How long an earlier send may keep such a screen waiting: it may be the safety page."""


class Deliveries:
    """Hands rows to the sender. A row that is not stored waits for its chat's earlier send, if any."""

    def __init__(
        self, sender: Sender, clock: Callable[[], datetime], note: Callable[[Receipt], None]
    ) -> None:
        self._sender = sender
        self._clock = clock
        self._note = note
        self._tasks: dict[asyncio.Task[None], OutboxRow] = {}
        self._is_stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None  # asked for once: each time is a system call

    @property
    def count(self) -> int:
        """How many sends are under way."""
        return len(self._tasks)

    def begin(self, row: OutboxRow) -> None:
        """Send a row in the background; once stopping, its lease is handed back instead."""
        if self._is_stopping:
            return
        work = self._send_stored(row) if row.id else self._send_unstored(row, self._under_way(row))
        self._loop = self._loop or asyncio.get_running_loop()
        task = self._loop.create_task(work)
        self._tasks[task] = row
        task.add_done_callback(self._tasks.pop)

    async def stop(self, seconds: float) -> None:
        """Begin nothing more, and give what is under way that long to end."""
        self._is_stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _send_stored(self, row: OutboxRow) -> None:
        try:
            self._note(await self._sender.send(row))
        except asyncio.CancelledError:  # by a stop: what may have arrived must not be repeated
            if row.send.kind is SendKind.EXPORT:
                self._note(GivenUp(row, "ambiguous"))
            raise

    async def _send_unstored(self, row: OutboxRow, earlier: list[asyncio.Task[None]]) -> None:
        if earlier:
            await asyncio.wait(earlier, timeout=EARLIER_SECONDS)
        for _ in range(UNSTORED_TRIES):
            receipt = await self._sender.send(row)
            if not isinstance(receipt, Retry) or self._is_stopping:
                return
            await asyncio.sleep((receipt.at - self._clock()).total_seconds())

    def _under_way(self, row: OutboxRow) -> list[asyncio.Task[None]]:
        return [task for task, other in self._tasks.items() if other.address == row.address]
