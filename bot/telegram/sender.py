"""Delivers rows of the outbox to Telegram and says what became of them."""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.ports import Delivered, GivenUp, OutboxRow, Receipt, Retry, SendKind, Unreachable
from bot.telegram.api import Api, seconds_to_wait
from bot.telegram.connections import NothingSent
from bot.telegram.encode import Params, edit_params, export_params, send_params
from flows.model.screen import Screen
from flows.model.text import RichText

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 60.0
"""Waits double from one second up to this; after an outage a chat is served within about a minute."""

ATTEMPTS_LIMIT = 1_500
"""Over 24 h of such waits: longer than Telegram itself keeps an update for us."""

JITTER = 0.25
"""Share of a wait that chance may add, so that those who failed together do not return together."""

SEND_SECONDS = 20.0
REMOVE_SECONDS = 5.0
"""What a row is given, and then the removal of the former screen. Together they must end well
before the row's lease does (30 s in the store): otherwise somebody else would send it as well."""

PART_WAITS = 3
PART_WAIT_SECONDS = 5.0
"""How often, and how long at most each time, the rest of a begun export waits for its turn."""

_UNCHANGED = "message is not modified"
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "no text in the message to edit",
    "message_id_invalid",
)
_NOBODY = "chat not found"
_OUR_MISTAKES = {
    "message text is empty": "empty",
    "message is too long": "too-long",
    "can't parse entities": "entities",
    "button_data_invalid": "button-data",
    "button_url_invalid": "button-url",
    "reply markup is too long": "keyboard",
}
"""What Telegram says when a message of ours is wrong -> the word that is logged; the rest may quote."""


class _Partial(Exception):
    """Some messages of an export are in the chat, the rest could not follow."""


class _Gone(Exception):
    """There is no message left to draw again, and nobody asked for a new one."""


class TelegramSender:
    """The Sender of bot.ports; `clock` tells the time that retries count from, `chance` gives 0 to 1."""

    def __init__(
        self, api: Api, clock: Callable[[], datetime], chance: Callable[[], float] = random.random
    ) -> None:
        self._api = api
        self._clock = clock
        self._chance = chance

    async def send(self, row: OutboxRow) -> Receipt:
        """Deliver one row; raises nothing that Telegram or the network could cause.

        Screens are tried again until ATTEMPTS_LIMIT. An export is only tried again when it cannot
        have arrived.
        """
        if row.attempts >= ATTEMPTS_LIMIT:
            return GivenUp(row, "too-many-attempts")
        try:
            if row.send.kind in (SendKind.SCREEN, SendKind.REDRAW):  # one call, whose own limit will do
                target = await self._deliver(row)
            else:
                async with asyncio.timeout(SEND_SECONDS):
                    target = await self._deliver(row)
        except _Partial:
            return GivenUp(row, "partial")
        except _Gone:
            return GivenUp(row, "message-gone")
        except TimeoutError:
            return self._failed(row, TimedOut())
        except TelegramError as error:
            return self._failed(row, error)
        if target is not None:
            await self._remove_former(row, target)
        return Delivered(row, target)

    async def _deliver(self, row: OutboxRow) -> int | None:
        """Where the screen now is; None for an export."""
        body = row.send.body
        if isinstance(body, Screen):
            return await self._show(row, body)
        await self._export(row, body)
        return None

    async def _show(self, row: OutboxRow, screen: Screen) -> int:
        target = row.send.message_id or row.live_message_id
        is_edit = row.send.kind is not SendKind.FRESH_SCREEN
        if is_edit and target and await self._edit(row, screen, target):
            return target
        if row.send.kind is SendKind.REDRAW:
            raise _Gone
        return await self._api.send_message(_to(row) | send_params(screen))

    async def _edit(self, row: OutboxRow, screen: Screen, message_id: int) -> bool:
        """False when that message can show nothing any more."""
        try:
            await self._api.edit_message_text(_to(row) | {"message_id": message_id} | edit_params(screen))
        except BadRequest as error:
            said = error.message.lower()
            if any(words in said for words in _NOT_EDITABLE):
                return False
            if _UNCHANGED not in said:
                raise
        return True

    async def _remove_former(self, row: OutboxRow, target: int) -> None:
        """Best effort: a former screen that stays is drawn anew as soon as it is pressed."""
        known = (row.live_message_id, row.send.message_id)
        formers = {message_id for message_id in known if message_id is not None} - {target}
        if formers:
            with suppress(TimeoutError):
                async with asyncio.timeout(REMOVE_SECONDS):
                    for message_id in sorted(formers):
                        await self._remove(row.address.chat_id, message_id)

    async def _remove(self, chat_id: int, message_id: int) -> None:
        try:
            await self._api.delete_message(chat_id, message_id)
        except BadRequest as error:
            if "not found" not in error.message.lower():  # older than 48 h
                await self._remove_keyboard(chat_id, message_id)
        except TelegramError:
            log.debug("former-screen-stays")

    async def _remove_keyboard(self, chat_id: int, message_id: int) -> None:
        try:
            await self._api.remove_keyboard(chat_id, message_id)
        except TelegramError:
            log.debug("former-screen-stays")

    async def _export(self, row: OutboxRow, text: RichText) -> None:
        first, *rest = [_to(row) | params for params in export_params(text)]
        await self._api.send_message(first)
        try:
            for part in rest:
                await self._send_patiently(part)
        except TelegramError as error:
            raise _Partial from error

    async def _send_patiently(self, part: Params) -> None:
        """The row cannot be tried again without repeating its beginning, so the rest waits here."""
        for _ in range(PART_WAITS):
            try:
                await self._api.send_message(part)
                return
            except RetryAfter as error:
                wait = seconds_to_wait(error)
            except NothingSent:
                wait = 1.0
            await asyncio.sleep(min(wait, PART_WAIT_SECONDS))
        await self._api.send_message(part)

    def _failed(self, row: OutboxRow, error: TelegramError) -> Receipt:
        match error:
            case RetryAfter():
                return self._retry(row, seconds_to_wait(error))
            case NothingSent():
                return self._retry(row)
            case InvalidToken():
                log.critical("token-refused")
                return self._retry(row, LONGEST_WAIT_SECONDS)
            case Forbidden():
                return Unreachable(row)
            case BadRequest() | ChatMigrated():
                return _refused(row, error.message.lower())
        if row.send.kind is SendKind.EXPORT:
            return GivenUp(row, "ambiguous")
        return self._retry(row)

    def _retry(self, row: OutboxRow, at_least_seconds: float = 0.0) -> Retry:
        doubled = min(2.0 ** min(row.attempts, 10), LONGEST_WAIT_SECONDS)
        seconds = max(doubled, at_least_seconds) * (1 + JITTER * self._chance())
        return Retry(row, self._clock() + timedelta(seconds=seconds))


def _to(row: OutboxRow) -> Params:
    return {"chat_id": row.address.chat_id}


def _refused(row: OutboxRow, said: str) -> Receipt:
    if _NOBODY in said:
        return Unreachable(row)
    reason = next((word for words, word in _OUR_MISTAKES.items() if words in said), "other")
    screen = row.send.body.id if isinstance(row.send.body, Screen) else "none"
    log.error("send-refused", extra={"kind": row.send.kind.name, "screen": screen, "reason": reason})
    return GivenUp(row, "refused")
