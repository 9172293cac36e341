"""The keys that live outside the database: without them its rows are noise, to us as well."""

import os
import secrets
from pathlib import Path

import msgspec

KEY_BYTES = 32
FIRST_KEY_ID = 1


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pepper` hides whose a row is; `wrapping` keys, by id (1-255), lock each person's own key.

    New locks are made with `current`; the others stay for what was locked before a rotation.
    """

    pepper: bytes
    wrapping: dict[int, bytes]
    current: int

    def __post_init__(self) -> None:
        if any(len(key) != KEY_BYTES for key in (self.pepper, *self.wrapping.values())):
            raise ValueError(f"every key must be {KEY_BYTES} bytes long")
        if self.current not in self.wrapping or not all(0 < key_id < 256 for key_id in self.wrapping):
            raise ValueError("`current` must name one of the `wrapping` keys, whose ids are 1 to 255")


def new_keys() -> Keys:
    """Keys that nobody else has."""
    wrapping = {FIRST_KEY_ID: secrets.token_bytes(KEY_BYTES)}
    return Keys(pepper=secrets.token_bytes(KEY_BYTES), wrapping=wrapping, current=FIRST_KEY_ID)


def load_or_create_keys(path: Path) -> tuple[Keys, bool]:
    """The keys in the file, which is made when there is none; True when it was made just now.

    Two processes that start at once get the same keys. Raises OSError, and msgspec.DecodeError
    for a file that does not hold keys: it is never replaced, for what it sealed would be lost.
    """
    created = not path.exists() and _create(path)
    return msgspec.json.decode(path.read_bytes(), type=Keys), created


def _create(path: Path) -> bool:
    """Write new keys beside `path` and link them into place whole; False when somebody else was first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        _write_durably(draft, msgspec.json.encode(new_keys()))
        os.link(draft, path)
        _sync(path.parent)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True


def _write_durably(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the new name itself durable: the rows it seals must not outlive it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
