"""The floor: a webhook in raw asyncio that knows one screen and keeps nothing.

No bot that does anything can be faster; if one comes near, the driver is what was measured. It
reads requests with `find` and trusts that each arrives in one piece, as they do on loopback.
"""

import asyncio
from typing import cast
from urllib.parse import urlsplit

import uvloop

from bench.told import Told

_KEYBOARD = (
    b'{"inline_keyboard":[[{"text":"On","callback_data":"on"},{"text":"Back","callback_data":"back"}]]}'
)
_SCREEN = b'{"chat_id":%b,"message_id":%b,"text":"One screen","reply_markup":' + _KEYBOARD + b"}"
_FIRST_SCREEN = b'{"chat_id":%b,"text":"One screen","reply_markup":' + _KEYBOARD + b"}"
_ANSWER = b'{"method":"answerCallbackQuery","callback_query_id":"%b"}'
_OK = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b"


class Outgoing(asyncio.Protocol):
    """A connection to the Bot API whose replies nobody reads."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write on."""
        self.transport = cast(asyncio.Transport, transport)  # uvloop names its own class


class Incoming(asyncio.Protocol):
    """One webhook connection; every update is answered and shows the one screen."""

    def __init__(self, calls: asyncio.Transport, base: str) -> None:
        self._calls = calls
        self._head = f"POST {base}/%b HTTP/1.1\r\nHost: bench\r\nContent-Length: %d\r\n\r\n%b".encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to answer on."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop names its own class

    def data_received(self, data: bytes) -> None:
        """Answer the update in the reply's body and show the screen with a call."""
        chat_id = _between(data, b'"chat":{"id":', b",")
        query = _between(data, b'"callback_query":{"id":"', b'"')
        if not query:
            self._transport.write(_OK % (0, b""))
            self._call(b"sendMessage", _FIRST_SCREEN % chat_id)
            return
        answer = _ANSWER % query
        self._transport.write(_OK % (len(answer), answer))
        self._call(b"editMessageText", _SCREEN % (chat_id, _between(data, b'"message_id":', b",")))

    def _call(self, method: bytes, body: bytes) -> None:
        self._calls.write(self._head % (method, len(body), body))


def _between(data: bytes, start: bytes, end: bytes) -> bytes:
    at = data.find(start)
    if at < 0:
        return b""
    at += len(start)
    return data[at : data.index(end, at)]


async def main(told: Told) -> None:
    """Listen, set the webhook, and serve until the process is ended."""
    loop = asyncio.get_running_loop()
    api = urlsplit(told.api_base + told.token)
    _, outgoing = await loop.create_connection(Outgoing, api.hostname or "", api.port or 80)
    server = await loop.create_server(
        lambda: Incoming(outgoing.transport, api.path), "127.0.0.1", told.webhook_port
    )
    body = b'{"url":"%b"}' % told.webhook_url.encode()
    head = f"POST {api.path}/setWebhook HTTP/1.1\r\nHost: bench\r\nContent-Length: {len(body)}\r\n\r\n"
    outgoing.transport.write(head.encode() + body)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(Told.here()))
