"""The endpoint that Telegram posts updates to: an update is answered 200 only once it is committed.

Anything but a 2xx makes Telegram bring the same update again, so its queue is our inbox. The
endpoint is plain ASGI, without request objects, and the usual update does not even take that way
(bot/telegram/short_way.py); Starlette serves the pages around it.
"""

import asyncio
import hmac
import logging
import random
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeAlias

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram.error import TelegramError

from bot.ports import Handle, Reply, StoreDown
from bot.telegram.api import Api, answer_params
from bot.telegram.decode import UPDATE_LIMIT, UPDATES_WANTED, BadUpdate, decode
from bot.telegram.short_way import CLOSE, TOO_LARGE, Answer, Headers, ShortWayProtocol

log = logging.getLogger(__name__)

Health: TypeAlias = Callable[[], Awaitable[bool]]
"""Whether this process can take updates in: database, schema and content, but not Telegram."""

HEALTH_SECONDS = 2.0
"""After which a check that hangs counts as failed."""

RETRY_AFTER_SECONDS = range(1, 6)
"""What a 503 asks Telegram to wait; drawn by lot, so that a whole queue does not return at once."""

KEEP_ALIVE_SECONDS = 75
"""Telegram, or the proxy in between, keeps its connections; opening one costs more than an update."""

CONNECTIONS = 100
"""How many calls at once Telegram may make: its limit; it opens no more than it needs."""

STOP_SECONDS = 2
"""What requests in flight are given at a clean stop."""

_SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_JSON = ((b"content-type", b"application/json"),)

_TAKEN = Answer(200, b"", ())
_STRANGER = Answer(401, b"", CLOSE)
_NOT_POSTED = Answer(405, b"", ((b"allow", b"POST"),))


def webhook_app(handle: Handle, secret: str, path: str, health: Health) -> "WebhookApp":
    """Updates at `path`, /healthz while the process runs, /readyz while `health` says so.

    `secret` is what Telegram was told to send along with every update; it must not be empty.
    """
    if not secret:
        raise ValueError("a webhook needs a secret")
    pages = Starlette(routes=[Route("/healthz", _alive), Route("/readyz", _ready(health))])
    return WebhookApp(handle, secret.encode(), path, pages)


def webhook_server(app: "WebhookApp") -> uvicorn.Server:
    """The server for the app; run it with `serve([socket])`. Logs nothing of its own but warnings."""
    config = uvicorn.Config(
        app,
        http=ShortWayProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    return uvicorn.Server(config)


async def register_webhook(api: Api, url: str, secret: str) -> None:
    """Tell Telegram where updates go; returns once it has heard it."""
    for seconds in _pauses():
        try:
            await api.set_webhook(url, secret, UPDATES_WANTED, CONNECTIONS)
            return
        except TelegramError as error:
            log.warning("webhook-not-set", extra={"reason": type(error).__name__})
            await asyncio.sleep(seconds)


def _pauses() -> Iterator[float]:
    """One second, doubled up to a minute."""
    seconds = 1.0
    while True:
        yield seconds
        seconds = min(seconds * 2, 60.0)


class WebhookApp:
    """Updates, by the short way or by ASGI, and the pages around them."""

    def __init__(self, handle: Handle, secret: bytes, path: str, pages: ASGIApp) -> None:
        self._handle = handle
        self._secret = secret
        self._path, self._target = path, path.encode()
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._pages(scope, receive, send)
            return
        status, body, headers = await self._answer(scope, receive)
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": status, "headers": (length, *headers)})
        await send({"type": "http.response.body", "body": body})

    def is_update(self, method: bytes, target: bytes, headers: Headers) -> bool:
        return method == b"POST" and target == self._target and self._is_telegram(headers)

    async def take(self, body: bytes) -> Answer:
        try:
            return _answer_to(await self._handle(decode(body)))
        except BadUpdate as bad:  # taken all the same: Telegram would bring it back for a day
            log.warning("update-parked", extra={"update_id": bad.update_id})
            return _TAKEN
        except StoreDown:
            seconds = random.choice(RETRY_AFTER_SECONDS)  # noqa: S311 - spreads load, guards nothing
            return Answer(503, b"", ((b"retry-after", str(seconds).encode()),))

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if not self._is_telegram(scope["headers"]):
            return _STRANGER
        if scope["method"] != "POST":
            return _NOT_POSTED
        body = await _read(receive)
        return TOO_LARGE if body is None else await self.take(body)

    def _is_telegram(self, headers: Headers) -> bool:
        given = next((value for name, value in headers if name == _SECRET_HEADER), b"")
        return hmac.compare_digest(given, self._secret)


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None when it is too large or its sender has gone."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= UPDATE_LIMIT:
        message = await receive()
        body += message.get("body", b"")
    return None if message["type"] == "http.disconnect" or len(body) > UPDATE_LIMIT else body


def _answer_to(reply: Reply) -> Answer:
    """Telegram carries out the call in a reply's body; its result is unknown, which harms no such call."""
    if not reply.callback_id:
        return _TAKEN
    params = answer_params(reply.callback_id, reply.notice)
    return Answer(200, msgspec.json.encode({"method": "answerCallbackQuery", **params}), _JSON)


async def _alive(_: Request) -> Response:
    return PlainTextResponse("ok")


def _ready(health: Health) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_: Request) -> Response:
        try:
            async with asyncio.timeout(HEALTH_SECONDS):
                is_ready = await health()
        except TimeoutError:
            is_ready = False
        return PlainTextResponse("ready" if is_ready else "not ready", 200 if is_ready else 503)

    return ready
