"""What the commands that touch live content share: the database of the settings, and how failures read."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NoReturn

from bot.cli.common import FOUND, fail
from bot.diagnostics import show_diagnostics
from bot.library import BadContent
from bot.ports import Store, StoreDown
from bot.publishing import CannotTurn
from bot.settings import CannotStart, Settings, read_settings
from bot.standin.state import DEFAULT_TOKEN
from bot.starting import open_database


def with_database(work: Callable[[Settings, Store], Awaitable[None]]) -> None:
    """Do something with the database that the running bot uses; if it cannot be, say why and end."""
    try:
        settings = read_settings()
        store = open_database(settings, _bot_id(settings), "a command")
        asyncio.run(_and_close(work(settings, store), store))
    except CannotStart as error:
        fail(f"This cannot be done: {error}")
    except (CannotTurn, OSError) as error:
        fail(str(error))
    except StoreDown:
        fail("The database does not answer; nothing was changed. Is the server up?")
    except BadContent as bad:
        _refuse(bad)


async def _and_close(work: Awaitable[None], store: Store) -> None:
    try:
        await work
    finally:
        await store.close()


def _bot_id(settings: Settings) -> int:
    """Whose people are counted: the bot of the token, or of the local stand-in."""
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else DEFAULT_TOKEN
    number = token.partition(":")[0]
    if not number.isdecimal():
        raise CannotStart("TELEGRAM_TOKEN is not a token; @BotFather gives one such as 123456:AA...")
    return int(number)


def _refuse(bad: BadContent) -> NoReturn:
    show_diagnostics(bad.diagnostics, Path(bad.source), sys.stdout)
    sys.stdout.write(f"{bad.source} has errors, so nothing was put live.\n")
    sys.exit(FOUND)
