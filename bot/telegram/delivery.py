"""The calls that one row of the outbox takes, in their order, and how far they came."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

from telegram.error import BadRequest, TelegramError

from bot.ports import OutboxRow, Render, Rendered, SendKind
from bot.telegram.api import Api
from bot.telegram.encode import PROTECTED, SILENT, Params, edit_params, export_params, quiet_params
from bot.telegram.patience import patiently
from bot.telegram.refusals import NO_EFFECT, is_nobody, is_not_editable, is_unchanged
from bot.telegram.removing import remove, remove_all
from flows.model.document import Document
from flows.model.screen import Screen
from flows.model.text import RichText

log = logging.getLogger(__name__)


class GiveUp(Exception):
    """The row can be delivered neither now nor later; `reason` is a fixed word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Delivery:
    """One row on its way; `until` is when its time ends, by time.monotonic().

    Whatever becomes of the row, `posted` are the messages that are known to be new in the chat, and
    `in_doubt` says that another one may be.
    """

    def __init__(self, api: Api, render: Render, row: OutboxRow, until: float) -> None:
        self.row = row
        self.posted: list[int] = []
        self.in_doubt = False
        self._api = api
        self._render = render
        self._until = until
        self._chat_id = row.address.chat_id
        self._to: Params = {"chat_id": row.address.chat_id}

    async def run(self) -> int | None:
        """Where the screen now is, None for a row without one. Raises TelegramError and GiveUp."""
        match self.row.send.body:
            case Screen() as screen:
                return await self._screen(screen)
            case RichText() as text:
                await self._export(text)
            case Document() as document:
                await self._file(document)
            case None:
                await remove_all(self._api, self._chat_id, self.row.send.remove, self._until)
        return None

    def formers(self, shown_in: int | None) -> list[int]:
        """The messages that showed the screen before, once it is in that one; without it, they go on."""
        return [] if shown_in is None else sorted(self._known - {shown_in})

    async def tidy(self, formers: Sequence[int]) -> None:
        """Take away what the person typed and former screens, as far as that works.

        What stays can be found by Hide for 48 hours, and a former screen is drawn anew when pressed.
        """
        with suppress(TelegramError):
            await remove_all(self._api, self._chat_id, self.row.send.remove, self._until)
        for message_id in formers:
            with suppress(TelegramError):
                await remove(self._api, self._chat_id, message_id)

    async def undo(self) -> None:
        """Take away, as far as that works, what would be there twice once the row is tried again."""
        with suppress(TelegramError):
            await remove_all(self._api, self._chat_id, self.posted, self._until)

    @property
    def _known(self) -> set[int]:
        """The messages that may show a screen."""
        known = (self.row.live_message_id, self.row.send.message_id)
        return {message_id for message_id in known if message_id is not None}

    async def _screen(self, screen: Screen) -> int | None:
        if self.row.send.kind is SendKind.CLEAR:
            return await self._clear(screen)
        if self.row.send.kind is SendKind.CHECK_IN:
            await self._post(edit_params(screen), SILENT | PROTECTED)
            return self.row.live_message_id
        return await self._show(screen)

    async def _show(self, screen: Screen) -> int:
        send, words = self.row.send, edit_params(screen)
        target = send.message_id or self.row.live_message_id
        if send.kind is not SendKind.FRESH_SCREEN and target and await self._edit(target, words):
            return target
        if send.kind is SendKind.REDRAW:
            raise GiveUp("message-gone")
        return await self._post(words, PROTECTED if screen.private or send.quiet else {})

    async def _clear(self, screen: Screen) -> int:
        """Leave the screen alone in the chat, and only once however often it takes.

        Words go first: every screen is drawn over before anything is deleted, so that whenever this breaks
        off, what stays says nothing. Drawing over and deleting can be repeated; a new message cannot, and
        comes last, only where no old one is left to draw on. The oldest one stays: another might be
        deleted, but this one may be past 48 hours.
        """
        words = edit_params(screen)
        covered = [each for each in sorted(self._known) if await self._cover(each, words)][:1]
        rest = self._known.union(self.row.recent, self.row.send.remove).difference(covered)
        await remove_all(self._api, self._chat_id, rest, self._until)
        return covered[0] if covered else await self._post(words, SILENT)

    async def _cover(self, message_id: int, words: Params) -> bool:
        """False when that message shows something else, which must not keep the rest from going."""
        try:
            return await patiently(partial(self._edit, message_id, words), self._until)
        except BadRequest as error:
            if is_nobody(error):
                raise
            return False

    async def _export(self, text: RichText) -> None:
        for part in export_params(text):
            await self._post(part, {})

    async def _file(self, document: Document) -> None:
        rendered = await self._rendered(document)
        silence = SILENT if self.row.send.quiet else {}
        await self._arrive(partial(self._api.send_document, self._to | silence, rendered))

    async def _rendered(self, document: Document) -> Rendered:
        try:
            return await asyncio.to_thread(self._render, document)
        except Exception as error:  # our bug, of whatever kind; the sender raises nothing
            log.error("render-failed", exc_info=error, extra={"kind": document.format.name})
        raise GiveUp("render")  # outside the handler: the former error may quote what somebody wrote

    async def _post(self, words: Params, options: Params) -> int:
        """Post a message; where notifications may be read by others, it gets its words only afterwards."""
        quiet = self.row.send.quiet
        if not quiet:
            return await self._arrive(partial(self._api.send_message, self._to | words | options))
        silent = quiet_params(quiet) | options
        message_id = await self._arrive(partial(self._api.send_message, self._to | silent))
        # False means that somebody has just removed it, which is an answer too.
        await patiently(partial(self._edit, message_id, words), self._until, is_harmless=True)
        return message_id

    async def _arrive(self, call: Callable[[], Awaitable[int]]) -> int:
        """Post a message by `call` and note it; once one is there, the row cannot begin anew: others wait."""
        self.in_doubt = True
        try:
            message_id = await (patiently(call, self._until) if self.posted else call())
        except NO_EFFECT:
            self.in_doubt = False
            raise
        self.in_doubt = False
        self.posted.append(message_id)
        return message_id

    async def _edit(self, message_id: int, words: Params) -> bool:
        """False when that message can show nothing any more."""
        try:
            await self._api.edit_message_text(self._to | {"message_id": message_id} | words)
        except BadRequest as error:
            if is_not_editable(error):
                return False
            if not is_unchanged(error):
                raise
        return True
