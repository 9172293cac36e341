"""The keys that live outside the database: without them its rows are noise, to us as well."""

import os
import secrets
from pathlib import Path

import msgspec

KEY_BYTES = 32
KEY_ID_LIMIT = 255
"""A locked key names its wrapping key in one byte."""


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
        ids_fit = all(0 < key_id <= KEY_ID_LIMIT for key_id in self.wrapping)
        if self.current not in self.wrapping or not ids_fit:
            raise ValueError("`current` must name one of the `wrapping` keys, whose ids are 1 to 255")

    def __repr__(self) -> str:
        """Without the keys, which whatever shows a variable would otherwise show."""
        return f"Keys(wrapping={sorted(self.wrapping)}, current={self.current})"


def new_keys() -> Keys:
    """Keys that nobody else has."""
    wrapping = {1: secrets.token_bytes(KEY_BYTES)}
    return Keys(pepper=secrets.token_bytes(KEY_BYTES), wrapping=wrapping, current=1)


def with_new_key(keys: Keys) -> Keys:
    """These and a new current one; some id must be free.

    It gets the next free id in a circle, so that a freed one rests for as long as it can: what an old
    backup was locked with is then told from a key of today by its number already.
    """
    circle = (id % KEY_ID_LIMIT + 1 for id in range(keys.current, keys.current + KEY_ID_LIMIT))
    key_id = next(id for id in circle if id not in keys.wrapping)
    wrapping = {**keys.wrapping, key_id: secrets.token_bytes(KEY_BYTES)}
    return Keys(keys.pepper, wrapping, key_id)


def with_current_alone(keys: Keys) -> Keys:
    """These without the keys of earlier rotations."""
    return Keys(keys.pepper, {keys.current: keys.wrapping[keys.current]}, keys.current)


def decode_keys(content: bytes) -> Keys:
    """The keys as a file or KEYS holds them; raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=Keys)


def read_keys(path: Path) -> Keys:
    """The keys in the file; raises OSError and msgspec.DecodeError."""
    return decode_keys(path.read_bytes())


def load_or_create_keys(path: Path) -> tuple[Keys, bool]:
    """The keys in the file, which is made when there is none; True when it was made just now.

    Two processes that start at once get the same keys. Raises OSError, and msgspec.DecodeError
    for a file that does not hold keys: it is never replaced, for what it sealed would be lost.
    """
    created = not path.exists() and _create(path)
    return read_keys(path), created


def replace_keys(path: Path, keys: Keys) -> None:
    """Put these keys in the place of those in the file: at every moment it holds the ones or the others.

    Owner and permissions stay. Whoever is killed on the way leaves a draft, which the next replacement
    takes away; so only one process may replace them at a time. Raises OSError.
    """
    path = path.resolve()  # a link stays a link
    draft = path.with_name(f"{path.name}.next")
    draft.unlink(missing_ok=True)
    try:
        _write_durably(draft, msgspec.json.encode(keys))
        _give_same_rights(path, draft)
        os.replace(draft, path)
        _sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


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


def _give_same_rights(model: Path, path: Path) -> None:
    """Root may rotate what the bot's own user has to read."""
    kept = model.stat()
    os.chmod(path, kept.st_mode & 0o777)
    if (kept.st_uid, kept.st_gid) != (os.getuid(), path.stat().st_gid):
        os.chown(path, kept.st_uid, kept.st_gid)


def _sync(folder: Path) -> None:
    """Make the new name itself durable: the rows it seals must not outlive it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
