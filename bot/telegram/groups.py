"""Groups and channels: one neutral sentence, then the bot leaves. Nothing personal is ever said there."""

from contextlib import suppress

from telegram.error import TelegramError

from bot.ports import Incoming
from bot.telegram.api import Api


async def leave_group(api: Api, incoming: Incoming, sentence: str) -> None:
    """Leave the chat that the update came from, saying why when the bot has just been put there.

    Best effort: while the bot is still in, the next update of that chat tries again.
    """
    if incoming.group_id is None:
        return
    with suppress(TelegramError):
        if incoming.added:
            await api.send_message({"chat_id": incoming.group_id, "text": sentence})
    with suppress(TelegramError):
        await api.leave_chat(incoming.group_id)
