"""The key file as a running process knows it: read once, and again when a rotation has replaced it."""

import logging
import os
from pathlib import Path
from typing import TypeAlias

import msgspec

from bot.store.keys import Keys, decode_keys
from bot.store.sealing import WrongKeys

log = logging.getLogger(__name__)

_Stamp: TypeAlias = tuple[int, int, int, int, int]


class KeyFile:
    """`keys` are those that were last read from the file at `path`.

    Raises OSError when it is made of a file that cannot be read, and msgspec.DecodeError when of one
    that does not hold keys.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keys, self._stamp = _read(path)

    def newer(self) -> Keys | None:
        """The keys in the file if it is another one than was last read, else None.

        Costs one look at the file's name. A file that is away changes nothing: a rotation never takes it
        away. Raises WrongKeys for one that was changed and does not say what counts from now on: it
        cannot be read, or holds the keys of another bot.
        """
        try:
            if _stamp(os.stat(self.path)) == self._stamp:
                return None
        except OSError:
            log.error("key-file-away")
            return None
        try:
            keys, stamp = _read(self.path)
        except (OSError, msgspec.DecodeError) as error:
            raise WrongKeys("the key file was changed and cannot be read") from error
        if keys.pepper != self.keys.pepper:
            raise WrongKeys("the key file was replaced by that of another bot")
        self.keys, self._stamp = keys, stamp
        return keys


def _read(path: Path) -> tuple[Keys, _Stamp]:
    """The keys, and the stamp of the very file they were read from."""
    with path.open("rb") as file:
        stamp = _stamp(os.fstat(file.fileno()))
        return decode_keys(file.read()), stamp


def _stamp(stat: os.stat_result) -> _Stamp:
    """What tells a replaced file from its predecessor, even one that got its number."""
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
