"""A Bot API server that says what a test told it to, and keeps what it was asked."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from aiohttp.web_request import FileField

from bot.telegram.api import Api

TOKEN = "123456:AAcanary-token"


@dataclass(frozen=True, slots=True)
class Say:
    """One HTTP answer."""

    status: int
    body: bytes


class Reset:
    """Close the connection instead of answering."""


class Unheard:
    """Do what was asked, then close the connection instead of answering."""


class Hang:
    """Never answer."""


Answer = Say | Reset | Unheard | Hang

OK = Say(200, b'{"ok":true,"result":true}')
PROXY_ERROR = Say(502, b"<html>502 Bad Gateway</html>")


async def until(is_so: Callable[[], bool]) -> None:
    """Return once it is so; fails after five seconds."""
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110 - it happens at the other end of a socket, without an event
            await asyncio.sleep(0.001)


def ok(result: object) -> Say:
    return Say(200, json.dumps({"ok": True, "result": result}).encode())


def refused(code: int, description: str, **parameters: int) -> Say:
    answer = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return Say(code, json.dumps(answer).encode())


def flooded(seconds: int) -> Say:
    return refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


@dataclass(slots=True)
class FakeBotApi:
    """Answers each method with what `will` queued for it, then with a plain success.

    `messages` are those in the chat, with their text or file name. Once `is_strict`, others cannot be edited.
    """

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    script: dict[str, deque[Answer]] = field(default_factory=lambda: defaultdict(deque))
    messages: dict[int, object] = field(default_factory=dict)
    is_strict: bool = False
    message_id: int = 500
    url: str = ""

    def will(self, method: str, *answers: Answer) -> None:
        self.script[method].extend(answers)

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        method = name[0].lower() + name[1:]
        self.calls.append((method, await _parameters(request)))
        queued = self.script[method]
        answer = queued.popleft() if queued else self._success(method, self.calls[-1][1])
        if isinstance(answer, Say):
            return web.Response(status=answer.status, body=answer.body)
        if isinstance(answer, Hang):
            await asyncio.Event().wait()
        if isinstance(answer, Unheard):
            self._success(method, self.calls[-1][1])
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    def _success(self, method: str, params: dict[str, Any]) -> Answer:
        if method in ("sendMessage", "sendDocument"):
            self.message_id += 1
            self.messages[self.message_id] = params.get("text") or params["document"][0]
            return ok({"message_id": self.message_id})
        if method == "editMessageText":
            return self._edit(params["message_id"], params["text"])
        if method in ("deleteMessage", "deleteMessages"):
            for message_id in params.get("message_ids", [params.get("message_id")]):
                self.messages.pop(message_id, None)
        if method == "getUpdates":
            return Hang() if params["timeout"] else ok([])
        return OK

    def _edit(self, message_id: int, text: str) -> Say:
        if self.is_strict and message_id not in self.messages:
            return refused(400, "Bad Request: message to edit not found")
        if self.messages.get(message_id) == text:
            return refused(400, "Bad Request: message is not modified")
        self.messages[message_id] = text
        return OK


async def _parameters(request: web.Request) -> dict[str, Any]:
    if request.content_type == "multipart/form-data":
        return {name: _content(value) for name, value in (await request.post()).items()}
    return json.loads(await request.read() or b"{}")  # type: ignore[no-any-return]  # whatever was sent


def _content(value: str | bytes | bytearray | FileField) -> object:
    if not isinstance(value, FileField):
        return value
    with value.file as file:
        return value.filename, value.content_type, file.read()


@asynccontextmanager
async def fake_bot_api() -> AsyncIterator[tuple[FakeBotApi, Api]]:
    """The server on a loopback port, and an Api that talks to it."""
    fake = FakeBotApi()
    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/{{method}}", fake.answer)
    server = TestServer(app)
    await server.start_server()
    fake.url = str(server.make_url("")).rstrip("/")
    try:
        async with Api(TOKEN, f"{fake.url}/bot") as api:
            yield fake, api
    finally:
        await server.close()
