"""The chats that one transaction holds, from loading to what is to be written."""

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.ports import OutboxRow
from bot.store.changes import Changes
from bot.store.chat_queue import ChatQueue, QueuedRow
from bot.store.held_chat import HeldChat
from bot.store.sealing import Damaged, PersonKey, Sealer, WrongKeys
from bot.store.times import millis

log = logging.getLogger(__name__)

LOCKED_WAIT_MILLIS = 10_000
"""How long a due row waits whose chat does not open: it must not stand before all others at every claim."""


class HeldChats:
    """Loaded chats by key, changed here and written as one `Changes`.

    `locked` are those whose key does not open with ours. They are left as they are.
    """

    def __init__(self, sealer: Sealer, owner: str, now: datetime) -> None:
        self.sealer = sealer
        self.owner = owner
        self.now = millis(now)
        self.second = self.now // 1000
        self.today = now.astimezone(UTC).toordinal()
        self.locked: dict[bytes, WrongKeys] = {}
        self._chats: dict[bytes, HeldChat] = {}
        self._locked_rows: list[tuple[bytes, QueuedRow]] = []
        self._forgotten: list[bytes] = []
        self._leased: list[tuple[HeldChat, QueuedRow]] = []

    def hold(self, chats: Iterable[Sequence[Any]], rows: Iterable[Sequence[Any]]) -> None:
        """Take in chats as CHAT_COLUMNS, and their unfinished rows in order as LOADED_ROW_COLUMNS."""
        for key, wrapped, *rest in chats:
            try:
                self._chats[key] = HeldChat(self._open(key, wrapped), *rest)
            except WrongKeys as error:
                self.locked[key] = error
        for key, *columns in rows:
            row = QueuedRow(*columns)
            if key in self._chats:
                self._chats[key].queue.rows.append(row)
            elif key in self.locked:
                self._locked_rows.append((key, row))

    def get(self, key: bytes) -> HeldChat | None:
        """The chat, or None for somebody new."""
        return self._chats.get(key)

    def get_or_begin(self, key: bytes) -> HeldChat:
        """The chat, with a new key of its own when it is new or nobody can read it."""
        chat = self._chats.get(key)
        if chat is None:
            person_key = self.sealer.new_person(key)
            chat = HeldChat(person_key, b"", None, self.today, ChatQueue(), is_new=True)
            self._chats[key] = chat
        elif chat.chat() is None:
            chat.begin_again(self.sealer.new_person(key))
        return chat

    def forget(self, key: bytes) -> None:
        """Destroy all that is kept under the key, and the key that could open copies of it."""
        self._chats.pop(key, None)
        self._forgotten.append(key)
        self.sealer.forget(key)

    def end_leases(self) -> None:
        """Take up the rows of processes that died."""
        for chat in self._chats.values():
            chat.queue.end_leases(self.now)

    def lease_next(self) -> None:
        """Lease to this process the next row of every chat that has one due and none leased."""
        for chat in self._chats.values():
            row = chat.lease_next(self.owner, self.now)
            if row is not None:
                self._leased.append((chat, row))

    def claim(self) -> None:
        """Lease to this process the rows that are held because they are due."""
        self.end_leases()
        self.lease_next()
        for _, row in self._locked_rows:
            row.due_at, row.is_changed = self.now + LOCKED_WAIT_MILLIS, True
        if self.locked:
            log.error("wrong-keys", extra={"count": len(self.locked)})

    def changes(self) -> Changes:
        """What to write; chats in the order of their keys."""
        changes = Changes(self.sealer.bot_id)
        changes.rows["forget chat"] += [(key,) for key in self._forgotten]
        for _, chat in sorted(self._chats.items()):
            changes.add(chat, self.now)
        for key, row in self._locked_rows:
            changes.add_row(key, row)
        return changes

    def leased(self) -> list[OutboxRow]:
        """The rows leased here, for the sender; only after new ones were numbered."""
        return [chat.outbox_row(row, self.second) for chat, row in self._leased]

    def _open(self, key: bytes, wrapped: bytes) -> PersonKey:
        try:
            return self.sealer.person(key, wrapped)
        except Damaged:
            return self.sealer.new_person(key)  # opens nothing: the chat is one that nobody can read
