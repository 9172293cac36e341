"""Carries updates to the webhook, as the real server does.

Every lane (chat, kind) goes by itself, one update at a time: a message and a press of one person
can arrive together, and an update that fails blocks its own lane alone. Any 2xx is a yes. Anything
else, a broken connection or long silence means the same update again: at once, then after 2, 4, 8
... seconds, never more than a random 60 to 120, until it expires; Retry-After is obeyed. All these
times are real time multiplied by `retry_scale`; lifetimes are by the stand-in's clock.
"""

import asyncio
from contextlib import suppress
from functools import partial
from random import Random

import aiohttp

from bot.standin.dispatch import execute
from bot.standin.parameters import read_parameters
from bot.standin.posting import Posted, post_update
from bot.standin.refused import Refused
from bot.standin.state import TAKEN, UPDATES, WEBHOOK, StandIn
from bot.standin.updates import Lane, Update

LONGEST_DELAY_S = (60, 120)
LONGEST_RETRY_AFTER_S = 3600
SILENCE_S = 55.0
NEVER_IN_REPLY = ("setwebhook", "deletewebhook", "close", "logout")


class Courier:
    """Runs until cancelled; `run` is its one task, and it starts one more for every busy lane."""

    def __init__(self, standin: StandIn, *, retry_scale: float = 1.0, silence_s: float = SILENCE_S) -> None:
        self._standin = standin
        self._retry_scale = retry_scale
        self._silence_s = silence_s
        self._random = Random(standin.random.random())  # noqa: S311  no secret: delays
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        self._connections = asyncio.Semaphore(1)

    async def run(self) -> None:
        """Deliver for as long as a webhook is set."""
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(self._silence_s)
        ) as session:
            try:
                await self._follow(session)
            finally:
                await self._stop_lanes()

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        generation = -1
        while True:
            seen = self._standin.changes.revision(UPDATES)
            webhook = self._standin.webhook
            if webhook.generation != generation:
                generation = webhook.generation
                await self._stop_lanes()
                self._connections = asyncio.Semaphore(webhook.max_connections)
            if webhook.url:
                self._start_lanes(session)
            await self._standin.changes.wait(UPDATES, seen)
            if self._standin.changes.closed:
                return

    def _start_lanes(self, session: aiohttp.ClientSession) -> None:
        for lane in [one for one in self._standin.updates.lanes if one not in self._lanes]:
            task = asyncio.create_task(self._empty(lane, session))
            self._lanes[lane] = task
            task.add_done_callback(partial(self._forget, lane))

    def _forget(self, lane: Lane, task: asyncio.Task[None]) -> None:
        if self._lanes.get(lane) is task:
            del self._lanes[lane]
        if task.cancelled():
            return
        task.result()  # a bug of ours raises here, is logged by the loop, and stops this lane
        if lane in self._standin.updates.lanes:  # something came while the task was ending
            self._standin.changes.mark(UPDATES)

    async def _stop_lanes(self) -> None:
        tasks = list(self._lanes.values())
        self._lanes.clear()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def _empty(self, lane: Lane, session: aiohttp.ClientSession) -> None:
        updates = self._standin.updates
        while update := updates.head(lane, self._standin.now()):
            async with self._connections:
                posted = await post_update(session, self._standin.webhook, update)
            if posted.error:
                await self._put_off(update, posted)
                continue
            await self._execute_reply(posted)
            updates.take(update)
            self._standin.changes.mark(TAKEN)

    async def _put_off(self, update: Update, posted: Posted) -> None:
        self._standin.webhook.note_error(posted.error, self._standin.now())
        self._standin.changes.mark(WEBHOOK)
        delay_s = self._next_delay(update, posted.retry_after_s)
        if self._standin.now() + delay_s > update.expires_at:
            self._standin.updates.give_up(update)
        else:
            await asyncio.sleep(delay_s * self._retry_scale)

    async def _execute_reply(self, posted: Posted) -> None:
        """Carry out `{"method": ...}`; the bot never learns what came of it."""
        with suppress(Refused):  # a body that is no call is no concern of Telegram's
            parameters = read_parameters(b"", posted.content_type, posted.content)
            name = str(parameters.pop("method", "")).lower()
            if name and name not in NEVER_IN_REPLY and not name.startswith("get"):
                await execute(self._standin, name, parameters, in_reply=True)

    def _next_delay(self, update: Update, retry_after_s: int) -> int:
        is_first = not update.failures
        update.failures += 1
        if retry_after_s or is_first:
            return min(retry_after_s, LONGEST_RETRY_AFTER_S)
        update.delay_s = min(update.delay_s * 2, self._random.randint(*LONGEST_DELAY_S))
        return update.delay_s
