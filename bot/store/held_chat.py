"""A chat as one transaction holds it."""

import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import msgspec

from bot.check_ins import Later, may_send
from bot.ports import Chat, OutboxRow, Send, SendKind
from bot.store.chat_queue import LEASE_MILLIS, ChatQueue, QueuedRow
from bot.store.codec import Person, decode_person, decode_send, encode_person, encode_send
from bot.store.recent import Recent, ids, with_noted, without
from bot.store.replacing import in_place
from bot.store.sealing import Damaged, PersonKey
from bot.store.times import millis, moment

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
        person = self._readable()
        return Chat(person.session, self.live_message_id) if person else None

    def recent(self) -> Recent:
        """Messages that may be young enough to be removed; none when nobody can read the chat."""
        person = self._readable()
        return person.recent if person else ()

    def begin_again(self, key: PersonKey) -> None:
        """Let go of what nobody can read: everything is sealed with `key` from now on."""
        log.error("chat-unreadable")
        self.key, self.is_changed = key, True
        self.queue.give_up_waiting(UNREADABLE)

    def save(self, person: Person, content: bytes, today: int) -> None:
        """Go on with this person, whose JSON is `content`."""
        self.known, self.content, self.touched_on, self.is_changed = person, content, today, True
        if person.session.check_in is None:
            self.queue.drop_check_ins()

    def add(self, send: Send, content: bytes, now: int) -> None:
        """Put a send last, whose JSON is `content`."""
        heir = send
        for waiting in self.queue.giving_way_to(send.kind):
            with suppress(Damaged):
                heir = in_place(heir, waiting.send or self._open(waiting))
        self.queue.add(heir, content if heir is send else encode_send(heir), now)

    def show_in(self, message_id: int) -> None:
        """Note which message shows the screen."""
        if message_id != self.live_message_id:
            self.live_message_id, self.is_changed = message_id, True

    def note_messages(self, posted: Sequence[int], removed: Collection[int], now: int) -> None:
        """Note which messages came into the chat and which are gone; `now` is in seconds."""
        person = self._readable()
        if person is not None:
            recent = with_noted(without(person.recent, removed), posted, now)
            self._alter(msgspec.structs.replace(person, recent=recent))

    def stop_check_in(self, today: int) -> None:
        """Forget what the person asked for: it does not reach them, so nothing is kept for it any longer."""
        person = self._readable()
        if person is not None and person.session.check_in is not None:
            session = replace(person.session, check_in=None)
            self._alter(msgspec.structs.replace(person, session=session))
            self.touched_on = min(self.touched_on, today)

    def lease_next(self, owner: str, now: int) -> QueuedRow | None:
        """Lease the next row that is due, if any; those that cannot be read are given up."""
        while row := self.queue.first_due(now):
            if not self._is_readable(row):
                self.queue.give_up(row, UNREADABLE)
            elif not row.is_check_in or self._is_welcome(row, now):
                row.lease(owner, now + LEASE_MILLIS)
                return row
        return None

    def outbox_row(self, row: QueuedRow, now: int) -> OutboxRow:
        """A row that `lease_next` gave, as the sender gets it; `now` is in seconds."""
        assert row.send is not None
        person, kind = self.person(), SendKind(row.kind)
        send = row.send if row.send.kind is kind else replace(row.send, kind=kind)
        recent = ids(person.recent, now) if kind is SendKind.CLEAR else ()
        key, live = self.key.chat_key, self.live_message_id
        return OutboxRow(row.id, key, person.address, live, send, row.attempts, recent)

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

    def _alter(self, person: Person) -> None:
        """Note what changed without anybody being there."""
        self.known, self.content, self.is_changed = person, encode_person(person), True

    def _is_welcome(self, row: QueuedRow, now: int) -> bool:
        """Whether a check-in may be sent now; else it is moved, or removed for good."""
        session = self.person().session
        verdict = may_send(session.check_in, moment(now), hidden=session.hidden)
        if isinstance(verdict, Later):
            row.wait(millis(verdict.at))
        elif not verdict:
            self.queue.remove(row)
        return verdict is True

    def _readable(self) -> Person | None:
        try:
            return self.person()
        except Damaged:
            return None

    def _is_readable(self, row: QueuedRow) -> bool:
        try:
            self.person()
            row.send = row.send or self._open(row)
        except Damaged:
            return False
        return True

    def _open(self, row: QueuedRow) -> Send:
        return decode_send(SendKind(row.kind), self.key.open(OUTBOX, row.sealed))
