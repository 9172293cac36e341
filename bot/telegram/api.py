"""The few methods of the Bot API that this bot calls, by raw parameters, without message objects.

The library's request interface and its errors carry the calls. Its `Bot` stays out of the way: it
takes parameters apart, and builds a message object (146 us) that nobody looks at.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Self

import msgspec
from telegram.error import RetryAfter, TelegramError
from yarl import URL

from bot.telegram.encode import Params
from bot.telegram.request import AiohttpRequest

TELEGRAM = "https://api.telegram.org/bot"
"""What stands before the token in the address of every call."""

ANSWER_LIMIT = 200
"""Characters of the line beside a press."""

UPDATES_AT_ONCE = 100
"""Telegram's limit for one getUpdates."""


class Api:
    """One bot at one server, whose address up to the token is `base`; an asynchronous context manager.

    Every method raises the library's TelegramError (telegram.error), or its subclass NothingSent.
    Nothing in here may be logged: the address holds the token.
    """

    def __init__(self, token: str, base: str = TELEGRAM) -> None:
        self._request = AiohttpRequest()
        self._address = URL(f"{base}{token}")

    async def __aenter__(self) -> Self:
        await self._request.initialize()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self._request.shutdown()

    async def call(self, method: str, params: Params, read_timeout: float | None = None) -> Any:
        """The raw result of a method; `read_timeout` in seconds, None for the usual one."""
        result = await self._request.call(self._address / method, params, read_timeout)
        if result is None:
            raise TelegramError("no result in the answer")
        return result

    async def send_message(self, params: Params) -> int:
        """The id of the new message."""
        match await self.call("sendMessage", params):
            case {"message_id": int(message_id)}:
                return message_id
        raise TelegramError("no message in the answer")

    async def edit_message_text(self, params: Params) -> None:
        """Without `reply_markup` the message loses its keyboard."""
        await self.call("editMessageText", params)

    async def remove_keyboard(self, chat_id: int, message_id: int) -> None:
        """The message keeps its text and loses its buttons."""
        await self.call("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        """Only works for 48 hours."""
        await self.call("deleteMessage", {"chat_id": chat_id, "message_id": message_id})

    async def answer_callback_query(self, callback_id: str, notice: str) -> None:
        """Ends the waiting sign on the pressed button, with a line beside it unless `notice` is ""."""
        await self.call("answerCallbackQuery", answer_params(callback_id, notice))

    async def leave_chat(self, chat_id: int) -> None:
        """For groups and channels."""
        await self.call("leaveChat", {"chat_id": chat_id})

    async def get_updates(
        self, offset: int, wait_seconds: int, allowed: Sequence[str], limit: int = UPDATES_AT_ONCE
    ) -> list[bytes]:
        """Updates from `offset` on, each as JSON; every earlier one counts as confirmed."""
        params: Params = {"timeout": wait_seconds, "allowed_updates": list(allowed), "limit": limit}
        if offset:
            params["offset"] = offset
        updates = await self.call("getUpdates", params, wait_seconds + self._request.read_timeout)
        if not isinstance(updates, list):
            raise TelegramError("no list in the answer")
        # Back to bytes, 1 us each: both transports share one strict decoder.
        return [msgspec.json.encode(update) for update in updates]

    async def set_webhook(self, url: str, secret: str, allowed: Sequence[str], max_connections: int) -> None:
        """Have updates posted to `url`, with `secret` in a header; polling then ends with a Conflict."""
        await self.call(
            "setWebhook",
            {
                "url": url,
                "secret_token": secret,
                "allowed_updates": list(allowed),
                "max_connections": max_connections,
            },
        )

    async def delete_webhook(self) -> None:
        """Waiting updates stay in Telegram's queue."""
        await self.call("deleteWebhook", {})

    async def get_webhook_info(self) -> Any:
        """Where updates are posted, and what went wrong lately."""
        return await self.call("getWebhookInfo", {})

    async def get_me(self) -> Any:
        """The bot's own user; the quickest way to try a token."""
        return await self.call("getMe", {})


def answer_params(callback_id: str, notice: str) -> Params:
    """What answerCallbackQuery needs, in a call or in a webhook's reply."""
    if not notice:
        return {"callback_query_id": callback_id}
    return {"callback_query_id": callback_id, "text": notice[:ANSWER_LIMIT]}


def seconds_to_wait(error: RetryAfter) -> float:
    """What a 429 asks for; the library is on its way from numbers to timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
