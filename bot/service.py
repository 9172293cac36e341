"""The service: one update is one transaction, answered only when it is committed.

Telegram's queue is the inbox and the outbox is the only queue of our own. What stands here is
between the two: take an update in, hand rows to the sender, note what became of them.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.decide import decide, redraw
from bot.deliveries import Deliveries
from bot.lateness import in_time
from bot.memory_answers import MemoryAnswers
from bot.notebook import NOTHING, Notebook, Notes
from bot.ports import (
    Address,
    Chat,
    ContentBehind,
    Contents,
    Decision,
    Delivered,
    Incoming,
    OutboxRow,
    Outcome,
    Receipt,
    Reply,
    Sender,
    Store,
    StoreDown,
    Update,
)
from bot.second_look import SecondLook
from bot.writer import Writer
from flows.model.event import Event

log = logging.getLogger(__name__)

CLAIM_EVERY_SECONDS = 1.0
"""How soon a row that waits (a retry, or one of a process that died) is looked for."""

CLAIM_LIMIT = 200
"""Rows claimed at once; a flood of retries must not fill memory."""

SENDS_LIMIT = 2_000
"""Sends under way at which nothing more is claimed: about what Telegram takes in a minute."""

SWEEP_EVERY = timedelta(hours=1)
"""Retention is promised in hours and days, so once an hour is on time."""

SEND_STOP_SECONDS = 4.0
WRITE_STOP_SECONDS = 2.0
"""What sends in flight and the last transaction are given, of the ten seconds of a clean stop."""

TRIES_LIMIT = 5
"""An update that fails in our own code this often is parked: it must not block all that follow."""

TRIES_KEPT = 1_000
"""Failing updates that are counted; bugs come one at a time."""

Clock = Callable[[], datetime]


class Service:
    """Takes updates in and sees to it that what they led to is sent.

    `keeps_order` says that the transport holds back what comes after an update that is not taken in.
    """

    def __init__(
        self,
        store: Store,
        sender: Sender,
        contents: Contents,
        clock: Clock,
        *,
        keeps_order: bool = False,
    ) -> None:
        self._store = store
        self._contents = contents
        self._clock = clock
        self._keeps_order = keeps_order
        self._notebook = Notebook()
        second_look = SecondLook(lambda update: self._writer.take_in(update), clock)
        self._deliveries = Deliveries(sender, clock, self._note, self._in_time, second_look)
        self._writer = Writer(store, clock, self._deliveries.begin)
        self._memory = MemoryAnswers(contents.current, clock, self._deliveries.begin, self._notebook)
        self._writing: asyncio.Task[None] | None = None
        self._loops: list[asyncio.Task[None]] = []
        self._tries: Counter[int] = Counter()

    async def handle(self, incoming: Incoming) -> Reply:
        """Take one update in; returns once it is committed.

        Raises StoreDown when it is not: the transport then leaves it in Telegram's queue.
        """
        if incoming.address is None or incoming.event is None:
            return Reply(incoming.callback_id)
        outcome = await self._take_in(incoming, incoming.address, incoming.event)
        if outcome is None:
            return Reply(incoming.callback_id)
        if outcome.error is not None:
            log.error("step-failed", exc_info=outcome.error, extra={"update_id": incoming.update_id})
            self._memory.answer(incoming, incoming.address, incoming.event)
        return Reply(incoming.callback_id, outcome.decision.notice if outcome.decision else "")

    async def redraw(self, address: Address, update_id: int) -> None:
        """Draw the live message again, once for this id whatever process asks for it. Raises StoreDown."""

        def decide_now(chat: Chat | None) -> Decision:
            return redraw(self._contents.current(), chat, self._clock())

        await self._decided(Update(update_id, address, decide_now, is_visit=False))

    async def start(self) -> None:
        """Go on with what a predecessor left, then commit, look for waiting rows and keep to retention."""
        with suppress(StoreDown):
            await self._store.take_over()
        self._writing = asyncio.create_task(self._writer.run())
        self._loops = [
            asyncio.create_task(_for_ever(self._claim, CLAIM_EVERY_SECONDS)),
            asyncio.create_task(_for_ever(self._sweep, SWEEP_EVERY.total_seconds())),
        ]

    async def stop(self) -> None:
        """Finish what was begun, commit its receipts and hand every lease back.

        To be called when no update comes in any more; takes at most some SEND_STOP_SECONDS and
        WRITE_STOP_SECONDS, whatever the store does.
        """
        for loop in self._loops:
            loop.cancel()
        await self._deliveries.stop(SEND_STOP_SECONDS)
        self._writer.finish()
        with suppress(TimeoutError, StoreDown):
            async with asyncio.timeout(WRITE_STOP_SECONDS):
                if self._writing is not None:
                    await self._writing
                await self._store.hand_back()
        with suppress(TimeoutError):
            async with asyncio.timeout(WRITE_STOP_SECONDS):
                await self._store.close()

    async def _take_in(self, incoming: Incoming, address: Address, event: Event) -> Outcome | None:
        """The outcome, or None for an update that is let go; raises StoreDown."""
        try:
            return await self._with_notes(incoming, address, event)
        except StoreDown:
            self._memory.answer(incoming, address, event)
            if self._keeps_order and self._memory.has_waited(incoming):
                log.warning("update-let-go", extra={"update_id": incoming.update_id})
                return None
            raise
        except Exception as error:  # a bug that one update meets must not stop the bot for everybody
            self._memory.answer(incoming, address, event)
            if self._is_hopeless(incoming.update_id):
                log.error("update-parked", exc_info=error, extra={"update_id": incoming.update_id})
                return None
            raise StoreDown from error

    async def _with_notes(self, incoming: Incoming, address: Address, event: Event) -> Outcome:
        """Take an update in together with what is noted about its person, which is dropped once committed."""
        notes = self._notebook.of(address)
        outcome = await self._decided(self._update(incoming, address, event, notes))
        if notes is not NOTHING and outcome.decision is not None:
            self._notebook.drop(address, notes)
        return outcome

    async def _decided(self, update: Update) -> Outcome:
        """Take an update in; once more with newer content, when its person has already seen some."""

        def unless_behind(chat: Chat | None) -> Decision:
            if chat is not None and self._contents.is_behind(chat.session):
                raise ContentBehind
            return update.decide(chat)

        first = replace(update, decide=unless_behind)
        outcome = await self._writer.take_in(first)
        if isinstance(outcome.error, ContentBehind):
            await self._contents.refresh()
            outcome = await self._writer.take_in(update)
        return outcome

    def _update(self, incoming: Incoming, address: Address, event: Event, notes: Notes) -> Update:
        meant = self._memory.meant(event, notes)
        own = () if incoming.own_message_id is None else (incoming.own_message_id,)

        def decide_now(chat: Chat | None) -> Decision:
            return decide(self._contents.current(), incoming, meant, chat, self._clock())

        return Update(incoming.update_id, address, decide_now, message_ids=notes.message_ids + own)

    def _is_hopeless(self, update_id: int) -> bool:
        self._tries[update_id] += 1
        if self._tries[update_id] >= TRIES_LIMIT:
            del self._tries[update_id]
            return True
        if len(self._tries) > TRIES_KEPT:
            self._tries.clear()
        return False

    def _in_time(self, row: OutboxRow) -> OutboxRow | None:
        send = in_time(row.send, self._contents.current(), self._clock())
        if send is row.send or send is None:
            return row if send else None
        self._notebook.add_stand_in(row.address)
        return replace(row, send=send)

    def _note(self, receipt: Receipt) -> None:
        if receipt.row.id:
            self._writer.note(receipt)
        elif isinstance(receipt, Delivered):
            self._notebook.add_messages(receipt.row.address, receipt.posted)

    async def _claim(self) -> None:
        if self._writer.has_receipts or self._deliveries.count > SENDS_LIMIT:
            return
        for row in await self._store.claim(self._clock(), CLAIM_LIMIT):
            self._deliveries.begin(row)

    async def _sweep(self) -> None:
        await self._store.sweep(self._clock())


async def _for_ever(work: Callable[[], Awaitable[None]], seconds: float) -> None:
    while True:
        try:
            await work()
        except StoreDown:
            log.warning("store-down")
        except Exception as error:  # nobody awaits this loop, and people wait for what it does
            log.error("loop-failed", exc_info=error)
        await asyncio.sleep(seconds)
