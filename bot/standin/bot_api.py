"""The Bot API over HTTP, faults included, as a bare ASGI application: the hot path."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from hmac import compare_digest
from typing import Any, TypeAlias

import msgspec

from bot.standin.dispatch import Answer, chat_of, execute, refusal
from bot.standin.faults import Fault, FaultKind
from bot.standin.journal import ProblemKind
from bot.standin.methods.fetching import OTHER_POLL
from bot.standin.parameters import read_parameters
from bot.standin.refused import TOO_OLD, Refused, bad_request, conflict, forbidden, too_many_requests
from bot.standin.state import StandIn

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

ABORT = "bot.standin.abort"
"""The ASGI extension by which our server lets a request drop its connection (see server.py)."""

HTML = b"<html>\r\n<head><title>%d</title></head>\r\n<body><h1>%d</h1></body>\r\n</html>\r\n"


class BotApi:
    """Answers /bot<token>/<method> for one stand-in."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, name = scope["path"].removeprefix("/bot").partition("/")
        refused = self._refusal(scope["path"], token, name)
        if refused is not None:
            await _send_answer(send, refused)
            return
        try:
            parameters = await _read(scope, receive)
        except Refused as unreadable:
            await _send_answer(send, self._note(name, unreadable))
            return
        fault = self._standin.faults.for_call(name, chat_of(parameters))
        if fault is None:
            await _send_answer(send, await execute(self._standin, name, parameters))
        else:
            await self._go_wrong(fault, name, parameters, scope, receive, send)

    async def _go_wrong(
        self,
        fault: Fault,
        name: str,
        parameters: dict[str, object],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        if fault.kind in _AFTER:
            await execute(self._standin, name, parameters)
        else:
            now = self._standin.now()
            self._standin.journal.add_call(now, name, parameters, outcome=fault.kind, in_reply=False)
        if fault.kind in _HELD:
            await _hold(receive, fault.seconds)
        if fault.kind in _DROPPED:
            _drop(scope)
        elif fault.kind in _PAGES:
            await _send_page(send, _PAGES[fault.kind])
        else:
            await _send_answer(send, refusal(_refused_by(fault)))

    def _refusal(self, path: str, token: str, name: str) -> Answer | None:
        if path.startswith("/file/"):
            return refusal(Refused(404, "Not Found"))
        if not compare_digest(token.encode(), self._standin.token.encode()):
            return self._note(name, Refused(401, "Unauthorized"))
        return None

    def _note(self, name: str, refused: Refused) -> Answer:
        """Note a call that cannot even be read."""
        now, journal = self._standin.now(), self._standin.journal
        journal.add_problem(now, ProblemKind.REFUSED, name, refused.description)
        return refusal(refused)


_AFTER = (FaultKind.TIMEOUT_AFTER, FaultKind.RESET_AFTER)
_HELD = (FaultKind.TIMEOUT_BEFORE, FaultKind.TIMEOUT_AFTER)
_DROPPED = (*_HELD, FaultKind.RESET_BEFORE, FaultKind.RESET_AFTER)
_PAGES = {FaultKind.SERVER_ERROR: 500, FaultKind.BAD_GATEWAY: 502}


def _refused_by(fault: Fault) -> Refused:
    if fault.kind is FaultKind.TOO_MANY_REQUESTS:
        return too_many_requests(fault.retry_after)
    if fault.kind is FaultKind.UNAUTHORIZED:
        return Refused(401, "Unauthorized")
    if fault.kind is FaultKind.FORBIDDEN:
        return forbidden("bot was blocked by the user")
    return conflict(OTHER_POLL) if fault.kind is FaultKind.CONFLICT else bad_request(TOO_OLD)


async def _read(scope: Scope, receive: Receive) -> dict[str, object]:
    body = b""
    while True:
        event = await receive()
        body += event.get("body", b"")
        if not event.get("more_body"):
            break
    content_type = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return read_parameters(scope["query_string"], content_type.decode("latin-1"), body)


async def _hold(receive: Receive, seconds: float) -> None:
    """Keep the caller waiting until the time is up or it has hung up."""
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        pass


def _drop(scope: Scope) -> None:
    scope["extensions"][ABORT]()


async def _send_answer(send: Send, answer: Answer) -> None:
    headers = [(b"content-type", b"application/json")]
    parameters = answer.body.get("parameters")
    if isinstance(parameters, dict):
        headers.append((b"retry-after", str(parameters["retry_after"]).encode()))
    await _send_body(send, answer.status, headers, msgspec.json.encode(answer.body))


async def _send_page(send: Send, status: int) -> None:
    await _send_body(send, status, [(b"content-type", b"text/html")], HTML % (status, status))


async def _send_body(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
