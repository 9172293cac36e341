"""The chats that one transaction holds, from loading to what is to be written."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.ports import OutboxRow
from bot.store.changes import Changes
from bot.store.chat_queue import ChatQueue, QueuedRow
from bot.store.held_chat import HeldChat
from bot.store.sealing import Sealer


def millis(moment: datetime) -> int:
    """Whole milliseconds since 1970, as the tables keep time."""
    return int(moment.timestamp() * 1000)


class HeldChats:
    """Loaded chats by key, changed here and written as one `Changes`."""

    def __init__(self, sealer: Sealer, owner: str, now: datetime) -> None:
        self.sealer = sealer
        self.owner = owner
        self.now = millis(now)
        self.today = now.astimezone(UTC).toordinal()
        self._chats: dict[bytes, HeldChat] = {}
        self._forgotten: list[bytes] = []
        self._leased: list[tuple[HeldChat, QueuedRow]] = []

    def hold(self, chats: Iterable[Sequence[Any]], rows: Iterable[Sequence[Any]]) -> None:
        """Take in chats as CHAT_COLUMNS, and their unfinished rows in order as LOADED_ROW_COLUMNS.

        Raises WrongKeys.
        """
        for key, wrapped, sealed, live_message_id, touched_on in chats:
            person_key = self.sealer.person(key, wrapped)
            self._chats[key] = HeldChat(person_key, sealed, live_message_id, touched_on)
        for key, *row in rows:
            if key in self._chats:
                self._chats[key].queue.rows.append(QueuedRow(*row))

    def get(self, key: bytes) -> HeldChat | None:
        """The chat, or None for somebody new."""
        return self._chats.get(key)

    def get_or_begin(self, key: bytes) -> HeldChat:
        """The chat, with a key of its own for somebody new."""
        if key not in self._chats:
            person_key = self.sealer.new_person(key)
            self._chats[key] = HeldChat(person_key, b"", None, self.today, ChatQueue(), is_new=True)
        return self._chats[key]

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

    def changes(self) -> Changes:
        """What to write; chats in the order of their keys."""
        changes = Changes()
        changes.rows["forget chat"] += [(key,) for key in self._forgotten]
        for _, chat in sorted(self._chats.items()):
            changes.add(chat, self.now)
        return changes

    def leased(self) -> list[OutboxRow]:
        """The rows leased here, for the sender; only after new ones were numbered."""
        return [chat.outbox_row(row) for chat, row in self._leased]
