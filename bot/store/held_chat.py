"""A chat as one transaction holds it."""

import logging
from dataclasses import dataclass, field

from bot.ports import Chat, OutboxRow, Send, SendKind
from bot.store.chat_queue import LEASE_MILLIS, ChatQueue, QueuedRow
from bot.store.codec import Person, decode_person, decode_send
from bot.store.sealing import Damaged, PersonKey

log = logging.getLogger(__name__)

UNREADABLE = "unreadable"
"""Why a row is given up whose words or address do not open."""

CHAT = b"chat"
OUTBOX = b"outbox"
"""The tables, as what is sealed names them."""


@dataclass(slots=True)
class HeldChat:
    """One chat with its queue; `content` is the person as JSON, or b"" when `sealed` still holds."""

    key: PersonKey
    sealed: bytes
    live_message_id: int | None
    touched_on: int
    queue: ChatQueue = field(default_factory=ChatQueue)
    is_new: bool = False
    is_changed: bool = False
    content: bytes = b""
    known: Person | None = None

    def person(self) -> Person:
        """Who this is and where they are; raises Damaged."""
        if self.known is None:
            self.known = self._latest() or decode_person(self.key.open(CHAT, self.sealed))
        return self.known

    def chat(self) -> Chat | None:
        """What `decide` gets: None when nobody can read it any more, as for somebody new."""
        try:
            return Chat(self.person().session, self.live_message_id)
        except Damaged:
            return None

    def begin_again(self, key: PersonKey) -> None:
        """Let go of what nobody can read: everything is sealed with `key` from now on."""
        log.error("chat-unreadable")
        self.key, self.is_changed = key, True
        self.queue.give_up_waiting(UNREADABLE)

    def save(self, person: Person, content: bytes, today: int) -> None:
        """Go on with this person, whose JSON is `content`."""
        self.known, self.content, self.touched_on, self.is_changed = person, content, today, True

    def show_in(self, message_id: int | None) -> None:
        """Note which message shows the screen."""
        if message_id != self.live_message_id:
            self.live_message_id, self.is_changed = message_id, True

    def lease_next(self, owner: str, now: int) -> QueuedRow | None:
        """Lease the next row that is due, if any; those that cannot be read are given up."""
        while row := self.queue.first_due(now):
            if self._is_readable(row):
                row.lease(owner, now + LEASE_MILLIS)
                return row
            self.queue.give_up(row, UNREADABLE)
        return None

    def outbox_row(self, row: QueuedRow) -> OutboxRow:
        """A row that `lease_next` gave, as the sender gets it."""
        assert row.send is not None
        send = Send(SendKind(row.kind), row.send.body, row.send.message_id)
        address = self.person().address
        return OutboxRow(row.id, self.key.chat_key, address, self.live_message_id, send, row.attempts)

    def seal(self) -> None:
        """Seal what is new, so that the chat can be written."""
        if self.content:
            self.sealed = self.key.seal(CHAT, self.content)
            self.key.latest = self.sealed, self.known
        for row in self.queue.rows:
            if row.content:
                row.sealed = self.key.seal(OUTBOX, row.content)

    def _latest(self) -> Person | None:
        """Who it is when nobody, in whatever process, has written the chat since we did."""
        sealed, person = self.key.latest
        return person if sealed == self.sealed else None

    def _is_readable(self, row: QueuedRow) -> bool:
        try:
            self.person()
            row.send = row.send or self._open(row)
        except Damaged:
            return False
        return True

    def _open(self, row: QueuedRow) -> Send:
        return decode_send(SendKind(row.kind), self.key.open(OUTBOX, row.sealed))
