"""The keys at a start: made at the very first, then read and held against what is stored."""

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from bot.ports import StoreDown
from bot.settings import CannotStart, Settings
from bot.store.key_file import KeyFile
from bot.store.keys import Keys, decode_keys, load_or_create_keys
from bot.store.sample import none_opens, some_chats

_NO_ANSWER = (
    "the database does not answer ({}).\n"
    "  Is the server up, and are the folder, name and password in DATABASE_URL right?"
)
_MADE = (
    "Made the keys that seal what is stored, in {path}. Without them nobody can read it, you neither.\n"
    "  Keep a copy apart from the database and its backups, readable by you alone, such as:\n"
    "  cp -p {path} /somewhere/safe/\n"
)
_MISSING = (
    "there is no key file at {path}, and the database holds chats that only its keys open.\n"
    "  Bring its copy back to {path}, or set KEY_FILE to where it is. New keys would open nothing of it."
)
_OTHERS_CAN_READ = (
    "others than its owner can read {path}, and with it and a backup everything that is stored.\n"
    "  Run: chmod 600 {path}"
)
_NO_KEYS = (
    "{path} does not hold keys; it may have been cut short. Bring its copy back: new keys would open\n"
    "  nothing of what is stored. If nothing is stored yet, remove the file and start again."
)
_NO_KEYS_SET = (
    "KEYS does not hold keys. It is the whole content of a key file, on one line; look whether something\n"
    "  of it was cut off or was taken for a quote. Its copy opens what is stored; new keys would not."
)
_OTHER_KEYS = (
    "the keys in {where} open nothing of what the database holds: they belong to another bot or database,\n"
    "  or are older than the latest `keys rotate`. Bring back the keys that were used with this database."
)


@contextmanager
def database_answers() -> Iterator[None]:
    """Say as CannotStart what the database or its address brings up; neither names a password."""
    try:
        yield
    except ValueError as error:
        raise CannotStart(f"DATABASE_URL: {error}") from None
    except StoreDown as error:
        raise no_answer(error) from None


def no_answer(error: StoreDown) -> CannotStart:
    """What to say of a database that is away."""
    return CannotStart(_NO_ANSWER.format(type(error.__cause__ or error).__name__))


def open_keys(settings: Settings) -> Keys | KeyFile:
    """The keys of the settings, made when nothing is stored yet.

    Raises CannotStart, StoreDown, and ValueError for a database URL that cannot be read.
    """
    chats = some_chats(settings.database_url.get_secret_value())
    if settings.keys is not None:
        keys = _from_environment(settings.keys.get_secret_value())
        _hold_against(keys, chats, "KEYS")
        return keys
    file = _from_file(settings.key_file, is_in_use=bool(chats))
    _hold_against(file.keys, chats, str(settings.key_file))
    return file


def _from_environment(value: str) -> Keys:
    try:
        return decode_keys(value.encode(errors="replace"))
    except msgspec.DecodeError:
        raise CannotStart(_NO_KEYS_SET) from None


def _from_file(path: Path, *, is_in_use: bool) -> KeyFile:
    shown = shlex.quote(str(path))
    try:
        if is_in_use and not path.exists():
            raise CannotStart(_MISSING.format(path=shown))
        _, is_new = load_or_create_keys(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise CannotStart(_OTHERS_CAN_READ.format(path=shown))
        file = KeyFile(path)
    except OSError as error:
        raise CannotStart(f"the key file {path} cannot be read or made: {error.strerror}") from None
    except msgspec.DecodeError:
        raise CannotStart(_NO_KEYS.format(path=shown)) from None
    if is_new:
        sys.stdout.write(_MADE.format(path=shown))
    return file


def _hold_against(keys: Keys, chats: Sequence[Sequence[Any]], where: str) -> None:
    if none_opens(keys, chats):
        raise CannotStart(_OTHER_KEYS.format(where=where))
