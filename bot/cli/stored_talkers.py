"""People who talk to the bot through a real store: what `test` holds against a talk in memory."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.decide import decide
from bot.ports import Address, Chat, Decision, Incoming, Send, Store, Update
from bot.store.codec import Person, decode_person, decode_send, encode_person, encode_send
from bot.store.keys import new_keys
from bot.store.open import open_store
from flows.engine.resume import new_session
from flows.model.document import Document
from flows.model.event import Event
from flows.model.screen import Screen
from flows.model.session import Session
from flows.model.snapshot import Snapshot
from flows.model.text import RichText
from flows.workshop.person import Turn


class StoredTalker:
    """A talker whose every step is a transaction, as the bot's are; screens are decoded as a sender would."""

    def __init__(self, commit: Callable[[Update, datetime], Decision], ids: Iterator[int]) -> None:
        self._commit = commit
        self._ids = ids
        number = next(ids)
        self._address = Address(number, number)

    def send(self, snapshot: Snapshot, event: Event, now: datetime) -> Turn:
        """See `Talker`."""
        incoming = Incoming(next(self._ids), self._address, event)
        decision = self._decide(lambda chat: decide(snapshot, incoming, event, chat, now), now)
        *exports, screen = map(_as_sent, decision.sends)
        assert isinstance(screen, Screen)
        texts = tuple(export.text for export in exports if isinstance(export, RichText))
        documents = tuple(export for export in exports if isinstance(export, Document))
        return Turn(self._as_kept(decision.session), screen, texts, decision.notice, documents)

    def change(self, snapshot: Snapshot, alter: Callable[[Session], Session], now: datetime) -> None:
        """See `Talker`."""

        def altered(chat: Chat | None) -> Decision:
            known = chat.session if chat else new_session(snapshot, snapshot.language)
            return Decision(alter(known), ())

        self._decide(altered, now)

    def _decide(self, decide: Callable[[Chat | None], Decision], now: datetime) -> Decision:
        return self._commit(Update(next(self._ids), self._address, decide), now)

    def _as_kept(self, session: Session | None) -> Session | None:
        return decode_person(encode_person(Person(self._address, session))).session if session else None


@contextmanager
def stored_talkers() -> Iterator[Callable[[], StoredTalker]]:
    """Makes talkers, each somebody new, over one SQLite file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ask-first-test-") as folder, asyncio.Runner() as runner:
        path = Path(folder, "conversations.sqlite3").as_posix()
        store = open_store(f"sqlite:///{path}", new_keys(), bot_id=1, name="test")
        ids = count(1)

        def commit(update: Update, now: datetime) -> Decision:
            return runner.run(_commit(store, update, now))

        try:
            yield lambda: StoredTalker(commit, ids)
        finally:
            runner.run(store.close())


async def _commit(store: Store, update: Update, now: datetime) -> Decision:
    outcome = (await store.commit([update], [], now)).outcomes[0]
    if outcome.error is not None:
        raise outcome.error
    assert outcome.decision is not None  # no id comes twice
    return outcome.decision


def _as_sent(send: Send) -> Screen | RichText | Document | None:
    return decode_send(send.kind, encode_send(send)).body
