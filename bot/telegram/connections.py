"""JSON calls over kept-alive connections, for the one call that every press makes.

A general client spends most of such a call on what it never needs: cookies, redirects, encodings,
proxies, streaming. Here a call is one write, httptools reads the answer, and a timer bounds it.
Everything else goes through aiohttp (bot/telegram/request.py).
"""

import asyncio
import ssl
import time
from collections import deque
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import httptools
from telegram.error import NetworkError, TimedOut

KEEP_ALIVE_SECONDS = 15.0
"""Well below the server's own limit: a connection it closes under a request leaves us not knowing."""

CONNECT_SECONDS = 4.0
READ_SECONDS = 10.0
"""Together twice (an edit, then a new message in its place) still within the lease of a row."""

ANSWER_LIMIT = 1 << 20
"""Bytes of one answer; those to the calls made here have some hundreds."""


class NothingSent(NetworkError):
    """No connection came about: the call has had no effect and may be repeated whatever it is."""


class Answer(NamedTuple):
    """Status and body of an HTTP answer."""

    status: int
    body: bytes


class Connections:
    """Connections to one server; one carries one call at a time and is kept for the next."""

    def __init__(self, address: str) -> None:
        """`address` is the web address that every call's path is put behind."""
        parts = urlsplit(address)
        self._host = parts.hostname or ""
        self._is_secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_secure else 80)
        self._tls = ssl.create_default_context() if self._is_secure else None
        self._head = f"POST {parts.path}%s HTTP/1.1\r\nHost: {parts.netloc}\r\n" + (
            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        )
        self._idle: deque[_Connection] = deque()

    async def post(self, path: str, body: bytes) -> Answer:
        """Send a JSON body to `path`, which must be plain ASCII.

        Raises NothingSent when nothing can have arrived, TimedOut or NetworkError when it may have.
        """
        connection = self._take() or await self._connect()
        head = (self._head % (path, len(body))).encode("ascii")
        answer = await connection.ask(head + body)
        if connection.is_open:
            self._idle.append(connection)
        return answer

    def close(self) -> None:
        """Close what is idle; calls under way end by themselves."""
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> "_Connection | None":
        """The connection used last: those that are too many grow old and are dropped."""
        oldest = time.monotonic() - KEEP_ALIVE_SECONDS
        while self._idle and (self._idle[0].used_at < oldest or not self._idle[0].is_open):
            self._idle.popleft().close()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open:
                return connection
        return None

    async def _connect(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, connection = await loop.create_connection(
                    _Connection, self._host, self._port, ssl=self._tls
                )
                return connection
        except OSError as error:  # TimeoutError and ssl.SSLError are OSErrors
            failure = NothingSent(type(error).__name__)
        raise failure  # outside the handler: nothing of the address may hang on it


class _Connection(asyncio.Protocol):
    """One connection, reading one answer at a time."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()  # asked for once: each time is a system call
        self.used_at = 0.0
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes) -> Answer:
        """Send a request and wait for its answer."""
        assert self._transport is not None
        self._answer = self._loop.create_future()
        timer = self._loop.call_later(READ_SECONDS, self._fail, TimedOut("no answer"))
        self._transport.write(request)
        try:
            return await self._answer
        finally:
            timer.cancel()
            self.used_at = time.monotonic()
            if not self._answer.done() or self._answer.cancelled():
                self.close()  # somebody gave up waiting; what comes now belongs to nobody

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by inheritance

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(NetworkError("no HTTP"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(NetworkError("closed" if exc is None else type(exc).__name__))

    def on_body(self, body: bytes) -> None:
        self._body += body
        if len(self._body) > ANSWER_LIMIT:
            self._fail(NetworkError("too much"))

    def on_message_complete(self) -> None:
        body, self._body = self._body, b""
        if self._answer is None or self._answer.done():
            self.close()  # an answer that nobody asked for
            return
        self._answer.set_result(Answer(self._parser.get_status_code(), body))
        if not self._parser.should_keep_alive():
            self.close()

    def _fail(self, error: NetworkError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
        self.close()
