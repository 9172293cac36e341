"""One person in memory: what the bot keeps of them between two events, and what they get to see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import eq
from typing import Protocol

from flows.engine.pin import with_pin
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.engine.tokens import HIDE, SAFETY
from flows.model.document import Document
from flows.model.event import Event, Press, Start
from flows.model.screen import Export, ExportFile, ForgetPerson, Screen
from flows.model.session import Session
from flows.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one event.

    `session` is None once everything about the person was deleted. `exports` are messages and `documents`
    files that stay in the chat, `notice` is what is said beside the press.
    """

    session: Session | None
    screen: Screen
    exports: tuple[str, ...] = ()
    notice: str = ""
    documents: tuple[Document, ...] = ()


class Talker(Protocol):
    """Somebody who talks to the bot, wherever the bot keeps what it knows of them."""

    def send(self, snapshot: Snapshot, event: Event, now: datetime) -> Turn:
        """Let the bot work one event."""

    def change(self, snapshot: Snapshot, alter: Callable[[Session], Session], now: datetime) -> None:
        """Alter what the bot knows of them, without a word."""


class InMemory:
    """A talker of whom nothing is stored."""

    def __init__(self) -> None:
        self._session: Session | None = None

    def send(self, snapshot: Snapshot, event: Event, now: datetime) -> Turn:
        """See `Talker`."""
        turn = take(snapshot, self._session, event, now)
        self._session = turn.session
        return turn

    def change(
        self,
        snapshot: Snapshot,
        alter: Callable[[Session], Session],
        now: datetime,  # noqa: ARG002  # part of the protocol
    ) -> None:
        """See `Talker`."""
        self._session = alter(self._session or new_session(snapshot, snapshot.language))


def take(snapshot: Snapshot, session: Session | None, event: Event, now: datetime) -> Turn:
    """Work one event of somebody of whom `session` is kept; None is somebody new or forgotten.

    A forgotten person's keyboard is from before: whatever they press on it, safety and Hide apart, starts
    anew. A PIN is not hashed here: nobody's is tried, and a hash that is worth it takes its time.
    """
    if session is None and isinstance(event, Press) and event.token not in (SAFETY, HIDE):
        event = Start()
    known = session or new_session(snapshot, snapshot.language)
    done = step(snapshot, known, with_pin(snapshot, known, event, hash=str, verify=eq), now)
    forgotten = any(isinstance(effect, ForgetPerson) for effect in done.effects)
    exports = tuple(effect.text.text for effect in done.effects if isinstance(effect, Export))
    documents = tuple(effect.document for effect in done.effects if isinstance(effect, ExportFile))
    return Turn(None if forgotten else done.session, done.screen, exports, done.notice, documents)
