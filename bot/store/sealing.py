"""Sealing: what is personal is AES-256-GCM under a key of the person's own.

That key is random, is kept beside the row, and is itself locked by a wrapping key from outside
the database. Destroying it destroys all that it sealed, in every copy that has not kept it too.
Whose row of which table it is goes in as associated data, so a blob put elsewhere does not open.
"""

import hmac
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.ports import StoreDown
from bot.store.keys import KEY_BYTES, Keys

log = logging.getLogger(__name__)

NONCE_BYTES = 12
"""What AES-GCM asks for; random, as one key seals far fewer than 2^32 blobs."""

_WRAPPED_BYTES = 1 + NONCE_BYTES + KEY_BYTES + 16
"""Of a locked key: the id of the wrapping key, the nonce, the key, and the tag that proves it."""

OPEN_KEYS_LIMIT = 2_000
"""Persons whose key is held ready: some megabytes, for everybody who is talking right now."""


class WrongKeys(StoreDown):
    """Our keys are not those that this was locked with: nothing is lost, bring the right ones back."""


class Damaged(Exception):
    """A blob that was changed, stands on a row it was not sealed for, or holds what nobody can read."""


@dataclass(slots=True)
class PersonKey:
    """The open key of one chat; `wrapped` is its locked form, to be stored.

    `latest` is the blob of the chat that was sealed last here, and what it says. No two blobs are alike,
    so whoever loads this very one again, from whatever database, need not open and decode it.
    """

    chat_key: bytes
    wrapped: bytes
    cipher: AESGCM
    latest: tuple[bytes, Any] = (b"", None)

    def seal(self, table: bytes, content: bytes) -> bytes:
        """Seal content for this chat's rows of a table."""
        return _seal(self.cipher, content, table + self.chat_key)

    def open(self, table: bytes, sealed: bytes) -> bytes:
        """What was sealed for this chat and table; raises Damaged."""
        try:
            return _open(self.cipher, sealed, table + self.chat_key)
        except (InvalidTag, ValueError) as error:  # ValueError: cut to less than a nonce
            raise Damaged from error


class Sealer:
    """Makes and opens the keys of persons; for one thread at a time.

    `newer` gives the keys that have taken the place of ours since it was last asked, or None. It is
    asked before anything is locked, and when something does not open: never for a known person's press.
    """

    def __init__(self, keys: Keys, bot_id: int, newer: Callable[[], Keys | None] = lambda: None) -> None:
        self._pepper = keys.pepper
        self.bot_id = bot_id
        self._newer = newer
        self._ready: dict[bytes, PersonKey] = {}
        self._use(keys)

    def chat_key(self, user_id: int) -> bytes:
        """What the person's rows stand under; cannot be computed without the pepper."""
        return hmac.digest(self._pepper, b"%d:%d" % (self.bot_id, user_id), "sha256")

    def new_person(self, chat_key: bytes) -> PersonKey:
        """A key for somebody new; raises WrongKeys when nobody can say which wrapping key is current.

        To be called in the transaction that stores it: a rotation waits for those that began before.
        """
        self._look()
        key = secrets.token_bytes(KEY_BYTES)
        return self._keep(PersonKey(chat_key, self._lock(chat_key, key), AESGCM(key)))

    def person(self, chat_key: bytes, wrapped: bytes) -> PersonKey:
        """The key that was stored as `wrapped`; raises WrongKeys, or Damaged when it is cut short."""
        ready = self._ready.pop(chat_key, None)
        if ready is None or ready.wrapped != wrapped:
            ready = PersonKey(chat_key, wrapped, AESGCM(self._unwrap(chat_key, wrapped)))
        return self._keep(ready)

    def is_current(self, wrapped: bytes) -> bool:
        """Whether this was locked with the current wrapping key."""
        return wrapped[:1] == bytes([self._current])

    def lock_again(self, chat_key: bytes, wrapped: bytes) -> bytes:
        """The same key locked with the current wrapping key; raises as `person` does."""
        return self._lock(chat_key, self._unwrap(chat_key, wrapped))

    def forget(self, *chat_keys: bytes) -> None:
        """Drop destroyed keys from memory as well."""
        for chat_key in chat_keys:
            self._ready.pop(chat_key, None)

    def _keep(self, person: PersonKey) -> PersonKey:
        """Hold the key ready as the latest used; the one unused for longest makes room."""
        self._ready[person.chat_key] = person
        if len(self._ready) > OPEN_KEYS_LIMIT:
            del self._ready[next(iter(self._ready))]
        return person

    def _use(self, keys: Keys) -> None:
        self._current = keys.current
        self._wrapping = {key_id: AESGCM(key) for key_id, key in keys.wrapping.items()}

    def _look(self) -> bool:
        """Go over to newer keys, if there are any."""
        newer = self._newer()
        if newer is None:
            return False
        self._use(newer)
        log.info("keys-changed", extra={"number": newer.current})
        return True

    def _lock(self, chat_key: bytes, key: bytes) -> bytes:
        return bytes([self._current]) + _seal(self._wrapping[self._current], key, b"key" + chat_key)

    def _unwrap(self, chat_key: bytes, wrapped: bytes) -> bytes:
        """Open a locked key; an id may have been given to a newer key, so one look covers both troubles."""
        if len(wrapped) != _WRAPPED_BYTES:
            raise Damaged
        try:
            return self._opened(chat_key, wrapped)
        except WrongKeys:
            if not self._look():
                raise
        return self._opened(chat_key, wrapped)

    def _opened(self, chat_key: bytes, wrapped: bytes) -> bytes:
        key_id = wrapped[0]
        if key_id not in self._wrapping:
            raise WrongKeys(f"there is no wrapping key {key_id}")
        try:
            return _open(self._wrapping[key_id], wrapped[1:], b"key" + chat_key)
        except InvalidTag as error:
            raise WrongKeys(f"wrapping key {key_id} is another one") from error


def _seal(cipher: AESGCM, content: bytes, identity: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, content, identity)


def _open(cipher: AESGCM, sealed: bytes, identity: bytes) -> bytes:
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], identity)
