"""A stand-in that listens, and a webhook that answers as told; for tests over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.standin.delivery import SILENCE_S
from bot.standin.server import RunningStandIn, run_standin
from bot.standin.state import StandIn
from tests.bot.standin_client import StandInClient, connect


@asynccontextmanager
async def running(
    standin: StandIn | None = None, *, retry_scale: float = 1.0, silence_s: float = SILENCE_S
) -> AsyncIterator[tuple[RunningStandIn, StandInClient]]:
    """A running stand-in and a client of its control API."""
    server = await run_standin(standin=standin, retry_scale=retry_scale, silence_s=silence_s)
    try:
        async with connect(server.url) as client:
            yield server, client
    finally:
        await server.stop()


class Hook:
    """A webhook. Each entry of `replies` answers one update; after the last, all is well.

    A reply is a status, or a (status, headers, JSON body). While `gate` is closed nothing is answered.
    """

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.replies: list[int | tuple[int, dict[str, str], Any]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.url = ""
        self.at_once = 0
        self.most_at_once = 0
        self._arrived = asyncio.Condition()

    async def answer(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        async with self._arrived:
            self.updates.append(await request.json())
            self.headers.append(dict(request.headers))
            self._arrived.notify_all()
        await self.gate.wait()
        self.at_once -= 1
        reply = self.replies.pop(0) if self.replies else 200
        status, headers, body = (reply, {}, None) if isinstance(reply, int) else reply
        return web.json_response(body, status=status, headers=headers)

    async def wait_for(self, count: int) -> list[dict[str, Any]]:
        """The updates, once `count` have arrived."""
        async with asyncio.timeout(5), self._arrived:
            await self._arrived.wait_for(lambda: len(self.updates) >= count)
        return self.updates


@asynccontextmanager
async def hook() -> AsyncIterator[Hook]:
    """A webhook on a free port of this machine."""
    made = Hook()
    app = web.Application()
    app.router.add_post("/hook", made.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield made
    finally:
        made.gate.set()
        await runner.cleanup()
