"""The composition root of the running bot: every adapter is made and joined here, and nowhere else."""

import asyncio
import logging
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from pydantic import SecretStr, ValidationError
from telegram.error import InvalidToken, TelegramError

from bot.check import show_diagnostics
from bot.library import BadContent, Library
from bot.logs import setup_logging
from bot.ports import Handle, Incoming, Reply, Store, StoreDown
from bot.service import Service
from bot.settings import Settings
from bot.standin.server import run_standin
from bot.standin.server import serve as serve_standin
from bot.store.keys import Keys, load_or_create_keys
from bot.store.open import open_store
from bot.telegram.api import Api
from bot.telegram.decode import UPDATES_WANTED
from bot.telegram.groups import leave_group
from bot.telegram.polling import Poller
from bot.telegram.profile import Profile, publish_profile
from bot.telegram.sender import TelegramSender
from bot.telegram.webhook import Health, webhook_app, webhook_server
from flows.model.diagnostic import Diagnostic
from flows.model.snapshot import Snapshot

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

STOP_SERVING_SECONDS = 3.0
"""What updates in our hands are given at a clean stop; the sends after them have a limit of their own."""

WEBHOOK_CONNECTIONS = 100
"""Telegram's limit; it opens no more than it needs."""


class CannotStart(Exception):
    """Says what, where, why and how to mend it, for the operator's terminal; holds no secret."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """Which Telegram to talk to. `page` is the stand-in's chat page, "" on the real one."""

    token: str
    api_base: str
    mode: str
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
    library = _library(settings.content_dir, clock)
    store = await _store(settings, int(telegram.token.partition(":")[0]))
    api = await stack.enter_async_context(Api(telegram.token, telegram.api_base))
    service = Service(store, TelegramSender(api, clock), library.current, clock)
    stack.push_async_callback(service.stop)
    name = await _name(api)
    service.start()
    beside = [asyncio.create_task(publish_profile(api, _profiles(library.current())))]
    if settings.content_watch or telegram.page:
        beside.append(asyncio.create_task(library.follow(_teller(settings.content_dir))))
    _say_where(telegram, name)
    try:
        await _serve(settings, telegram, api, _handler(api, service, library), store, stop)
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


def read_settings() -> Settings:
    """The settings; raises CannotStart that names each wrong one, never its value."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "\n".join(f"  {_setting(each['loc'])}{each['msg']}" for each in error.errors(include_input=False))
        raise CannotStart(f"a setting is wrong (see .env.example):\n{wrong}") from None


def _setting(location: tuple[int | str, ...]) -> str:
    return f"{str(location[0]).upper()}: " if location else ""


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
        return Telegram(token, settings.telegram_api_base, settings.telegram_mode)
    try:
        standin = await run_standin(settings.standin_port)
    except OSError as error:
        raise CannotStart(
            f"the local stand-in cannot listen on port {settings.standin_port} ({error.strerror}).\n"
            "  Something else may use it: set STANDIN_PORT to another number."
        ) from None
    stack.push_async_callback(standin.stop)
    return Telegram(standin.standin.token, standin.api_base, "polling", f"{standin.url}/")


def _library(folder: Path, clock: Clock) -> Library:
    try:
        return Library(folder, lambda: clock().date())
    except BadContent as bad:
        show_diagnostics(bad.diagnostics, folder, sys.stderr)
        raise CannotStart(f"the content in {folder} has errors; mend what is said above") from None
    except OSError as error:
        raise CannotStart(str(error)) from None


async def _store(settings: Settings, bot_id: int) -> Store:
    keys = _keys(settings.key_file)
    owner = secrets.token_hex(8)
    try:
        return open_store(settings.database_url.get_secret_value(), keys, bot_id, owner)
    except StoreDown as error:
        raise CannotStart(
            f"the database does not answer ({type(error.__cause__ or error).__name__}).\n"
            "  Is the server up, and are the folder, name and password in DATABASE_URL right?"
        ) from None


def _keys(path: Path) -> Keys:
    try:
        keys, is_new = load_or_create_keys(path)
    except OSError as error:
        raise CannotStart(f"the key file {path} cannot be read or made: {error.strerror}") from None
    except (msgspec.DecodeError, ValueError):
        raise CannotStart(
            f"{path} does not hold keys. Bring its copy back: new keys could not open what is stored.\n"
            "  If nothing is stored yet, remove the file and start again."
        ) from None
    if is_new:
        sys.stdout.write(f"Made new keys in {path}. Keep a copy of them apart from the database.\n")
    return keys


async def _name(api: Api) -> str:
    """The bot's user name; "" while Telegram does not answer, which is no reason not to start."""
    try:
        return str((await api.get_me()).get("username", ""))
    except InvalidToken:
        raise CannotStart("Telegram refuses TELEGRAM_TOKEN; ask @BotFather for the present one") from None
    except TelegramError as error:
        log.warning("telegram-silent", extra={"reason": type(error).__name__})
        return ""


def _say_where(telegram: Telegram, name: str) -> None:
    if telegram.page:
        where = f"on the local stand-in. Talk to it here: {telegram.page}"
    else:
        where = f"on Telegram{f' as @{name}' if name else ''} ({telegram.mode})."
    sys.stdout.write(f"Ask First is running {where}\nCtrl-C stops it.\n")
    sys.stdout.flush()


def _handler(api: Api, service: Service, library: Library) -> Handle:
    async def handle(incoming: Incoming) -> Reply:
        if incoming.group_id is not None:
            await leave_group(api, incoming, _phrases(library.current())["group.leave"])
        return await service.handle(incoming)

    return handle


async def _serve(
    settings: Settings, telegram: Telegram, api: Api, handle: Handle, store: Store, stop: asyncio.Event
) -> None:
    """Take updates in until `stop`, then let those in our hands finish."""
    if telegram.mode == "webhook":
        serving = asyncio.create_task(_serve_webhook(settings, api, handle, store, stop))
    else:
        serving = asyncio.create_task(Poller(api, handle).run(stop))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not serving.done():
        await asyncio.wait((serving,), timeout=STOP_SERVING_SECONDS)
        serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve_webhook(
    settings: Settings, api: Api, handle: Handle, store: Store, stop: asyncio.Event
) -> None:
    secret = (settings.webhook_secret or SecretStr("")).get_secret_value()
    app = webhook_app(handle, secret, urlsplit(settings.webhook_url).path or "/", _health(store))
    server = webhook_server(app, settings.webhook_host, settings.webhook_port)
    registering = asyncio.create_task(_register(settings.webhook_url, secret, api))
    stopping = asyncio.create_task(_exit_on(stop, server.handle_exit))
    try:
        await server.serve()
    except SystemExit:  # uvicorn's way of saying that it could not listen
        raise CannotStart(f"nothing can listen on port {settings.webhook_port}; set WEBHOOK_PORT") from None
    finally:
        registering.cancel()
        stopping.cancel()


async def _exit_on(stop: asyncio.Event, exit_server: Callable[[int, None], None]) -> None:
    await stop.wait()
    exit_server(signal.SIGTERM, None)


async def _register(url: str, secret: str, api: Api) -> None:
    """Tell Telegram where updates go, until it has heard it."""
    pause = 1.0
    while True:
        try:
            await api.set_webhook(url, secret, UPDATES_WANTED, WEBHOOK_CONNECTIONS)
        except TelegramError as error:
            log.warning("webhook-not-set", extra={"reason": type(error).__name__})
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60.0)
        else:
            return


def _health(store: Store) -> Health:
    async def is_ready() -> bool:
        try:
            await store.ping()
        except StoreDown:
            return False
        return True

    return is_ready


def _teller(folder: Path) -> Callable[[Sequence[Diagnostic]], None]:
    def tell(found: Sequence[Diagnostic]) -> None:
        show_diagnostics(found, folder, sys.stdout)
        kept = "Not taken over: the last good words stay." if found else "The new words are live."
        sys.stdout.write(f"{kept}\n")
        sys.stdout.flush()

    return tell


def _profiles(snapshot: Snapshot) -> list[Profile]:
    """The profile in every language there are words for; the source language serves all others."""
    return [
        Profile(
            language="" if language == snapshot.language else language,
            name=phrases["bot.name"],
            short_description=phrases["bot.short-description"],
            description=phrases["bot.description"],
            commands=[(name, phrases[f"command.{name}"]) for name in snapshot.commands],
        )
        for language, phrases in snapshot.phrases.items()
    ]


def _phrases(snapshot: Snapshot) -> dict[str, str]:
    return dict(snapshot.phrases[snapshot.language])


def _secrets(settings: Settings, telegram: Telegram) -> list[str]:
    """What must never be seen in a log line, whoever writes it."""
    webhook = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    return [telegram.token, webhook, settings.database_url.get_secret_value()]
