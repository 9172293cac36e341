"""Waits within a row's time, where stopping half-way would leave somebody with half of it."""

import time
from asyncio import sleep
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import RetryAfter, TelegramError

from bot.telegram.api import seconds_to_wait
from bot.telegram.connections import NothingSent
from bot.telegram.refusals import NO_EFFECT

PAUSES_LIMIT = 3
PAUSE_SECONDS = 1.0
"""How often one call is waited for, and how long where Telegram does not say."""

T = TypeVar("T")


async def patiently(call: Callable[[], Awaitable[T]], until: float, *, is_harmless: bool = False) -> T:
    """The result of a call, which is made again when it has had no effect but may have one soon.

    `until` is when the row's time ends, by time.monotonic(): an error whose wait would not fit is raised
    at once. With `is_harmless` a call is also repeated when nobody knows whether it had its effect.
    """
    for _ in range(PAUSES_LIMIT):
        try:
            return await call()
        except TelegramError as error:
            pause = _pause(error, is_harmless)
            if pause is None or time.monotonic() + pause > until:
                raise
        await sleep(pause)
    return await call()


def _pause(error: TelegramError, is_harmless: bool) -> float | None:
    """Seconds to wait, None where waiting will not help."""
    if isinstance(error, RetryAfter):
        return seconds_to_wait(error)
    if isinstance(error, NothingSent):
        return PAUSE_SECONDS
    return PAUSE_SECONDS if is_harmless and not isinstance(error, NO_EFFECT) else None
