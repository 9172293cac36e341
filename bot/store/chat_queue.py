"""What waits to be sent in one chat, and the rules by which it waits.

At most one row of a chat is leased, it is always the first, and rows are sent in the order in
which they came. Only a check-in has no place in that order: it is sent when its time has come and
nothing else is left. A newer screen replaces one that nobody is sending. An export whose lease ran out
may or may not have arrived, so it is never sent again: as a lease is taken with the commit, that
also gives up one whose sending had not begun, which is the safe side of not knowing.
"""

from dataclasses import dataclass, field

from bot.ports import NEVER_TWICE, OutboxRow, Send, SendKind
from bot.store.replacing import can_replace_unread, gives_way, kind_in_place
from bot.store.times import millis

LEASE_MILLIS = 30_000
"""Longer than any single send may take; how long a row of a killed process waits."""

AMBIGUOUS = "ambiguous"
"""Why an export is given up when nobody knows whether it arrived."""


@dataclass(slots=True)
class QueuedRow:
    """An unfinished row; `id` is 0, and `content` its words before they are sealed, until it is stored."""

    id: int
    kind: str
    sealed: bytes
    due_at: int
    leased_by: str | None = None
    leased_until: int | None = None
    attempts: int = 0
    send: Send | None = None
    content: bytes = b""
    is_changed: bool = False

    @property
    def is_check_in(self) -> bool:
        return self.kind == SendKind.CHECK_IN

    def lease(self, owner: str, until: int) -> None:
        """Let nobody else send the row until then."""
        self.leased_by, self.leased_until, self.is_changed = owner, until, True

    def wait(self, until: int) -> None:
        """Let nobody send the row until then."""
        self.due_at, self.leased_by, self.leased_until, self.is_changed = until, None, None, True


@dataclass(slots=True)
class ChatQueue:
    """The unfinished rows of one chat in order, and what has left them in this transaction."""

    rows: list[QueuedRow] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    given_up: list[tuple[int, str]] = field(default_factory=list)

    def find(self, sent: OutboxRow, owner: str) -> QueuedRow | None:
        """The row as it was leased to `owner`; None when it is finished, or may be in other hands by now.

        A lease that runs out counts as an attempt, so the attempts tell one lease from the next.
        """
        for row in self.rows:
            if row.id == sent.id and row.attempts == sent.attempts and row.leased_by in (owner, None):
                return row
        return None

    def first_due(self, now: int) -> QueuedRow | None:
        """The row to send next, if its time has come and nothing of the chat is being sent."""
        rows = [row for row in self.rows if not row.is_check_in] or self.rows
        if not rows or rows[0].due_at > now or any(row.leased_by is not None for row in self.rows):
            return None
        return rows[0]

    def giving_way_to(self, kind: str) -> list[QueuedRow]:
        """The rows that need not be sent once one of this kind is added."""
        return [row for row in self.rows if row.leased_by is None and gives_way(row.kind, kind)]

    def add(self, send: Send, content: bytes, now: int) -> None:
        """Put a send last, in the place of those that give way to it."""
        due_at = millis(send.due_at) if send.due_at else now
        row = QueuedRow(0, send.kind, b"", due_at, send=send, content=content)
        for waiting in self.giving_way_to(send.kind):
            self._replace(waiting, row)
        self.rows.append(row)

    def remove(self, row: QueuedRow) -> None:
        """Take the row out for good."""
        self.rows.remove(row)
        if row.id:
            self.removed.append(row.id)

    def give_up(self, row: QueuedRow, reason: str) -> None:
        """Never send the row; it is kept without its words, for the operator to see."""
        self.rows.remove(row)
        self.given_up.append((row.id, reason))

    def give_up_waiting(self, reason: str) -> None:
        """Never send any row but the one that is being sent."""
        for row in [row for row in self.rows if row.leased_by is None]:
            self.give_up(row, reason)

    def retry(self, row: QueuedRow, sent: Send, at: int) -> None:
        """Let the row wait until `at`; one right behind it to which it gives way tries instead."""
        heir = self._behind(row)
        if heir and gives_way(row.kind, heir.kind) and can_replace_unread(sent, heir.kind):
            self._replace(row, heir)
        else:
            heir = row
        heir.attempts = row.attempts + 1
        heir.wait(max(heir.due_at, at))

    def drop_waiting(self, owner: str) -> None:
        """Remove every row but one that another process is sending."""
        for row in [row for row in self.rows if row.leased_by in (owner, None)]:
            self.remove(row)

    def drop_check_ins(self) -> None:
        """Remove what was asked for and is not wanted any more, unless it is being sent."""
        for row in [row for row in self.rows if row.is_check_in and row.leased_by is None]:
            self.remove(row)

    def end_leases(self, now: int) -> None:
        """Take up the row of a process that died: a screen waits again, what comes once is given up."""
        for row in [row for row in self.rows if row.leased_until is not None and row.leased_until <= now]:
            if row.kind not in NEVER_TWICE:
                row.attempts += 1
                row.wait(row.due_at)
            else:
                self.give_up(row, AMBIGUOUS)

    def _behind(self, row: QueuedRow) -> QueuedRow | None:
        """The next row in the same order: a check-in is in none but that of check-ins."""
        later = self.rows[self.rows.index(row) + 1 :]
        return next((other for other in later if other.is_check_in == row.is_check_in), None)

    def _replace(self, old: QueuedRow, new: QueuedRow) -> None:
        """Put a newer send in the place of an older one: no sooner than that, and with as many attempts.

        When Telegram asks for patience (429), nobody gets round it by pressing once more. A check-in is
        due when it is due.
        """
        if not new.is_check_in:
            new.kind = kind_in_place(old.kind, new.kind)
            new.due_at, new.attempts = max(new.due_at, old.due_at), old.attempts
        self.remove(old)
