"""Talk to the engine as a person would; every session goes through JSON between two steps."""

from datetime import UTC, datetime, timedelta

import msgspec

from flows.engine.pin import with_pin
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.model.event import Command, Event, Press, Start, Typed
from flows.model.screen import Button, Step
from flows.model.session import Session, Value
from flows.model.snapshot import Snapshot

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Talk:
    """One conversation; `done` is the latest step."""

    def __init__(self, snapshot: Snapshot, now: datetime = NOON) -> None:
        self.snapshot = snapshot
        self.now = now
        self.session = new_session(snapshot, snapshot.language)
        self.done: Step
        self.send(Start())

    def send(self, event: Event) -> "Talk":
        kept = through_json(self.session)
        event = with_pin(self.snapshot, kept, event, "hash of {}".format, _is_hash_of)
        self.done = step(self.snapshot, kept, event, self.now)
        self.session = self.done.session
        return self

    def press(self, label: str) -> "Talk":
        return self.send(Press(self.button(label).token, self.done.screen.render))

    def type(self, text: str) -> "Talk":
        return self.send(Typed(text))

    def later(self, **time: float) -> "Talk":
        """Let time pass, as timedelta takes it."""
        self.now += timedelta(**time)
        return self

    def command(self, name: str) -> "Talk":
        return self.send(Command(name))

    def button(self, label: str) -> Button:
        found = [button for button in self.buttons if button.label == label]
        assert found, f"no button {label!r} on {self.screen}; there are {self.labels}"
        return found[0]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.done.screen.rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]

    @property
    def screen(self) -> str:
        return self.done.screen.id

    @property
    def text(self) -> str:
        return self.done.screen.text.text

    @property
    def memory(self) -> dict[str, Value]:
        return {name: kept.value for name, kept in self.session.memory.items()}


def _is_hash_of(hash: str, digits: str) -> bool:
    return hash == f"hash of {digits}"


def through_json(session: Session) -> Session:
    """The session as the store would give it back."""
    return msgspec.json.decode(msgspec.json.encode(session), type=Session)
