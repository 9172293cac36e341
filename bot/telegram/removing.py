"""Takes messages out of a chat, as far as Telegram lets a bot: for 48 hours, and not every one."""

import logging
from collections.abc import Iterable
from functools import partial

from telegram.error import BadRequest

from bot.telegram.api import DELETED_AT_ONCE, Api
from bot.telegram.patience import patiently
from bot.telegram.refusals import is_nobody, is_not_found

log = logging.getLogger(__name__)


async def remove_all(api: Api, chat_id: int, message_ids: Iterable[int], until: float) -> None:
    """Take messages of both sides away; those that Telegram keeps lose at least their buttons.

    The newest go first: they are what somebody sees, and those on the edge of 48 hours end up in the
    last call together, so that they keep no others. Raises the TelegramError of what may yet work;
    doing all of it again is harmless. `until` is as in `patiently`.
    """
    newest_first = sorted(set(message_ids), reverse=True)
    for start in range(0, len(newest_first), DELETED_AT_ONCE):
        await _remove_together(api, chat_id, newest_first[start : start + DELETED_AT_ONCE], until)


async def remove(api: Api, chat_id: int, message_id: int) -> None:
    """Take one message away, or at least its buttons. Raises the TelegramError of what may yet work."""
    try:
        await api.delete_message(chat_id, message_id)
    except BadRequest as error:
        if is_nobody(error):
            raise
        if not is_not_found(error):
            await _remove_keyboard(api, chat_id, message_id)


async def _remove_together(api: Api, chat_id: int, message_ids: list[int], until: float) -> None:
    try:
        await patiently(partial(api.delete_messages, chat_id, message_ids), until)
    except BadRequest as error:  # one of them may have kept all others
        if is_nobody(error):
            raise
        for message_id in message_ids:
            await patiently(partial(remove, api, chat_id, message_id), until)


async def _remove_keyboard(api: Api, chat_id: int, message_id: int) -> None:
    try:
        await api.remove_keyboard(chat_id, message_id)
    except BadRequest:  # it has none, or is the person's own
        log.debug("message-stays")
