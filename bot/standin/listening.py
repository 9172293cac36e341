"""The web server's own parts: a socket, a server inside another process, connections that can be reset."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.standin.asgi import ABORT


def listen_on(host: str, port: int) -> socket.socket:
    """Listening before the server runs, so that nobody who calls early is turned away."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # By this protocol number asyncio knows to send at once: every answer in two parts took 40 ms more.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(1024)
    listening.setblocking(False)
    return listening


class PartOfProcess(uvicorn.Server):
    """Part of a process whose signals are not its own; stops when told, without looking at a clock."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.stopping = asyncio.Event()

    async def main_loop(self) -> None:
        await self.stopping.wait()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class DroppableHttp(HttpToolsProtocol):
    """Lets a request drop its connection, for the faults that do."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        # uvicorn types the extensions of the specification alone
        self.scope["extensions"] = {ABORT: self.transport.abort}  # type: ignore[dict-item]
