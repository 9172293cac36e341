"""Everything that can keep the bot from starting, each with a message that says how to mend it."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from bot.diagnostics import show_diagnostics
from bot.library import BadContent, Library
from bot.ports import Store, StoreDown
from bot.releases import Releases
from bot.settings import CannotStart, Settings
from bot.store.keys import Keys, load_or_create_keys
from bot.store.open import open_store

_NO_ANSWER = (
    "the database does not answer ({}).\n"
    "  Is the server up, and are the folder, name and password in DATABASE_URL right?"
)


async def open_library(settings: Settings, releases: Releases, clock: Callable[[], datetime]) -> Library:
    library = Library(
        settings.content_dir,
        releases,
        lambda: clock().date(),
        follows_releases=settings.content_source == "auto",
    )
    try:
        await library.open()
    except BadContent as bad:
        show_diagnostics(bad.diagnostics, Path(bad.source), sys.stderr)
        raise CannotStart(f"the content in {bad.source} has errors; mend what is said above") from None
    except OSError as error:
        raise CannotStart(str(error)) from None
    except StoreDown as error:
        raise CannotStart(_NO_ANSWER.format(type(error.__cause__ or error).__name__)) from None
    return library


def open_database(settings: Settings, bot_id: int, owner: str) -> Store:
    keys = open_keys(settings.key_file)
    try:
        return open_store(settings.database_url.get_secret_value(), keys, bot_id, owner)
    except ValueError as error:  # of the address alone; it names no password
        raise CannotStart(f"DATABASE_URL: {error}") from None
    except StoreDown as error:
        raise CannotStart(_NO_ANSWER.format(type(error.__cause__ or error).__name__)) from None


def open_keys(path: Path) -> Keys:
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
