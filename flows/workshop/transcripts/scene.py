"""A conversation while it is replayed: who talks, what they see, and what was reached so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flows.engine.resume import new_session
from flows.engine.tokens import parts_of
from flows.engine.walk import flow_of
from flows.model.event import Event, Press, Start, Typed
from flows.model.flow import ScreenId
from flows.model.screen import Button, Screen
from flows.model.session import Session, Value
from flows.model.snapshot import Snapshot
from flows.workshop.meaning import Pressed, Written, meaning_of
from flows.workshop.person import Talker, Turn


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why a line does not hold.

    `closest` is what comes nearest to it and `carets` marks the difference. `now_says` is what the line
    would have to say to hold, or None where only a person can decide.
    """

    message: str
    help: str = ""
    closest: str = ""
    carets: str = ""
    now_says: str | None = None


@dataclass(slots=True)
class Reached:
    """Screens that were drawn, and buttons that were pressed on them, by their own token."""

    screens: set[ScreenId] = field(default_factory=set)
    presses: set[tuple[ScreenId, str]] = field(default_factory=set)


class Scene:
    """The stage of one conversation, from `/start` on.

    `turn` is what the person sees; `flow` is where they were when they did what led there. `drawn` are all
    the screens so far.
    """

    def __init__(self, snapshot: Snapshot, talker: Talker, now: datetime) -> None:
        self.snapshot = snapshot
        self.reached = Reached()
        self.drawn: list[Screen] = []
        self._talker = talker
        self._now = now
        self.turn = self._send(snapshot, Start())
        self.flow = flow_of(self.turn.screen.id)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons of the screen, in reading order."""
        return tuple(button for row in self.turn.screen.rows for button in row)

    @property
    def memory(self) -> dict[str, Value]:
        """What is remembered about the person."""
        session = self.turn.session
        return {name: kept.value for name, kept in session.memory.items()} if session else {}

    @property
    def phrases(self) -> Mapping[str, str]:
        """The bot's own words in the person's language."""
        session, phrases = self.turn.session, self.snapshot.phrases
        return phrases.get(session.language if session else "", phrases[self.snapshot.language])

    def send(self, event: Event, snapshot: Snapshot | None = None) -> None:
        """Do one thing; `snapshot` is the content to do it on when it is not the scene's own."""
        self._note_press(event)
        self.flow = flow_of(self.turn.screen.id)
        self.turn = self._send(snapshot or self.snapshot, event)

    def change(self, alter: Callable[[Session], Session]) -> None:
        """Alter what the bot knows of the person, without a word."""
        self._talker.change(self.snapshot, alter, self._now)
        session = self.turn.session or new_session(self.snapshot, self.snapshot.language)
        self.turn = replace(self.turn, session=alter(session))

    def wait(self, time: timedelta) -> None:
        """Let so much time go by."""
        self._now += time

    def day(self) -> int:
        """Today, as sessions count days."""
        return self._now.toordinal()

    def _send(self, snapshot: Snapshot, event: Event) -> Turn:
        turn = self._talker.send(snapshot, event, self._now)
        self.reached.screens.add(turn.screen.id)
        self.drawn.append(turn.screen)
        return turn

    def _note_press(self, event: Event) -> None:
        screen, token = self.turn.screen.id, ""
        if isinstance(event, Press):
            token = event.token
        elif isinstance(event, Typed) and self.turn.session and not self.turn.session.hidden:
            match meaning_of(self.snapshot, self.turn.session, event, self._now):
                case Pressed(token=token) | Written(token=token):
                    pass
        if token:
            self.reached.presses.add((screen, parts_of(token)[0]))
