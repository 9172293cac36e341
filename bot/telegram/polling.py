"""Fetches updates by long polling and confirms only what is committed.

getUpdates(offset) confirms every update before `offset`, so the offset moves past an update only
when it and all before it are committed. What is lost on the way in between comes again.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.ports import Handle, Incoming, Reply, StoreDown
from bot.telegram.api import Api, seconds_to_wait
from bot.telegram.decode import UPDATES_WANTED, BadUpdate, decode

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 50
"""How long Telegram holds an empty answer back."""

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
"""Pauses after failures double from the first to the longest."""

TRIES_LIMIT = 5
"""An update that fails in our own code this often is parked: it must not block all that follow."""

ANSWER_SECONDS = 5.0
"""What the answer to one press is given; later ones are refused anyway."""

CONFIRM_SECONDS = 1.0
"""What each last call is given at a clean stop: without it some updates only come twice."""


class Poller:
    """Hands updates to `handle`, those of one fetch side by side; for one process at a time.

    A webhook that is set keeps polling from working and is left alone: it may be in use elsewhere.
    """

    def __init__(self, api: Api, handle: Handle, first_pause_seconds: float = FIRST_PAUSE_SECONDS) -> None:
        self._api = api
        self._handle = handle
        self._first_pause_seconds = first_pause_seconds
        self._offset = 0
        self._failures = 0
        self._done: set[int] = set()
        self._tries: Counter[int] = Counter()
        self._answers: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, then finish what was handed over and confirm what is committed."""
        while not stop.is_set():
            await self._hand_over(await self._fetch(stop), stop)
        if self._answers:
            await asyncio.wait(self._answers, timeout=CONFIRM_SECONDS)
        if self._offset:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(CONFIRM_SECONDS):
                    await self._api.get_updates(self._offset, 0, UPDATES_WANTED, limit=1)

    async def _fetch(self, stop: asyncio.Event) -> Sequence[Incoming]:
        """The next updates; none after a failure, or when `stop` came first."""
        stopped = asyncio.create_task(stop.wait())
        fetched = asyncio.create_task(self._api.get_updates(self._offset, LONG_POLL_SECONDS, UPDATES_WANTED))
        try:
            await asyncio.wait((stopped, fetched), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            fetched.cancel()
        await asyncio.wait((fetched,))
        if fetched.cancelled():
            return ()
        try:
            return self._fetched([_read(raw) for raw in fetched.result()])
        except TelegramError as error:
            await self._pause(stop, _tell(error))
            return ()

    def _fetched(self, updates: Sequence[Incoming]) -> Sequence[Incoming]:
        self._failures = 0
        if not updates:
            # All before the offset is confirmed by now. Numbers restart at random after a quiet
            # week, and an offset from before could then hide new updates.
            self._offset = 0
        return updates

    async def _hand_over(self, updates: Sequence[Incoming], stop: asyncio.Event) -> None:
        """Take them side by side; those that are not done with are fetched again, along with newer ones.

        Fetched rather than kept: a plea for help must be seen even while an earlier press waits.
        """
        waiting = [update for update in updates if update.update_id not in self._done]
        done = await asyncio.gather(*map(self._take, waiting))
        self._done |= {update.update_id for update, is_done in zip(waiting, done, strict=True) if is_done}
        left = [update.update_id for update in updates if update.update_id not in self._done]
        if left:
            self._offset = left[0]
            await self._pause(stop, longest_seconds=self._first_pause_seconds)
        elif updates:
            self._offset = updates[-1].update_id + 1
            self._done.clear()
            self._tries.clear()

    async def _take(self, incoming: Incoming) -> bool:
        """Whether the update is done with: committed, or parked."""
        try:
            self._answer(await self._handle(incoming))
        except StoreDown:
            return False
        except Exception as error:  # a bug that one update meets must not stop the bot for everybody
            self._tries[incoming.update_id] += 1
            is_parked = self._tries[incoming.update_id] >= TRIES_LIMIT
            event = "update-parked" if is_parked else "update-failed"
            log.error(event, exc_info=error, extra={"update_id": incoming.update_id})
            return is_parked
        return True

    def _answer(self, reply: Reply) -> None:
        """Nobody waits for the answer: only a waiting sign on the pressed button depends on it."""
        if reply.callback_id:
            task = asyncio.create_task(self._send_answer(reply))
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    async def _send_answer(self, reply: Reply) -> None:
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._api.answer_callback_query(reply.callback_id, reply.notice)

    async def _pause(
        self,
        stop: asyncio.Event,
        at_least_seconds: float = 0.0,
        longest_seconds: float = LONGEST_PAUSE_SECONDS,
    ) -> None:
        doubled = self._first_pause_seconds * 2.0 ** min(self._failures, 10)
        self._failures += 1
        with suppress(TimeoutError):
            async with asyncio.timeout(max(min(doubled, longest_seconds), at_least_seconds)):
                await stop.wait()


def _read(raw: bytes) -> Incoming:
    """An update that is none still has to be confirmed, which an Incoming without an event is."""
    try:
        return decode(raw)
    except BadUpdate as bad:
        if bad.update_id is None:
            raise TelegramError("an update without a number") from None
        log.warning("update-parked", extra={"update_id": bad.update_id})
        return Incoming(bad.update_id)


def _tell(error: TelegramError) -> float:
    """Log why there are no updates; the seconds that Telegram asks to wait."""
    match error:
        case RetryAfter():
            return seconds_to_wait(error)
        case Conflict():
            log.error("polled-elsewhere-or-webhook-set")
        case InvalidToken():
            log.critical("token-refused")
        case _:
            log.warning("fetch-failed", extra={"reason": type(error).__name__})
    return 0.0
