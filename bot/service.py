"""The service: one update is one transaction, answered only when it is committed.

Telegram's queue is the inbox and the outbox is the only queue of our own. What stands here is
between the two: take an update in, hand rows to the sender, note what became of them.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.decide import decide
from bot.ports import (
    Address,
    Chat,
    Decision,
    GivenUp,
    Incoming,
    OutboxRow,
    Outcome,
    Reply,
    Send,
    Sender,
    SendKind,
    Store,
    StoreDown,
    Update,
)
from bot.writer import Writer
from flows.engine.without_store import safety_screen, trouble_screen
from flows.model.event import Event, Press
from flows.model.snapshot import Snapshot

log = logging.getLogger(__name__)

CLAIM_EVERY_SECONDS = 1.0
"""How soon a row that waits (a retry, or one of a process that died) is looked for."""

CLAIM_LIMIT = 200
"""Rows claimed at once; a flood of retries must not fill memory."""

SWEEP_EVERY = timedelta(hours=1)
"""Retention is promised in hours and days, so once an hour is on time."""

STOP_SECONDS = 4.0
"""What sends in flight are given, of the ten seconds of a clean stop."""

TOLD_LIMIT = 10_000
"""Updates remembered as already answered from memory while the store is down."""

Clock = Callable[[], datetime]
Current = Callable[[], Snapshot]


class Service:
    """Takes updates in and sees to it that what they led to is sent."""

    def __init__(self, store: Store, sender: Sender, current: Current, clock: Clock) -> None:
        self._store = store
        self._sender = sender
        self._current = current
        self._clock = clock
        self._writer = Writer(store, clock, self._deliver)
        self._sends: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []
        self._told: OrderedDict[int, None] = OrderedDict()
        self._is_stopping = False

    async def handle(self, incoming: Incoming) -> Reply:
        """Take one update in; returns once it is committed.

        Raises StoreDown when it is not: the transport then leaves it in Telegram's queue.
        """
        if incoming.address is None or incoming.event is None:
            return Reply(incoming.callback_id, "")
        try:
            outcome = await self._writer.take_in(self._update(incoming, incoming.address, incoming.event))
        except StoreDown:
            self._answer_from_memory(incoming, incoming.address, incoming.event)
            raise
        if outcome.error is not None:
            log.error("step-failed", exc_info=outcome.error, extra={"update_id": incoming.update_id})
            self._show_from_memory(incoming, incoming.address, incoming.event)
        return Reply(incoming.callback_id, _notice(outcome))

    async def start(self) -> None:
        """Go on with what a predecessor left, then commit, look for waiting rows and keep to retention."""
        with suppress(StoreDown):
            await self._store.take_over()
        for loop in (self._writer.run(), self._claim_loop(), self._sweep_loop()):
            self._loops.append(asyncio.create_task(loop))

    async def stop(self) -> None:
        """Finish what was begun, commit its receipts and hand every lease back.

        To be called when no update comes in any more; takes at most about STOP_SECONDS.
        """
        self._is_stopping = True
        if self._sends:
            await asyncio.wait(self._sends, timeout=STOP_SECONDS)
        for task in (*self._loops, *self._sends):
            task.cancel()
        await asyncio.gather(*self._loops, *self._sends, return_exceptions=True)
        with suppress(StoreDown):
            await self._writer.drain()
            await self._store.hand_back()
        await self._store.close()

    def _update(self, incoming: Incoming, address: Address, event: Event) -> Update:
        def decide_now(chat: Chat | None) -> Decision:
            return decide(self._current(), incoming, event, chat, self._clock())

        return Update(incoming.update_id, address, decide_now)

    def _deliver(self, row: OutboxRow) -> None:
        if self._is_stopping:
            return  # its lease is handed back in a moment
        task = asyncio.create_task(self._send(row))
        self._sends.add(task)
        task.add_done_callback(self._sends.discard)

    async def _send(self, row: OutboxRow) -> None:
        try:
            receipt = await self._sender.send(row)
        except asyncio.CancelledError:  # only a stop cancels: what may have arrived must not be repeated
            if row.id and row.send.kind is SendKind.EXPORT:
                self._writer.note(GivenUp(row, "ambiguous"))
            raise
        if row.id:
            self._writer.note(receipt)

    async def _claim_loop(self) -> None:
        await _for_ever(self._claim, CLAIM_EVERY_SECONDS)

    async def _claim(self) -> None:
        room = CLAIM_LIMIT - len(self._sends)
        if room > 0:
            for row in await self._store.claim(self._clock(), room):
                self._deliver(row)

    async def _sweep_loop(self) -> None:
        await _for_ever(lambda: self._store.sweep(self._clock()), SWEEP_EVERY.total_seconds())

    def _answer_from_memory(self, incoming: Incoming, address: Address, event: Event) -> None:
        """Safety works without the store; anything else is asked to try again.

        Once an update: Telegram repeats it until it is committed.
        """
        if incoming.update_id in self._told:
            return
        self._told[incoming.update_id] = None
        if len(self._told) > TOLD_LIMIT:
            self._told.popitem(last=False)
        self._show_from_memory(incoming, address, event)

    def _show_from_memory(self, incoming: Incoming, address: Address, event: Event) -> None:
        """Safety or "try again", not stored: over the pressed message, or as a new one."""
        snapshot = self._current()
        safety = safety_screen(snapshot, incoming.language, event, self._clock())
        screen = safety or trouble_screen(snapshot, incoming.language)
        edits = isinstance(event, Press) and incoming.message_id is not None
        send = Send(SendKind.SCREEN if edits else SendKind.FRESH_SCREEN, screen, incoming.message_id)
        self._deliver(OutboxRow(0, b"", address, incoming.message_id if edits else None, send))


def _notice(outcome: Outcome) -> str:
    return outcome.decision.notice if outcome.decision else ""


async def _for_ever(work: Callable[[], Awaitable[None] | Coroutine[Any, Any, None]], seconds: float) -> None:
    while True:
        try:
            await work()
        except StoreDown:
            log.warning("store-down")
        await asyncio.sleep(seconds)
