"""The stand-in as a server: Bot API, control API and chat page on one port of this machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.standin.asgi import Receive, Scope, Send
from bot.standin.bot_api import BotApi
from bot.standin.control.routes import routes
from bot.standin.delivery import SILENCE_S, Courier
from bot.standin.downloads import Downloads
from bot.standin.listening import DroppableHttp, PartOfProcess, listen_on
from bot.standin.page import show_page
from bot.standin.state import HELD, StandIn


class App:
    """The ASGI application. Calls of the bot go past Starlette, whose layers they have no need of."""

    def __init__(self, standin: StandIn, *, retry_scale: float = 1.0, silence_s: float = SILENCE_S) -> None:
        self._bot_api = BotApi(standin)
        self._downloads = Downloads(standin)
        self._courier = Courier(standin, retry_scale=retry_scale, silence_s=silence_s)
        self._standin = standin
        pages = [Route("/", show_page), *routes(standin)]
        self._rest = Starlette(routes=pages, lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/bot"):
            await self._bot_api(scope, receive, send)
        elif scope["type"] == "http" and scope["path"].startswith("/file/bot"):
            await self._downloads(scope, receive, send)
        else:
            await self._rest(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self._courier.run()), asyncio.create_task(_release(self._standin))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task


def create_app(standin: StandIn, *, retry_scale: float = 1.0, silence_s: float = SILENCE_S) -> App:
    """The application for one stand-in.

    `retry_scale` shortens the webhook's retry delays, `silence_s` is how long it waits for an answer.
    """
    return App(standin, retry_scale=retry_scale, silence_s=silence_s)


@dataclass(frozen=True, slots=True)
class RunningStandIn:
    """A stand-in that listens; `standin` may be looked at and used from the same event loop."""

    standin: StandIn
    host: str
    port: int
    _server: PartOfProcess
    _task: asyncio.Task[None]

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def api_base(self) -> str:
        """What stands before the token, as python-telegram-bot's `base_url` wants it."""
        return f"{self.url}/bot"

    @property
    def file_base(self) -> str:
        """What stands before the token where files are fetched: its `base_file_url`."""
        return f"{self.url}/file/bot"

    async def stop(self) -> None:
        """Let go of everybody who waits, and of the port."""
        self.standin.changes.close()
        self._server.stopping.set()
        await self._task


async def run_standin(
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    standin: StandIn | None = None,
    retry_scale: float = 1.0,
    silence_s: float = SILENCE_S,
) -> RunningStandIn:
    """Start a stand-in in this event loop; port 0 finds a free one. It takes calls at once."""
    listening = listen_on(host, port)
    state = standin or StandIn()
    config = uvicorn.Config(
        create_app(state, retry_scale=retry_scale, silence_s=silence_s),
        http=DroppableHttp,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,  # the path of every call holds the token
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = PartOfProcess(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    return RunningStandIn(state, host, listening.getsockname()[1], server, task)


async def serve(host: str = "127.0.0.1", port: int = 8081, *, standin: StandIn | None = None) -> None:
    """Run a stand-in until cancelled."""
    running = await run_standin(port, host=host, standin=standin)
    try:
        await asyncio.Event().wait()
    finally:
        await running.stop()


async def _release(standin: StandIn) -> None:
    """Queue held updates when they fall due."""
    while True:
        seen = standin.changes.revision(HELD)
        standin.release_held()
        due = standin.held.next_release()
        await standin.changes.wait(HELD, seen, None if due is None else max(0.0, due - standin.now()))
        if standin.changes.closed:
            return
