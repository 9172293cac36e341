"""The Bot API as one bot under test sees it: real HTTP, minimal work for every call.

This is no stand-in for correctness (bot/standin is): nothing is validated and nothing ever fails.
It only has to be far cheaper than the bots, to notice every screen and every answered press, and
to refuse whoever comes with another run's token.
"""

import asyncio
from collections.abc import Callable
from typing import cast

import httptools

from bench import calls
from bench.calls import Call, Shown

_TRUE = b'{"ok":true,"result":true}'
_REFUSED = calls.http(b"401 Unauthorized", b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
_SCREEN_METHODS = frozenset((b"sendmessage", b"editmessagetext"))


class BotApi:
    """Carries out one token's calls. `open_queries` are the presses that nobody has answered."""

    def __init__(self, token: str, on_screen: Callable[[Shown], None]) -> None:
        self.on_screen = on_screen
        self.open_queries: set[str] = set()
        self.webhook: asyncio.Future[tuple[str, str]] = asyncio.get_running_loop().create_future()
        self._prefix = f"/bot{token}/".encode()
        self._me = calls.me(token)
        self._last_message_id = 1

    def take(self, url: bytes, body: bytes) -> tuple[bytes, Shown | None]:
        """Carry out one HTTP request: the whole HTTP reply, and the screen it showed."""
        if not url.startswith(self._prefix):
            return _REFUSED, None
        method = url[len(self._prefix) :].partition(b"?")[0].lower()
        result, shown = self._carry_out(method, calls.read(body))
        return calls.http(b"200 OK", result), shown

    def take_reply(self, body: bytes) -> Shown | None:
        """Carry out the call that a bot put into the body of its webhook reply."""
        call = calls.read(body)
        return self._carry_out(call.method.lower().encode(), call)[1]

    def _carry_out(self, method: bytes, call: Call) -> tuple[bytes, Shown | None]:
        if method == b"answercallbackquery":
            self.open_queries.discard(str(call.callback_query_id))
        elif method in _SCREEN_METHODS:
            shown = calls.shown_by(call, call.message_id or self._new_message_id())
            # An export is a message of its own without buttons, and no screen.
            is_screen = bool(shown.presses) or method == b"editmessagetext"
            return calls.message(shown), shown if is_screen else None
        elif method == b"getme":
            return self._me, None
        elif method == b"setwebhook" and not self.webhook.done():
            self.webhook.set_result((call.url, call.secret_token))
        return _TRUE, None

    def _new_message_id(self) -> int:
        self._last_message_id += 1
        return self._last_message_id


class BotApiConnection(asyncio.Protocol):
    """One keep-alive connection from the bot; its replies set out after `delay_s`."""

    def __init__(self, api: BotApi, delay_s: float) -> None:
        self._api = api
        self._delay_s = delay_s
        self._parser = httptools.HttpRequestParser(self)
        self._url = self._body = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to answer on."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop names its own class

    def data_received(self, data: bytes) -> None:
        """Feed the parser, which calls the three methods below."""
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        """Collect a part of the request's target."""
        self._url += url

    def on_body(self, body: bytes) -> None:
        """Collect a part of the request's body."""
        self._body += body

    def on_message_complete(self) -> None:
        """Answer, and only then let the person see the screen and press on."""
        url, body, self._url, self._body = self._url, self._body, b"", b""
        reply, shown = self._api.take(url, body)
        if self._delay_s:
            asyncio.get_running_loop().call_later(self._delay_s, self._reply, reply)
        else:
            self._transport.write(reply)
        if shown is not None:
            self._api.on_screen(shown)

    def _reply(self, reply: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(reply)
