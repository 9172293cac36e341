"""Reading requests and writing answers as bare ASGI: the hot path goes through no framework."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

import msgspec

from bot.standin.dispatch import Answer
from bot.standin.parameters import read_parameters
from bot.standin.refused import Refused

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

ABORT = "bot.standin.abort"
"""The ASGI extension by which our server lets a request drop its connection (see server.py)."""

LARGEST_BODY = 50 * 2**20

_PAGE = b"<html>\r\n<head><title>%d</title></head>\r\n<body><h1>%d</h1></body>\r\n</html>\r\n"


async def read_request(scope: Scope, receive: Receive) -> dict[str, object]:
    """The parameters of the request; Refused when they cannot be read."""
    body = await _read_body(receive)
    content_type = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return read_parameters(scope["query_string"], content_type.decode("latin-1"), body)


async def wait_for_hang_up(receive: Receive) -> None:
    """Return when the caller is gone; the request must have been read."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def hold(receive: Receive, seconds: float) -> None:
    """Keep the caller waiting until the time is up or it has hung up."""
    try:
        async with asyncio.timeout(seconds):
            await wait_for_hang_up(receive)
    except TimeoutError:
        pass


async def drop(scope: Scope) -> None:
    """Reset the connection."""
    scope["extensions"][ABORT]()
    await asyncio.sleep(0)  # until the server has noticed; it would log an answer that never began


async def send_answer(send: Send, answer: Answer) -> None:
    """The envelope as JSON; a 429 says when to come back in its header too."""
    headers = [(b"content-type", b"application/json")]
    parameters = answer.body.get("parameters")
    if isinstance(parameters, dict):
        headers.append((b"retry-after", str(parameters["retry_after"]).encode()))
    await _send(send, answer.status, headers, msgspec.json.encode(answer.body))


async def send_page(send: Send, status: int) -> None:
    """A page for people, as a broken server in front of the real one sends it."""
    await _send(send, status, [(b"content-type", b"text/html")], _PAGE % (status, status))


async def send_content(send: Send, content_type: str, content: bytes) -> None:
    """The content of a file."""
    await _send(send, 200, [(b"content-type", content_type.encode())], content)


async def _read_body(receive: Receive) -> bytes:
    """All of it; what is too large is read to its end too, so that the caller hears the refusal."""
    body = bytearray()
    while True:
        event = await receive()
        if len(body) <= LARGEST_BODY:
            body += event.get("body", b"")
        if not event.get("more_body"):
            break
    if len(body) > LARGEST_BODY:
        raise Refused(413, "Request Entity Too Large")
    return bytes(body)


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
