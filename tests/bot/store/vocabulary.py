"""The few words that the store's tests are written in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from bot.ports import (
    Address,
    Chat,
    Decision,
    Delivered,
    OutboxRow,
    Outcome,
    Receipt,
    Send,
    SendKind,
    Store,
    Update,
)
from bot.store.keys import Keys
from flows.model.document import Document, FileFormat
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.session import CheckIn, Session
from flows.model.text import RichText

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()
BOT = 1_000_001
KEYS = Keys(pepper=b"p" * 32, wrapping={1: b"w" * 32}, current=1)
LIVE = 77
"""The message that shows the screen, wherever a test does not care."""

_UPDATE_IDS = count(1)

Decide = Callable[[Chat | None], Decision]


def after(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


def update(
    user: int, decide: Decide, update_id: int | None = None, *, message_ids: tuple[int, ...] = ()
) -> Update:
    """An update of that user; the next free id unless one is given."""
    address = Address(user, user + 9000)
    return Update(update_id or next(_UPDATE_IDS), address, decide, message_ids=message_ids)


def session(render: int, **fields: object) -> Session:
    return Session("snapshot-1", "en", ScreenId("start#start"), render=render, **fields)  # type: ignore[arg-type]  # whatever a test sets


def screen(number: int, kind: SendKind = SendKind.SCREEN) -> Send:
    return Send(kind, Screen(ScreenId("start#start"), number, RichText(f"screen {number}"), ()))


def fresh_screen(number: int) -> Send:
    return screen(number, SendKind.FRESH_SCREEN)


def export(number: int) -> Send:
    return Send(SendKind.EXPORT, RichText(f"export {number}"))


def file(number: int) -> Send:
    return Send(SendKind.FILE, Document("list", FileFormat.TEXT, f"file {number}", "en"))


def clear(number: int) -> Send:
    return screen(number, SendKind.CLEAR)


def check_in(number: int, due_at: datetime = NOON) -> Send:
    return replace(screen(number, SendKind.CHECK_IN), due_at=due_at)


def sends(*what: Send) -> Decide:
    """Decide to send these; the session counts how often its person came, and keeps its check-in."""

    def decide(chat: Chat | None) -> Decision:
        known = chat.session if chat else session(0)
        return Decision(replace(known, render=known.render + 1), what)

    return decide


def asks(what: Send, day: date = TODAY) -> Decide:
    """Decide to send a check-in on that day in London, where winter days are as in UTC."""
    wanted = CheckIn(day.toordinal(), "london")
    return lambda chat: Decision(session(1, check_in=wanted), (what,))


def stops(chat: Chat | None) -> Decision:
    """Decide that no check-in is wanted any more."""
    return Decision(session(1), ())


def forgets(*what: Send) -> Decide:
    """Decide to destroy all that is kept."""
    return lambda chat: Decision(None, what)


class Found:
    """A decide that only looks: `chat` is what it was given."""

    def __init__(self) -> None:
        self.chat: Chat | None = None

    def __call__(self, chat: Chat | None) -> Decision:
        self.chat = chat
        return Decision(chat.session if chat else session(0), ())


async def chat_of(store: Store, user: int, now: datetime = NOON) -> Chat | None:
    """What is kept about somebody. Makes a chat for somebody new, and counts as their being there."""
    found = Found()
    await store.commit([update(user, found)], [], now)
    return found.chat


async def ask(store: Store, user: int, what: Send, day: date = TODAY) -> Sequence[OutboxRow]:
    """Commit that a check-in is wanted on that day; returns the rows that were leased."""
    return (await store.commit([update(user, asks(what, day))], [], NOON)).rows


async def take(store: Store, user: int, *what: Send, now: datetime = NOON) -> Sequence[OutboxRow]:
    """Commit one update that sends these; returns the rows that were leased."""
    return (await store.commit([update(user, sends(*what))], [], now)).rows


async def note(store: Store, *receipts: Receipt, now: datetime = NOON) -> Sequence[OutboxRow]:
    """Commit receipts; returns the rows that were leased."""
    return (await store.commit([], receipts, now)).rows


async def deliver(store: Store, row: OutboxRow, now: datetime = NOON) -> Sequence[OutboxRow]:
    """Commit that a row was sent; returns the rows that were leased."""
    stays = row.send.kind in (SendKind.EXPORT, SendKind.FILE, SendKind.CHECK_IN)
    return await note(store, Delivered(row, None if stays else LIVE), now=now)


def words(rows: Sequence[OutboxRow]) -> list[str]:
    """What the rows say, such as "screen 2"."""
    return [_words(row.send.body) for row in rows]


def only(outcomes: Sequence[Outcome]) -> Outcome:
    [outcome] = outcomes
    return outcome


def _words(body: Screen | RichText | Document | None) -> str:
    match body:
        case Screen():
            return body.text.text
        case RichText():
            return body.text
        case Document():
            return body.title
    return "nothing"
