"""The connection on which Telegram's part delivers one person's updates to the bot's webhook."""

import asyncio
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

import httptools


class WebhookConnection(asyncio.Protocol):
    """A keep-alive connection; `on_reply` gets the status and body of every reply."""

    def __init__(self, on_reply: Callable[[int, bytes], None], on_lost: Callable[[], None]) -> None:
        self._on_reply = on_reply
        self._on_lost = on_lost
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write on."""
        self.transport = cast(asyncio.Transport, transport)  # uvloop names its own class

    def connection_lost(self, _exc: Exception | None) -> None:
        """Tell the driver, which connects again and delivers again."""
        self._on_lost()

    def data_received(self, data: bytes) -> None:
        """Feed the parser, which calls the two methods below."""
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        """Collect a part of the reply's body."""
        self._body += body

    def on_message_complete(self) -> None:
        """Hand the reply on; the connection stays open."""
        body, self._body = self._body, b""
        self._on_reply(self._parser.get_status_code(), body)


class WebhookTarget:
    """Where the bot asked for its updates, with the head of every request prepared."""

    def __init__(self, url: str, secret: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or "127.0.0.1"
        self.port = parts.port or 80
        secret_line = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
        self._head = (
            f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n{secret_line}"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()

    def request(self, update: bytes) -> bytes:
        """Return the whole HTTP request that delivers one update."""
        return b"%b%d\r\n\r\n%b" % (self._head, len(update), update)
