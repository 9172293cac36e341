"""Group commit: one writer takes in all that arrived while the last transaction ran."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.ports import Committed, OutboxRow, Outcome, Receipt, Store, StoreDown, Update

log = logging.getLogger(__name__)

BATCH_LIMIT = 100
"""Updates, and receipts, in one transaction: past some dozens only the wait of the last one grows."""

PAUSE_SECONDS = 0.5
"""Between two tries while the store is down and only receipts wait."""


class Writer:
    """The one place where updates and receipts enter the store; an update's errors are its own."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], deliver: Callable[[OutboxRow], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._deliver = deliver
        self._updates: deque[tuple[Update, asyncio.Future[Outcome]]] = deque()
        self._receipts: deque[Receipt] = deque()
        self._wake = asyncio.Event()
        self._is_finishing = False
        self._loop: asyncio.AbstractEventLoop | None = None  # asked for once: each time is a system call

    @property
    def has_receipts(self) -> bool:
        """True while the store does not know of everything that was sent: claiming could send it twice."""
        return bool(self._receipts)

    async def take_in(self, update: Update) -> Outcome:
        """Return once the update is committed; raises StoreDown, or our own bug, when it is not."""
        self._loop = self._loop or asyncio.get_running_loop()
        outcome: asyncio.Future[Outcome] = self._loop.create_future()
        self._updates.append((update, outcome))
        self._wake.set()
        return await outcome

    def note(self, receipt: Receipt) -> None:
        """Have a receipt committed with the next batch."""
        self._receipts.append(receipt)
        self._wake.set()

    async def run(self) -> None:
        """Commit batches until `finish` was called and nothing is left, or the store is down by then."""
        while not self._is_finishing:
            await self._wake.wait()
            self._wake.clear()
            while self._updates or self._receipts:
                if not await self._commit_next() and self._is_finishing:
                    return

    def finish(self) -> None:
        """Let `run` end. It is never cancelled: a transaction under way may be committed, or not."""
        self._is_finishing = True
        self._wake.set()

    async def _commit_next(self) -> bool:
        """Commit the next batch; False when the store is down, and then its receipts wait on."""
        batch = [self._updates.popleft() for _ in range(min(BATCH_LIMIT, len(self._updates)))]
        receipts = [self._receipts[index] for index in range(min(BATCH_LIMIT, len(self._receipts)))]
        try:
            await self._commit(batch, receipts)
        except StoreDown as down:
            for _, outcome in batch:
                _fail(outcome, down)
            if not batch and not self._is_finishing:
                await asyncio.sleep(PAUSE_SECONDS)
            return False
        for _ in receipts:  # only now: while they stand here nothing is claimed
            self._receipts.popleft()
        return True

    async def _commit(
        self, batch: Sequence[tuple[Update, asyncio.Future[Outcome]]], receipts: Sequence[Receipt]
    ) -> None:
        try:
            self._settle(
                batch, await self._store.commit([each for each, _ in batch], receipts, self._clock())
            )
        except StoreDown:
            raise
        except Exception as error:
            if len(batch) + len(receipts) > 1:  # the bug of one must not take its neighbours with it
                await self._one_by_one(batch, receipts)
                return
            log.error("commit-failed", exc_info=error)
            for _, outcome in batch:
                _fail(outcome, error)

    async def _one_by_one(
        self, batch: Sequence[tuple[Update, asyncio.Future[Outcome]]], receipts: Sequence[Receipt]
    ) -> None:
        for receipt in receipts:  # one that cannot be committed is dropped: its lease runs out
            await self._commit((), (receipt,))
        for each in batch:
            await self._commit((each,), ())

    def _settle(self, batch: Sequence[tuple[Update, asyncio.Future[Outcome]]], committed: Committed) -> None:
        for (_, future), outcome in zip(batch, committed.outcomes, strict=True):
            if not future.done():
                future.set_result(outcome)
        for row in committed.rows:
            self._deliver(row)


def _fail(outcome: asyncio.Future[Outcome], error: Exception) -> None:
    if not outcome.done():
        outcome.set_exception(error)
