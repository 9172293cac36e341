"""The composition root of the running bot: every adapter is made and joined here, and nowhere else."""

import asyncio
import gc
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.diagnostics import show_diagnostics
from bot.exports.render import render
from bot.library import Library
from bot.logs import setup_logging
from bot.ports import Handle, Incoming, Reply
from bot.redrawing import redraw_changes
from bot.service import Service
from bot.serving import serve_polling, serve_webhook
from bot.settings import CannotStart, Settings, read_settings
from bot.standin.server import run_standin
from bot.standin.server import serve as serve_standin
from bot.standin.state import StandIn
from bot.starting import open_database, open_library
from bot.telegram.api import Api
from bot.telegram.groups import leave_group
from bot.telegram.profile import Profile, TokenRefused, bot_name, publish_profile
from bot.telegram.sender import TelegramSender
from flows.model.diagnostic import Diagnostic
from flows.model.snapshot import Snapshot

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Telegram:
    """Which Telegram to talk to. `page` is the stand-in's chat page, "" on the real one."""

    token: str
    api_base: str
    file_base: str
    is_webhook: bool = False
    page: str = ""


async def run_bot(clock: Clock) -> int:
    """Run until SIGTERM or Ctrl-C; the exit code is 1, with a message, when it cannot start."""
    try:
        async with AsyncExitStack() as stack:
            await _run(clock, stack)
    except CannotStart as error:
        sys.stderr.write(f"Ask First cannot start: {error}\n")
        return 1
    return 0


async def run_standin_alone(port: int) -> None:
    """Run the stand-in until Ctrl-C."""
    sys.stdout.write(f"The local Telegram listens on http://127.0.0.1:{port}/\n")
    with suppress(asyncio.CancelledError):
        await serve_standin(port=port)


async def _run(clock: Clock, stack: AsyncExitStack) -> None:
    settings = read_settings()
    stop = _stop_on_signals()
    telegram = await _telegram(settings, stack)
    setup_logging(settings.log_level.upper(), _secrets(settings, telegram))
    store = open_database(settings, int(telegram.token.partition(":")[0]), _owner(settings, telegram))
    library = await open_library(settings, store.releases, clock)
    api = await stack.enter_async_context(Api(telegram.token, telegram.api_base, telegram.file_base))
    service = Service(
        store, TelegramSender(api, render, clock), library, clock, keeps_order=telegram.is_webhook
    )
    stack.push_async_callback(service.stop)
    name = await _name(api)
    await service.start()
    beside = [
        asyncio.create_task(publish_profile(api, _profiles(library.current()))),
        asyncio.create_task(library.follow_releases()),
        asyncio.create_task(redraw_changes(library.changes, store, service, clock)),
    ]
    if settings.content_watch or telegram.page:
        beside.append(asyncio.create_task(library.follow_folder(_teller(settings.content_dir))))
    _settle_memory()
    _say_where(telegram, name, library.release)
    try:
        handle = _handler(api, service, library)
        if telegram.is_webhook:
            await serve_webhook(settings, api, handle, store, stop)
        else:
            await serve_polling(api, handle, stop)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _telegram(settings: Settings, stack: AsyncExitStack) -> Telegram:
    """The real one with a token; without, a stand-in that lives as long as the bot."""
    if settings.telegram_token is not None:
        token = settings.telegram_token.get_secret_value()
        if not token.partition(":")[0].isdecimal():
            raise CannotStart("TELEGRAM_TOKEN is not a token; @BotFather gives one such as 123456:AA...")
        return Telegram(
            token,
            settings.telegram_api_base,
            settings.telegram_file_base,
            settings.telegram_mode == "webhook",
        )
    try:
        # Other numbers than in an earlier run: those have been seen, and would be passed over.
        seed = time.time_ns()
        standin = await run_standin(settings.standin_port, standin=StandIn(seed=seed))
    except OSError as error:
        raise CannotStart(
            f"the local stand-in cannot listen on port {settings.standin_port} ({error.strerror}).\n"
            "  Something else may use it: set STANDIN_PORT to another number."
        ) from None
    stack.push_async_callback(standin.stop)
    return Telegram(
        standin.standin.token, standin.api_base, f"{standin.url}/file/bot", page=f"{standin.url}/"
    )


async def _name(api: Api) -> str:
    try:
        return await bot_name(api)
    except TokenRefused:
        raise CannotStart("Telegram refuses TELEGRAM_TOKEN; ask @BotFather for the present one") from None


def _owner(settings: Settings, telegram: Telegram) -> str:
    """A name that no two running processes share and that a restart keeps, so that it goes on at once.

    Telegram lets one process poll; one process of a machine has the webhook's port.
    """
    return f"{socket.gethostname()}:{settings.webhook_port}" if telegram.is_webhook else "polling"


def _settle_memory() -> None:
    """Take the content and the libraries out of garbage collection: walking them cost a fifth of a press.

    The loop and the store's thread hand over to each other when they wait, which both soon do.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    sys.setswitchinterval(0.02)


def _say_where(telegram: Telegram, name: str, release: int) -> None:
    if telegram.page:
        where = f"on the local stand-in. Talk to it here: {telegram.page}"
    else:
        where = (
            f"on Telegram{f' as @{name}' if name else ''}, {'webhook' if telegram.is_webhook else 'polling'}."
        )
    if release:
        sys.stdout.write(f"It serves release {release} and not the folder; CONTENT_SOURCE=folder does.\n")
    sys.stdout.write(f"Ask First is running {where}\nCtrl-C stops it.\n")
    sys.stdout.flush()


def _handler(api: Api, service: Service, library: Library) -> Handle:
    leaving: set[asyncio.Task[None]] = set()

    async def handle(incoming: Incoming) -> Reply:
        if incoming.group_id is not None:  # beside the rest: a group must not make anybody wait
            sentence = library.current().phrases[library.current().language]["group.leave"]
            task = asyncio.create_task(leave_group(api, incoming, sentence))
            leaving.add(task)
            task.add_done_callback(leaving.discard)
        return await service.handle(incoming)

    return handle


def _teller(folder: Path) -> Callable[[Sequence[Diagnostic]], None]:
    def tell(found: Sequence[Diagnostic]) -> None:
        show_diagnostics(found, folder, sys.stdout)
        kept = "Not taken over: the last good words stay." if found else "The new words are live."
        sys.stdout.write(f"{kept}\n")
        sys.stdout.flush()

    return tell


def _profiles(snapshot: Snapshot) -> list[Profile]:
    """The profile in every language that people can begin in; the source language serves all others.

    Telegram knows languages by two letters alone here.
    """
    return [
        Profile(
            language="" if language == snapshot.language else language,
            name=phrases["bot.name"],
            short_description=phrases["bot.short-description"],
            description=phrases["bot.description"],
            commands=[(name, phrases[f"command.{name}"]) for name in snapshot.commands],
        )
        for language, phrases in snapshot.phrases.items()
        if language == snapshot.language or (language in snapshot.offered and len(language) == 2)
    ]


def _secrets(settings: Settings, telegram: Telegram) -> list[str]:
    """What must never be seen in a log line, whoever writes it."""
    others = (settings.webhook_secret, settings.keys, settings.database_url)
    return [telegram.token, *(secret.get_secret_value() for secret in others if secret)]
