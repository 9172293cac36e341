"""What `keys rotate` and `keys check` do, and how they tell it. Neither needs a token or the content."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import typer

from bot.cli.common import FOUND, fail
from bot.opening_keys import database_answers, open_keys
from bot.ports import StoreDown
from bot.settings import CannotStart, Settings, read_settings
from bot.store.key_file import KeyFile
from bot.store.key_use import KeyUse, key_use
from bot.store.keys import Keys
from bot.store.locks import open_locks
from bot.store.rotation import CannotRotate, LockedAgain, NewKey, OldRemoved, Step, rotate
from bot.store.schema import current

_BY_HAND = (
    "The keys come from KEYS, which only you can change. Nobody is lost: Telegram keeps what people send.\n"
    "  1. Stop every process of the bot.\n"
    "  2. Write the value of KEYS into a file that only you can read, and rotate there, without KEYS:\n"
    "     env -u KEYS KEY_FILE=that-file python -m bot keys rotate\n"
    "  3. Set KEYS to what the file holds now, and start the processes.\n"
    "  4. Keep the file apart from the database as your copy, and destroy every older one."
)
_STOPPED = "Nothing was removed, and everything still opens. Run `keys rotate` again to finish."
_KEPT = "The old keys stay in {path}, and backups still open; `keys rotate` without --keep-old ends that.\n"
_ENDED = (
    "Backups made before {before} can no longer be opened. Make a new one now.\n"
    "Put {path} in the place of the copy that you keep, and destroy every older copy: with one of them,\n"
    "and a backup of its time, everything in that backup opens.\n"
)


def rotate_keys(clock: Callable[[], datetime], *, keeps_old: bool) -> None:
    """See `keys rotate`."""
    settings, keys = _opened()
    if isinstance(keys, Keys):
        fail(_BY_HAND)
    before = f"{clock():%Y-%m-%d %H:%M} UTC"  # not after the new key is there
    asyncio.run(_rotate(settings, keeps_old=keeps_old))
    sys.stdout.write((_KEPT if keeps_old else _ENDED).format(path=settings.key_file, before=before))


def check_keys() -> None:
    """See `keys check`."""
    settings, opened = _opened()
    where, keys = ("KEYS", opened) if isinstance(opened, Keys) else (str(opened.path), opened.keys)
    use = key_use(settings.database_url.get_secret_value(), keys)
    sys.stdout.writelines(_used(use, where))
    if use.foreign:
        raise typer.Exit(FOUND)


def _opened() -> tuple[Settings, Keys | KeyFile]:
    """The settings and the keys, if they are those of the database; otherwise says why and ends."""
    try:
        settings = read_settings()
        with database_answers():
            if not current(settings.database_url.get_secret_value()):
                fail("Nothing was stored in this database yet, so nothing is sealed.")
            return settings, open_keys(settings)
    except CannotStart as error:
        fail(f"This cannot be done: {error}")


async def _rotate(settings: Settings, *, keeps_old: bool) -> None:
    locks = open_locks(settings.database_url.get_secret_value())
    try:
        async for step in rotate(settings.key_file, locks, keeps_old=keeps_old):
            sys.stdout.writelines(_told(step, settings.key_file))
            sys.stdout.flush()
    except StoreDown:
        fail(f"The database does not answer.\n{_STOPPED}")
    except CannotRotate as error:
        fail(f"{error}\n{_STOPPED}")
    finally:
        await locks.close()


def _told(step: Step, path: Path) -> Iterator[str]:
    match step:
        case NewKey(key_id):
            yield f"Key {key_id} is new in {path}, and locks what is new.\n"
        case LockedAgain(count, foreign):
            yield f"Locked again with it: {_chats(count)}.\n"
            if foreign:
                yield f"Left as they are, as no key in {path} opens them: {_chats(foreign)}.\n"
        case OldRemoved(key_ids):
            yield f"Removed from {path}: key {', '.join(map(str, key_ids))}.\n"


def _used(use: KeyUse, where: str) -> Iterator[str]:
    for key_id, count in use.counts.items():
        is_current = " (current)" if key_id == use.current else ""
        yield f"Key {key_id} of {where} opens {_chats(count)}{is_current}.\n"
    if use.foreign:
        yield f"No key of {where} opens {_chats(use.foreign)}.\n"


def _chats(count: int) -> str:
    return "1 chat" if count == 1 else f"{count:,} chats"
