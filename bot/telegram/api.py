"""The few methods of the Bot API that this bot calls, by raw parameters, without message objects.

What presses call (send, edit, delete, answer) goes out over `Connections`; everything else through the
library's `Bot.do_api_request`, its public way to call by name. For names that `Bot` has methods for it
warns; Telegram reads method names in any case, so ours are spelled with a capital there. Failures are
the library's errors on both ways.
"""

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Self

import msgspec
from telegram import Bot, InputFile
from telegram.error import RetryAfter, TelegramError

from bot.ports import Rendered
from bot.telegram.connections import Connections
from bot.telegram.encode import Params
from bot.telegram.request import AiohttpRequest, Replay

TELEGRAM = "https://api.telegram.org/bot"
"""What stands before the token in the address of every call."""

TELEGRAM_FILES = "https://api.telegram.org/file/bot"
"""What stands before the token in the address of a file."""

ANSWER_LIMIT = 200
"""Characters of the line beside a press."""

UPDATES_AT_ONCE = 100
"""Telegram's limit for one getUpdates."""

DELETED_AT_ONCE = 100
"""Telegram's limit for one deleteMessages."""


class Api:
    """One bot at one server, whose address up to the token is `base`; an asynchronous context manager.

    Every method raises the library's TelegramError (telegram.error), or its subclass NothingSent.
    Nothing in here may be logged: the library's Bot shows its token when printed.
    """

    def __init__(self, token: str, base: str = TELEGRAM, file_base: str = TELEGRAM_FILES) -> None:
        self._request = AiohttpRequest()
        self._connections = Connections(f"{base}{token}")
        self._bot = Bot(token, base, file_base, request=self._request, get_updates_request=self._request)

    async def __aenter__(self) -> Self:
        # Not Bot.initialize: it calls getMe, and its error for a refused token quotes the token.
        await self._request.initialize()
        return self

    async def __aexit__(self, *failure: object) -> None:
        self._connections.close()
        await self._request.shutdown()

    async def call(self, method: str, params: Params, read_timeout: float | None = None) -> Any:
        """The raw result of any method, by way of the library; `read_timeout` in seconds, None as usual."""
        endpoint = method[0].upper() + method[1:]
        if read_timeout is None:
            result = await self._bot.do_api_request(endpoint, params)
        else:
            result = await self._bot.do_api_request(endpoint, params, read_timeout=read_timeout)
        if result is None:
            raise TelegramError("no result in the answer")
        return result

    async def send_message(self, params: Params) -> int:
        """The id of the new message."""
        return _message_id(await self._press("sendMessage", params))

    async def send_document(self, params: Params, file: Rendered) -> int:
        """The id of the new message. As multipart by way of the library: files are rare, presses are not."""
        document = InputFile(file.content, file.file_name)
        document.mimetype = file.mime
        return _message_id(await self.call("sendDocument", params | {"document": document}))

    async def edit_message_text(self, params: Params) -> None:
        """Without `reply_markup` the message loses its keyboard."""
        await self._press("editMessageText", params)

    async def remove_keyboard(self, chat_id: int, message_id: int) -> None:
        """The message keeps its text and loses its buttons."""
        await self._press("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        """Only works for 48 hours."""
        await self._press("deleteMessage", {"chat_id": chat_id, "message_id": message_id})

    async def delete_messages(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """1 to DELETED_AT_ONCE messages, of the last 48 hours; those that are gone are passed over."""
        await self._press("deleteMessages", {"chat_id": chat_id, "message_ids": message_ids})

    async def answer_callback_query(self, callback_id: str, notice: str) -> None:
        """Ends the waiting sign on the pressed button, with a line beside it unless `notice` is ""."""
        await self._press("answerCallbackQuery", answer_params(callback_id, notice))

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

    async def get_me(self) -> Any:
        """The bot's own user; the quickest way to try a token."""
        return await self.call("getMe", {})

    async def _press(self, method: str, params: Params) -> Any:
        """The raw result of what presses call; a fifth of what the way through the library costs."""
        status, body = await self._connections.post(f"/{method}", msgspec.json.encode(params))
        if status == HTTPStatus.OK and (answer := AiohttpRequest.parse_json_payload(body)).get("ok"):
            return answer["result"]
        await Replay(status, body).post("")
        raise TelegramError("a refusal that calls itself a success")


def answer_params(callback_id: str, notice: str) -> Params:
    """What answerCallbackQuery needs, in a call or in a webhook's reply."""
    if not notice:
        return {"callback_query_id": callback_id}
    return {"callback_query_id": callback_id, "text": notice[:ANSWER_LIMIT]}


def seconds_to_wait(error: RetryAfter) -> float:
    """What a 429 asks for; the library is on its way from numbers to timedelta."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _message_id(message: object) -> int:
    match message:
        case {"message_id": int(message_id)}:
            return message_id
    raise TelegramError("no message in the answer")
