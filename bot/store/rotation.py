"""A rotation: a new wrapping key takes the place of the old, under running bots.

Every person's own key is locked again with the new key, and the old one leaves the key file. Then
nothing opens any more what is only locked with the old one: backups made before, and the deleted
rows that PostgreSQL still holds.

The old key may go only when nobody can lock with it any more. Every process looks at the key file
each time before it locks a key, inside the transaction that stores it. So once the new key is
current, and every transaction that was open then has ended, whatever is locked is locked with the
new key; one pass over all chats changes the rest. A second pass that finds something after all shows
a process that reads another file: then nothing is removed.

Whoever is killed at any point runs it again. The file always holds every key that a chat may be
locked with; a new run makes one more and removes all others.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

from bot.ports import StoreDown
from bot.store.keys import KEY_ID_LIMIT, Keys, read_keys, replace_keys, with_current_alone, with_new_key
from bot.store.locks import Locked, Locks
from bot.store.sealing import Damaged, Sealer, WrongKeys

PASSED_ON_SECONDS = 3.0
"""How long a changed key file may take to be seen by every process, over a shared volume for example."""

TRIES = 20
PAUSE_SECONDS = 0.5
"""A database that is busy, or restarts, is asked again for some ten seconds and more."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A new key is current: it locks what is new."""

    key_id: int


@dataclass(frozen=True, slots=True)
class LockedAgain:
    """All chats have been seen: so many were locked again, and so many open with none of our keys."""

    count: int
    foreign: int


@dataclass(frozen=True, slots=True)
class OldRemoved:
    """The keys of these ids are no longer in the file."""

    key_ids: tuple[int, ...]


Step: TypeAlias = NewKey | LockedAgain | OldRemoved


class CannotRotate(Exception):
    """Says why nothing was removed; every key is still in the file."""


async def rotate(
    path: Path, locks: Locks, *, keeps_old: bool = False, wait_seconds: float = PASSED_ON_SECONDS
) -> AsyncGenerator[Step, None]:
    """Rotate the keys in the file, a step at a time; `keeps_old` leaves the old keys there.

    Raises CannotRotate, StoreDown, OSError and msgspec.DecodeError.
    """
    with _alone(path):
        keys = read_keys(path)
        if len(keys.wrapping) == KEY_ID_LIMIT:  # no id is free for a new key before others are gone
            async for step in _retire(path, keys, locks, wait_seconds):
                yield step
            keys = with_current_alone(keys)
        keys = with_new_key(keys)
        replace_keys(path, keys)
        yield NewKey(keys.current)
        await asyncio.sleep(wait_seconds)
        if keeps_old:
            yield await _lock_all_again(keys, locks)
            return
        async for step in _retire(path, keys, locks, wait_seconds):
            yield step


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the key file's folder: of two rotations, one would remove the key that the other has just made."""
    folder = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CannotRotate("Another rotation is under way.") from None
    finally:
        os.close(folder)  # which lets go of it, as the end of the process does


async def _retire(path: Path, keys: Keys, locks: Locks, wait_seconds: float) -> AsyncIterator[Step]:
    """Remove all keys but the current one, once they lock nothing and can lock nothing any more."""
    yield await _lock_all_again(keys, locks)
    await asyncio.sleep(wait_seconds)
    late = (await _lock_all_again(keys, locks)).count
    if late:
        raise CannotRotate(
            f"Chats that were locked with an old key after the new one was current: {late}."
            f" Some process reads another key file than {path}."
        )
    if read_keys(path) != keys:
        raise CannotRotate(f"Somebody else changed {path} meanwhile.")
    replace_keys(path, with_current_alone(keys))
    yield OldRemoved(tuple(sorted(keys.wrapping.keys() - {keys.current})))


async def _lock_all_again(keys: Keys, locks: Locks) -> LockedAgain:
    """Let no chat be locked with another key than the current one, if ours open it."""
    sealer = Sealer(keys, bot_id=0)  # a lock says nothing of the bot: all that share the keys are done
    count = foreign = 0

    def change(page: Sequence[Locked]) -> Sequence[Locked]:
        nonlocal count, foreign
        old = [(key, wrapped) for key, wrapped in page if not sealer.is_current(wrapped)]
        again = [(key, new) for key, wrapped in old if (new := _again(sealer, key, wrapped))]
        count, foreign = count + len(again), foreign + len(old) - len(again)
        return again

    await _patiently(locks.outlast)
    last: bytes | None = b""
    while last is not None:
        last = await _patiently(partial(locks.change, last, change))
    return LockedAgain(count, foreign)


def _again(sealer: Sealer, key: bytes, wrapped: bytes) -> bytes | None:
    try:
        return sealer.lock_again(key, wrapped)
    except (WrongKeys, Damaged):
        return None


async def _patiently(work: Callable[[], Awaitable[_T]]) -> _T:
    for _ in range(TRIES - 1):
        try:
            return await work()
        except StoreDown:
            await asyncio.sleep(PAUSE_SECONDS)
    return await work()
