"""Delivers rows of the outbox to Telegram and says what became of them."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta

from telegram.error import BadRequest, ChatMigrated, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.ports import (
    NEVER_TWICE,
    Delivered,
    GivenUp,
    OutboxRow,
    Receipt,
    Render,
    Retry,
    SendKind,
    Unreachable,
)
from bot.telegram.api import Api, seconds_to_wait
from bot.telegram.delivery import Delivery, GiveUp
from bot.telegram.refusals import is_nobody, mistake_in
from flows.model.screen import Screen

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 60.0
"""Waits double from one second up to this; after an outage a chat is served within about a minute."""

ATTEMPTS_LIMIT = 1_500
"""Over 24 h of such waits: longer than Telegram itself keeps an update for us."""

JITTER = 0.25
"""Share of a wait that chance may add, so that those who failed together do not return together."""

SEND_SECONDS = 20.0
REMOVE_SECONDS = 5.0
"""What a row is given, and then the removal of what it leaves behind. Together they must end well
before the row's lease does (30 s in the store): otherwise somebody else would send it as well."""

AT_MOST_ONCE = NEVER_TWICE | {SendKind.CLEAR}
"""What is given up as soon as a new message may have arrived."""


class TelegramSender:
    """The Sender of bot.ports; `clock` tells the time that retries count from, `chance` gives 0 to 1."""

    def __init__(
        self,
        api: Api,
        render: Render,
        clock: Callable[[], datetime],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._api = api
        self._render = render
        self._clock = clock
        self._chance = chance

    async def send(self, row: OutboxRow) -> Receipt:
        """Deliver one row; raises nothing that Telegram or the network could cause.

        What can be repeated is tried again until ATTEMPTS_LIMIT, everything else only while it cannot
        have arrived.
        """
        if row.attempts >= ATTEMPTS_LIMIT:
            return GivenUp(row, "too-many-attempts")
        delivery = Delivery(self._api, self._render, row, time.monotonic() + SEND_SECONDS)
        try:
            shown_in = await _in_time(delivery)
        except GiveUp as given_up:
            return GivenUp(row, given_up.reason)
        except TimeoutError:
            return await self._failed(delivery, TimedOut())
        except TelegramError as error:
            return await self._failed(delivery, error)
        await _tidy(delivery, shown_in)
        return Delivered(row, shown_in, tuple(delivery.posted))

    async def _failed(self, delivery: Delivery, error: TelegramError) -> Receipt:
        row, kind = delivery.row, delivery.row.send.kind
        if is_nobody(error):
            return Unreachable(row)
        if kind in NEVER_TWICE and delivery.posted:
            return _delivered_in_part(delivery, error)
        if kind in AT_MOST_ONCE and delivery.in_doubt:
            return GivenUp(row, "ambiguous")
        if delivery.posted:
            await _best_effort(delivery.undo())
        return self._tried_again(row, error)

    def _tried_again(self, row: OutboxRow, error: TelegramError) -> Receipt:
        match error:
            case BadRequest() | ChatMigrated():
                _log_refusal(row, error)
                return GivenUp(row, "refused")
            case RetryAfter():
                return self._retry(row, seconds_to_wait(error))
            case InvalidToken():
                log.critical("token-refused")
                return self._retry(row, LONGEST_WAIT_SECONDS)
        return self._retry(row)

    def _retry(self, row: OutboxRow, at_least_seconds: float = 0.0) -> Retry:
        doubled = min(2.0 ** min(row.attempts, 10), LONGEST_WAIT_SECONDS)
        seconds = max(doubled, at_least_seconds) * (1 + JITTER * self._chance())
        return Retry(row, self._clock() + timedelta(seconds=seconds))


async def _in_time(delivery: Delivery) -> int | None:
    """What `delivery.run` gives; raises TimeoutError when the row's time is over."""
    send = delivery.row.send
    if send.kind in (SendKind.SCREEN, SendKind.REDRAW) and not send.quiet:
        return await delivery.run()  # one or two calls, whose own limits will do
    async with asyncio.timeout(SEND_SECONDS):
        return await delivery.run()


async def _tidy(delivery: Delivery, shown_in: int | None) -> None:
    send = delivery.row.send
    if send.kind in (SendKind.CLEAR, SendKind.REMOVE):
        return  # nothing is left
    formers = delivery.formers(shown_in)
    if formers or send.remove:
        await _best_effort(delivery.tidy(formers))


async def _best_effort(removal: Coroutine[None, None, None]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(REMOVE_SECONDS):
            await removal


def _delivered_in_part(delivery: Delivery, error: TelegramError) -> Delivered:
    """Hide and delete have to know what is there: it counts as delivered, though the rest is missing."""
    row = delivery.row
    log.warning("send-incomplete", extra={"kind": row.send.kind.name, "reason": type(error).__name__})
    if isinstance(error, BadRequest):
        _log_refusal(row, error)
    shown_in = row.live_message_id if row.send.kind is SendKind.CHECK_IN else None
    return Delivered(row, shown_in, tuple(delivery.posted))


def _log_refusal(row: OutboxRow, error: TelegramError) -> None:
    screen = row.send.body.id if isinstance(row.send.body, Screen) else "none"
    log.error(
        "send-refused", extra={"kind": row.send.kind.name, "screen": screen, "reason": mistake_in(error)}
    )
