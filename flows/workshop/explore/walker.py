"""Makes one move with the real engine, notes what was reached by it, and what is wrong there."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from flows.engine.facts import facts_of
from flows.engine.resume import new_session, resume
from flows.engine.walk import Walk, flow_of
from flows.model.flow import ScreenId
from flows.model.session import Session
from flows.model.snapshot import Snapshot
from flows.model.text import units
from flows.workshop.explore.found import Found, Kind
from flows.workshop.explore.guards import Side, guards_of, sides_seen
from flows.workshop.explore.moves import START, Move
from flows.workshop.explore.state import State
from flows.workshop.person import take

TELEGRAM_LIMIT = 4096
"""UTF-16 units in one message."""


class Walker:
    """Walks on one snapshot, at one moment."""

    def __init__(self, snapshot: Snapshot, now: datetime, found: Found) -> None:
        self.snapshot = snapshot
        self.found = found
        self.today = now.astimezone(UTC).toordinal()
        self.some_day = (now + timedelta(days=30)).date().isoformat()
        self._now = now
        self._guards = {screen.id: guards_of(screen) for screen in snapshot.screens.values()}

    def begin(self) -> State | None:
        """Somebody new says `/start`; None when the engine failed, which is noted."""
        state = self._state(None, START, None)
        if state:
            self._look_at(state)
        return state

    def go(self, state: State, move: Move) -> State | None:
        """Make the move; None when the engine failed, which is noted."""
        self.found.steps += 1
        if move.token:
            self.found.presses[state.screen, move.token] += 1
        after = self._state(state.turn.session, move, state)
        if after:
            self._look_at(after)
        return after

    def draw(self, session: Session, move: Move) -> State | None:
        """What somebody sees of whom this is kept; it counts as no visit."""
        return self._state(session, move, None)

    def new_session(self) -> Session:
        """Somebody who was never here."""
        return new_session(self.snapshot, self.snapshot.language)

    def walk(self, state: State) -> Walk:
        """What is kept of the person, opened for its facts; a forgotten one is new again."""
        return resume(self.snapshot, state.turn.session or self.new_session(), self._now)

    def sides(self, state: State, walk: Walk) -> tuple[Side, ...]:
        """The guarded parts of the screen, shown or hidden; none after an end or Hide, which show none."""
        if walk.ended or walk.hidden or walk.state != state.screen:
            return ()
        return sides_seen(walk.template, self._guards[walk.state], facts_of(walk), self.snapshot)

    def _state(self, session: Session | None, move: Move, parent: State | None) -> State | None:
        try:
            return State(take(self.snapshot, session, move.event, self._now), move, parent)
        except Exception as error:  # whatever it is, to find it with the way that leads to it is our task
            screen = session.screen if session else self.snapshot.home
            path = (*(parent.path() if parent else ()), move.line)
            self.found.fault(Kind.ERROR, screen, path, f"{type(error).__name__}: {error}")
            return None

    def _look_at(self, state: State) -> None:
        self.found.screens[state.screen] += 1
        self.found.first.setdefault(state.screen, state)
        for kind in self._wrong(state):
            self.found.fault(kind, state.screen, state.path())

    def _wrong(self, state: State) -> Iterator[Kind]:
        text = state.turn.screen.text.text
        if not text.strip():
            yield Kind.MUTE
        if units(text) > TELEGRAM_LIMIT:
            yield Kind.TOO_LONG
        if self._is_closed(state.screen) and self.walk(state).is_in_danger:
            yield Kind.OPEN_DOOR

    def _is_closed(self, screen: ScreenId) -> bool:
        return self.snapshot.flows[flow_of(screen)].closed_after_danger
