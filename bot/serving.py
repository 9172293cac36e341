"""Takes updates in over either transport until the bot is told to stop."""

import asyncio
import socket
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from pydantic import SecretStr

from bot.ports import Handle, Store, StoreDown
from bot.settings import CannotStart, Settings
from bot.telegram.api import Api
from bot.telegram.polling import Poller
from bot.telegram.webhook import Health, register_webhook, webhook_app, webhook_server

STOP_SERVING_SECONDS = 3.0
"""What updates in our hands are given at a clean stop; the sends after them have a limit of their own."""


async def serve_polling(api: Api, handle: Handle, stop: asyncio.Event) -> None:
    """Ask Telegram for updates until `stop`."""
    await _until(stop, Poller(api, handle).run(stop))


async def serve_webhook(
    settings: Settings, api: Api, handle: Handle, store: Store, stop: asyncio.Event
) -> None:
    """Let Telegram call until `stop`; raises CannotStart when nothing can listen on the port."""
    secret = (settings.webhook_secret or SecretStr("")).get_secret_value()
    app = webhook_app(handle, secret, urlsplit(settings.webhook_url).path or "/", _health(store))
    listening = _listen(settings.webhook_host, settings.webhook_port)
    server = webhook_server(app)
    beside = [
        asyncio.create_task(register_webhook(api, settings.webhook_url, secret)),
        asyncio.create_task(_exit_on(stop, server)),
    ]
    try:
        await _until(stop, server.serve([listening]))
    finally:
        for task in beside:
            task.cancel()


def _listen(host: str, port: int) -> socket.socket:
    """Bound before the server runs: it would end the process without a word of ours."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CannotStart(
            f"nothing can listen on {host}, port {port} ({error.strerror}).\n"
            "  Set WEBHOOK_PORT to a free port and WEBHOOK_HOST to an address of this machine."
        ) from None
    return listening


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Return when the work ends; once `stop` is set it has STOP_SERVING_SECONDS to do so."""
    serving = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    await asyncio.wait((serving,), timeout=STOP_SERVING_SECONDS)
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _exit_on(stop: asyncio.Event, server: uvicorn.Server) -> None:
    await stop.wait()
    server.should_exit = True


def _health(store: Store) -> Health:
    async def is_ready() -> bool:
        try:
            await store.ping()
        except StoreDown:
            return False
        return True

    return is_ready
