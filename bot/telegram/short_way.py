"""The short way of an update through the web server, without a scope, a cycle and messages of ASGI.

uvicorn keeps the connection: parsing, keep-alive, pipelining, the clean stop. Only the plain case is
taken from it, Telegram's own: a POST to the right path with the right secret on a connection that
waits for nothing else. Whatever is different in any way goes the long way, through the app.
"""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol, TypeAlias, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.telegram.decode import UPDATE_LIMIT

Headers: TypeAlias = Sequence[tuple[bytes, bytes]]

CLOSE: Headers = ((b"connection", b"close"),)


class Answer(NamedTuple):
    """What an update's request is answered; the length of the body is added to the headers."""

    status: int
    body: bytes
    headers: Headers


TOO_LARGE = Answer(413, b"", CLOSE)
_BROKEN = Answer(500, b"", CLOSE)


class UpdateApp(Protocol):
    """The app behind the server, as far as the short way asks it."""

    def is_update(self, method: bytes, target: bytes, headers: Headers) -> bool:
        """Whether a request is one of Telegram's updates beyond doubt."""

    async def take(self, body: bytes) -> Answer:
        """Take the update in."""


class ShortWayProtocol(HttpToolsProtocol):
    """uvicorn's protocol; an update stands in for its cycle of request and response, see `_Brief`."""

    _update: "_Brief | None" = None

    def on_headers_complete(self) -> None:
        """Begin a request."""
        self._update = None
        if self._is_plain() and self._app.is_update(self.parser.get_method(), self.url, self.headers):
            self._update = _Brief()
            self.cycle = cast(Any, self._update)
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Gather the body, as far as an update may go."""
        update = self._update
        if update is None:
            super().on_body(body)
        elif not update.response_complete:
            update.body += body
            if len(update.body) > UPDATE_LIMIT:
                self._answer(update, TOO_LARGE)

    def on_message_complete(self) -> None:
        """Take the update in, in a task that a clean stop waits for."""
        update = self._update
        if update is None:
            super().on_message_complete()
        elif not update.response_complete:
            task = self.loop.create_task(self._take(update))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    @property
    def _app(self) -> UpdateApp:
        return cast(UpdateApp, self.app)

    def _is_plain(self) -> bool:
        """Nothing is answered on this connection now, nor is anything but an answer expected."""
        is_free = self.cycle is None or self.cycle.response_complete
        is_usual = self.parser.get_http_version() == "1.1" and self.parser.should_keep_alive()
        return is_free and is_usual and not self.expect_100_continue and not self.parser.should_upgrade()

    async def _take(self, update: "_Brief") -> None:
        try:
            answer = await self._app.take(bytes(update.body))
        except Exception as error:
            self.logger.error("update-failed", exc_info=error)
            answer = _BROKEN
        self._answer(update, answer)

    def _answer(self, update: "_Brief", answer: Answer) -> None:
        """Write everything in one piece; Telegram reads such an answer whole, so nothing can pile up."""
        update.response_complete = True
        if not self.transport.is_closing():
            keep_alive = update.keep_alive and answer.headers is not CLOSE
            self.transport.write(_as_http(answer, keep_alive))
            if not keep_alive:
                self.transport.close()
        self.on_response_complete()


class _Brief:
    """An update on its way, with what uvicorn looks at in a cycle of its own."""

    __slots__ = ("body", "disconnected", "keep_alive", "message_event", "response_complete")

    def __init__(self) -> None:
        self.body = bytearray()
        self.keep_alive = True
        self.disconnected = False
        self.response_complete = False
        self.message_event = _NOBODY_WAITS


def _as_http(answer: Answer, keep_alive: bool) -> bytes:
    headers = answer.headers if keep_alive or answer.headers is CLOSE else (*answer.headers, *CLOSE)
    lines = b"".join([b"%b: %b\r\n" % header for header in headers])
    head = b"%bcontent-length: %d\r\n%b\r\n" % (_STATUS_LINES[answer.status], len(answer.body), lines)
    return head + answer.body


_NOBODY_WAITS = asyncio.Event()
_STATUS_LINES = {
    status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus
}
