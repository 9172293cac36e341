"""The few words that the store's tests are written in."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
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
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.session import Session
from flows.model.text import RichText

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BOT = 1_000_001
KEYS = Keys(pepper=b"p" * 32, wrapping={1: b"w" * 32}, current=1)
LIVE = 77
"""The message that shows the screen, wherever a test does not care."""

_UPDATE_IDS = count(1)

Decide = Callable[[Chat | None], Decision]


def after(seconds: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(seconds=seconds)


def update(user: int, decide: Decide, update_id: int | None = None) -> Update:
    """An update of that user; the next free id unless one is given."""
    return Update(update_id or next(_UPDATE_IDS), Address(user, user + 9000), decide)


def session(render: int, **fields: object) -> Session:
    return Session("snapshot-1", "en", ScreenId("start#start"), render=render, **fields)  # type: ignore[arg-type]  # whatever a test sets


def screen(number: int, kind: SendKind = SendKind.SCREEN) -> Send:
    return Send(kind, Screen(ScreenId("start#start"), number, RichText(f"screen {number}"), ()))


def fresh_screen(number: int) -> Send:
    return screen(number, SendKind.FRESH_SCREEN)


def export(number: int) -> Send:
    return Send(SendKind.EXPORT, RichText(f"export {number}"))


def sends(*what: Send) -> Decide:
    """Decide to send these; the session counts how often its person came."""

    def decide(chat: Chat | None) -> Decision:
        return Decision(session(chat.session.render + 1 if chat else 1), what)

    return decide


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


async def take(store: Store, user: int, *what: Send, now: datetime = NOON) -> Sequence[OutboxRow]:
    """Commit one update that sends these; returns the rows that were leased."""
    return (await store.commit([update(user, sends(*what))], [], now)).rows


async def note(store: Store, *receipts: Receipt, now: datetime = NOON) -> Sequence[OutboxRow]:
    """Commit receipts; returns the rows that were leased."""
    return (await store.commit([], receipts, now)).rows


async def deliver(store: Store, row: OutboxRow, now: datetime = NOON) -> Sequence[OutboxRow]:
    """Commit that a row was sent; returns the rows that were leased."""
    return await note(store, Delivered(row, None if row.send.kind is SendKind.EXPORT else LIVE), now=now)


def words(rows: Sequence[OutboxRow]) -> list[str]:
    """What the rows say, such as "screen 2"."""
    return [
        row.send.body.text.text if isinstance(row.send.body, Screen) else row.send.body.text for row in rows
    ]


def only(outcomes: Sequence[Outcome]) -> Outcome:
    [outcome] = outcomes
    return outcome


def _text(send: Send) -> RichText:
    return send.body.text if isinstance(send.body, Screen) else send.body
