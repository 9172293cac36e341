"""Everything that can keep the bot from starting, each with a message that says how to mend it."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from bot.check import show_diagnostics
from bot.library import BadContent, Library
from bot.ports import Store, StoreDown
from bot.settings import CannotStart, Settings
from bot.store.keys import Keys, load_or_create_keys
from bot.store.open import open_store


def open_library(folder: Path, clock: Callable[[], datetime]) -> Library:
    try:
        return Library(folder, lambda: clock().date())
    except BadContent as bad:
        show_diagnostics(bad.diagnostics, folder, sys.stderr)
        raise CannotStart(f"the content in {folder} has errors; mend what is said above") from None
    except OSError as error:
        raise CannotStart(str(error)) from None


def open_database(settings: Settings, bot_id: int, owner: str) -> Store:
    keys = open_keys(settings.key_file)
    try:
        return open_store(settings.database_url.get_secret_value(), keys, bot_id, owner)
    except ValueError as error:  # of the address alone; it names no password
        raise CannotStart(f"DATABASE_URL: {error}") from None
    except StoreDown as error:
        raise CannotStart(
            f"the database does not answer ({type(error.__cause__ or error).__name__}).\n"
            "  Is the server up, and are the folder, name and password in DATABASE_URL right?"
        ) from None


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
