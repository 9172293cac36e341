"""Group commit: one writer takes in all that arrived while the last transaction ran."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.ports import Committed, OutboxRow, Outcome, Receipt, Store, StoreDown, Update

log = logging.getLogger(__name__)

BATCH_LIMIT = 100
"""Updates in one transaction: past some dozens the gain is flat and the wait for the last one grows."""

PAUSE_SECONDS = 0.5
"""Between two tries while the store is down and only receipts wait."""


class Writer:
    """The one place where updates and receipts enter the store."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], deliver: Callable[[OutboxRow], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._deliver = deliver
        self._updates: deque[tuple[Update, asyncio.Future[Outcome]]] = deque()
        self._receipts: deque[Receipt] = deque()
        self._wake = asyncio.Event()

    async def take_in(self, update: Update) -> Outcome:
        """Return once the update is committed; raises StoreDown when it is not."""
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._updates.append((update, outcome))
        self._wake.set()
        return await outcome

    def note(self, receipt: Receipt) -> None:
        """Have a receipt committed with the next batch."""
        self._receipts.append(receipt)
        self._wake.set()

    async def run(self) -> None:
        """Commit batches until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._updates or self._receipts:
                await self._commit_next()

    async def drain(self) -> None:
        """Commit what is left; for a clean stop, after `run` has been cancelled."""
        while self._updates or self._receipts:
            await self._commit_next()

    async def _commit_next(self) -> None:
        batch = [self._updates.popleft() for _ in range(min(BATCH_LIMIT, len(self._updates)))]
        receipts = list(self._receipts)
        self._receipts.clear()
        updates = [update for update, _ in batch]
        try:
            committed = await self._commit(updates, receipts)
        except StoreDown as down:
            self._receipts.extendleft(reversed(receipts))
            for _, outcome in batch:
                if not outcome.done():
                    outcome.set_exception(down)
            if not batch:
                await asyncio.sleep(PAUSE_SECONDS)
            return
        self._settle(batch, committed)

    async def _commit(self, updates: Sequence[Update], receipts: Sequence[Receipt]) -> Committed:
        try:
            return await self._store.commit(updates, receipts, self._clock())
        except StoreDown:
            raise
        except Exception as error:  # a bug in one update must not take its neighbours with it
            log.error("batch-failed", exc_info=error)
            return await self._one_by_one(updates, receipts)

    async def _one_by_one(self, updates: Sequence[Update], receipts: Sequence[Receipt]) -> Committed:
        alone = [await self._alone((), (receipt,)) for receipt in receipts]
        alone += [await self._alone((update,), ()) for update in updates]
        outcomes = [outcome for committed in alone for outcome in committed.outcomes]
        return Committed(outcomes, [row for committed in alone for row in committed.rows])

    async def _alone(self, updates: Sequence[Update], receipts: Sequence[Receipt]) -> Committed:
        try:
            return await self._store.commit(updates, receipts, self._clock())
        except StoreDown:
            raise
        except (
            Exception
        ) as error:  # this one is the bug; a receipt's lease runs out and its row is claimed again
            log.error("commit-failed", exc_info=error)
            return Committed([Outcome(error=error) for _ in updates], [])

    def _settle(self, batch: Sequence[tuple[Update, asyncio.Future[Outcome]]], committed: Committed) -> None:
        for (_, future), outcome in zip(batch, committed.outcomes, strict=True):
            if not future.done():
                future.set_result(outcome)
        for row in committed.rows:
            self._deliver(row)
