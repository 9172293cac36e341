"""The bot with an edge that quotes everything: what Telegram refuses, and what our own bugs raise.

    python -m tests.e2e.leaky_bot run

Writes "leaked KIND" for each, so that a test can see that it happened.
"""

import json
import sys
from collections.abc import Iterator

from bot.__main__ import main
from bot.ports import Incoming, Reply
from bot.service import Service
from bot.settings import read_settings
from bot.telegram.connections import Answer, Connections

REFUSALS = (400, 429, 500)

_post, _handle = Connections.post, Service.handle


class Leak(Exception):
    """Holds all that must not be told."""


def refuse_and_fail() -> Iterator[int]:
    """How calls end: refused in every way, each followed by one that goes well; at last by a bug of ours."""
    for status in REFUSALS:
        yield from (status, 200)
    yield 0
    while True:
        yield 200


_ENDS = refuse_and_fail()
_SEEN: set[int] = set()


def token() -> str:
    secret = read_settings().telegram_token
    return secret.get_secret_value() if secret else ""


def tell(kind: object) -> None:
    sys.stderr.write(f"leaked {kind}\n")
    sys.stderr.flush()


async def post(self: Connections, path: str, body: bytes) -> Answer:
    """Every new message meets the next of the ends."""
    status = next(_ENDS) if path == "/sendMessage" else 200
    if status == 200:
        return await _post(self, path, body)
    tell(status or "sender")
    quoted = f"{token()}: {body.decode()}"
    if not status:
        raise Leak(quoted)
    envelope = {
        "ok": False,
        "error_code": status,
        "description": quoted,
        "parameters": {"retry_after": 1} if status == 429 else {},
    }
    return Answer(status, json.dumps(envelope).encode())


async def handle(self: Service, incoming: Incoming) -> Reply:
    """The first two updates fail the first time that they come."""
    if incoming.update_id in _SEEN or len(_SEEN) == 2:
        return await _handle(self, incoming)
    _SEEN.add(incoming.update_id)
    tell("handle")
    raise Leak(f"{token()}: {incoming}")


if __name__ == "__main__":
    Connections.post = post  # type: ignore[method-assign]  # the very edge, so that all behind it is real
    Service.handle = handle  # type: ignore[method-assign]  # likewise
    main()
