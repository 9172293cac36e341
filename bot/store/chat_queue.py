"""What waits to be sent in one chat, and the rules by which it waits.

At most one row of a chat is leased, it is always the first, and rows are sent in the order in
which they came. A newer screen replaces one that nobody is sending. An export whose lease ran out
may or may not have arrived, so it is never sent again: as a lease is taken with the commit, that
also gives up one whose sending had not begun, which is the safe side of not knowing.
"""

from dataclasses import dataclass, field

from bot.ports import OutboxRow, Send, SendKind

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
    def is_screen(self) -> bool:
        return self.kind != SendKind.EXPORT

    def lease(self, owner: str | None, until: int | None) -> None:
        """Lease the row, or let it wait when `owner` is None."""
        self.leased_by, self.leased_until, self.is_changed = owner, until, True


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
        if not self.rows or self.rows[0].due_at > now or self.rows[0].leased_by is not None:
            return None
        return self.rows[0]

    def add(self, send: Send, content: bytes, now: int) -> None:
        """Put a send last; a screen replaces one that waits, and must wait as long as that one would."""
        row = QueuedRow(0, send.kind, b"", now, send=send, content=content)
        if row.is_screen:
            for waiting in [other for other in self.rows if other.is_screen and other.leased_by is None]:
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

    def retry(self, row: QueuedRow, at: int) -> None:
        """Let the row wait until `at`; when a screen comes right behind a screen, that one tries instead."""
        again = self._behind(row)
        if again is not None and row.is_screen and again.is_screen:
            self._replace(row, again)
        else:
            again = row
        again.due_at, again.attempts = at, row.attempts + 1
        again.lease(None, None)

    def drop_waiting(self, owner: str) -> None:
        """Remove every row but one that another process is sending."""
        for row in [row for row in self.rows if row.leased_by in (owner, None)]:
            self.remove(row)

    def end_leases(self, now: int) -> None:
        """Take up the row of a process that died: a screen waits again, an export is given up."""
        for row in [row for row in self.rows if row.leased_until is not None and row.leased_until <= now]:
            if row.is_screen:
                row.attempts += 1
                row.lease(None, None)
            else:
                self.give_up(row, AMBIGUOUS)

    def _behind(self, row: QueuedRow) -> QueuedRow | None:
        return next(iter(self.rows[self.rows.index(row) + 1 :]), None)

    def _replace(self, old: QueuedRow, new: QueuedRow) -> None:
        """Put a newer screen in the place of an older one: fresh if that was, and no sooner than that.

        When Telegram asks for patience (429), nobody gets round it by pressing once more.
        """
        if old.kind == SendKind.FRESH_SCREEN or new.kind == SendKind.REDRAW:
            new.kind = old.kind  # what somebody waits for is sent as it was to be, with the words of today
        new.due_at, new.attempts = max(new.due_at, old.due_at), old.attempts
        self.remove(old)
