"""What the service and its adapters agree on: values that cross, and the two ports.

One update is one transaction: the store loads the chat under a lock, calls `decide`, and saves
what came back together with the seen id and the outbox rows. `decide` is pure and quick.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from bot.releases import Releases
from flows.model.document import Document
from flows.model.event import Event
from flows.model.screen import Screen
from flows.model.session import Session
from flows.model.snapshot import Snapshot
from flows.model.text import RichText


@dataclass(frozen=True, slots=True)
class Address:
    """A private chat by Telegram's ids. Personal: sealed in the store, never logged."""

    user_id: int
    chat_id: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update as a face understood it; whatever does not apply keeps its default.

    `address` and `event` are set together, for something a person did in their own private chat.
    `message_id` is the pressed message, or None when it can no longer be edited. `own_message_id` is what
    the person sent, None for a press, and `sent_at` when, in seconds since 1970, 0 where nobody says.
    `language` is a BCP 47 tag or "". `group_id` is a chat that the bot has to leave, and `added` says that
    it has just been put there. `callback_id` is to be answered whatever else comes of the update.
    """

    update_id: int
    address: Address | None = None
    event: Event | None = None
    callback_id: str = ""
    message_id: int | None = None
    language: str = ""
    group_id: int | None = None
    added: bool = False
    own_message_id: int | None = None
    sent_at: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said beside the press once its update is committed; `callback_id` is "" without a press."""

    callback_id: str = ""
    notice: str = ""


Handle: TypeAlias = Callable[[Incoming], Awaitable[Reply]]
"""Takes one update in and returns once it is committed; raises StoreDown when it is not."""


class SendKind(StrEnum):
    """What a row of the outbox is, which decides how it may be repeated.

    SCREEN edits the live message: repeating it is harmless, and a newer screen replaces one that
    still waits. FRESH_SCREEN posts a new live message and removes the former one; retried when
    nobody knows whether it arrived. EXPORT posts a message that stays; never repeated once it
    may have arrived. REDRAW edits the live message as SCREEN does, but nobody asked for it: where
    that message is gone, nothing is sent. FILE posts a document, as EXPORT does a text. CLEAR removes
    every message of both sides that can still be removed, and posts its screen. CHECK_IN posts a screen
    that was asked for long ago: at most once, never at night, and it holds up nothing else of its chat.
    REMOVE takes messages away that came too late; it is never stored.
    """

    SCREEN = "screen"
    REDRAW = "redraw"
    FRESH_SCREEN = "fresh screen"
    EXPORT = "export"
    FILE = "file"
    CLEAR = "clear"
    CHECK_IN = "check-in"
    REMOVE = "remove"


NEVER_TWICE = frozenset({SendKind.EXPORT, SendKind.FILE, SendKind.CHECK_IN})
"""What is not sent again once it may have arrived; repeating anything else is harmless."""


@dataclass(frozen=True, slots=True)
class Send:
    """One thing to send.

    `body` is a RichText for EXPORT, a Document for FILE, None for REMOVE, and a Screen for all others.
    `message_id` is the message whose button was pressed: the screen goes there even when another
    message was the live one, and that other one is removed. None means the live message. `remove` are
    messages to take away once the rest is done: what somebody typed who does not want it to stay.
    `quiet` is what a new message says while it may be read in a notification; "" lets it say its own.
    `asked_at` is when the person did what led to this, in seconds since 1970 (0: nobody waits for it),
    and `language` theirs: whatever comes too late shows nothing but a way to go on. `due_at` is when a
    CHECK_IN is to be sent; None is now.
    """

    kind: SendKind
    body: Screen | RichText | Document | None
    message_id: int | None = None
    remove: tuple[int, ...] = ()
    quiet: str = ""
    asked_at: int = 0
    language: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as a file; `file_name` is neutral, for it is seen in the chat."""

    file_name: str
    mime: str
    content: bytes


Render: TypeAlias = Callable[[Document], Rendered]
"""Makes the file just before it is sent; takes a moment, so it runs in a thread."""


@dataclass(frozen=True, slots=True)
class Chat:
    """What is kept about one chat; `live_message_id` is the message that shows the screen."""

    session: Session
    live_message_id: int | None


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who has a chat with this bot; `key` is what their rows stand under, a keyed hash."""

    key: bytes
    address: Address
    chat: Chat


@dataclass(frozen=True, slots=True)
class Decision:
    """What to save and send for one update; `session` None destroys all that is kept of the person.

    The sends of a destroying decision are handed back without being stored. `notice` is shown
    beside the press.
    """

    session: Session | None
    sends: tuple[Send, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """One update to take in; `decide` gets the chat as saved, or None for somebody new.

    `is_visit` is False when nobody was there: retention then goes on counting from their latest visit.
    `message_ids` came into the chat, the latest last: what the person sent, and what no store knows of
    yet. Hide and delete have to find them for 48 hours; one may be named more than once.
    """

    id: int
    address: Address
    decide: Callable[[Chat | None], Decision]
    is_visit: bool = True
    message_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A row leased to this process; at most one row of a chat is leased at any time.

    `id` is 0 for a send that was handed back without being stored. `attempts` counts earlier tries.
    `recent` are the messages of both sides from the last 48 hours, given where CLEAR needs them.
    """

    id: int
    chat_key: bytes
    address: Address
    live_message_id: int | None
    send: Send
    attempts: int = 0
    recent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """The row was sent; `live_message_id` is where the screen now is (None where it has not moved).

    `posted` are the messages that are new in the chat.
    """

    row: OutboxRow
    live_message_id: int | None
    posted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Retry:
    """Nothing arrived, or repeating is harmless: try again at `at`."""

    row: OutboxRow
    at: datetime


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The row is not tried again; `reason` is a fixed word without personal content."""

    row: OutboxRow
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot or is gone (403): every waiting row of the chat is dropped."""

    row: OutboxRow


Receipt: TypeAlias = Delivered | Retry | GivenUp | Unreachable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one update.

    `duplicate` means its id had been seen: nothing was done. `error` is what `decide` raised;
    the id is then recorded as seen and nothing else of the update was saved. A StoreDown there says that
    this chat alone cannot be opened just now: nothing was saved, and the update may come again.
    """

    duplicate: bool = False
    decision: Decision | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Committed:
    """The outcomes in the order of the updates, and the rows now leased to this process.

    `rows` holds new rows of chats that had none leased, and the next row of every chat whose
    receipt came in.
    """

    outcomes: Sequence[Outcome]
    rows: Sequence[OutboxRow]


class StoreDown(Exception):
    """The store could not commit; nothing was saved and trying again later is safe."""


class ContentBehind(StoreDown):
    """What `decide` raises when the person was served from content that this process has yet to load."""


class Contents(Protocol):
    """What everybody is served from."""

    def current(self) -> Snapshot:
        """The snapshot to serve from now."""

    def is_behind(self, session: Session) -> bool:
        """True when somebody was served from newer content than this process has."""

    async def refresh(self) -> None:
        """Load what is live; raises StoreDown."""


class Store(Protocol):
    """One SQLite file or a PostgreSQL database, behind one conformance suite.

    `releases` keeps the content that was put live.
    """

    @property
    def releases(self) -> Releases: ...

    async def commit(
        self, updates: Sequence[Update], receipts: Sequence[Receipt], now: datetime
    ) -> Committed:
        """Take everything in with one transaction; receipts first, then updates in order.

        Raises StoreDown, and then nothing of it was saved.
        """

    async def claim(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """Lease rows that are due and not leased (or whose lease ran out), the first of each chat.

        Not to be called while receipts wait that could not be committed: a lease may have run out
        under a row that was sent, and claiming it would send it twice. Raises StoreDown.
        """

    async def take_over(self) -> None:
        """End the leases of every other process that bore this one's name, taking it for dead: its
        screens go out at once, its exports are given up, as with any lease that ran out. Should it
        live on for a while, its receipts count for nothing. This process keeps its own leases."""

    async def hand_back(self) -> None:
        """Give up every lease of this process, so that another one goes on at once."""

    async def sweep(self, now: datetime) -> None:
        """Remove what retention says must go: seen ids after 48 h, idle chats after 30 days,
        given-up rows after 7 days."""

    def residents(self, since: date) -> AsyncIterator[Resident]:
        """Everybody of this bot who was here on that day or later, without a lock: each as it is when read.

        Chats that cannot be opened are passed over. Raises StoreDown.
        """

    async def ping(self) -> None:
        """Return when the store answers; raises StoreDown."""

    async def close(self) -> None:
        """Stop the writer after what it has begun."""


class Sender(Protocol):
    """Delivers rows; never raises for what Telegram or the network may do."""

    async def send(self, row: OutboxRow) -> Receipt: ...
