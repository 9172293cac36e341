"""Replays conversations: what they do is done, what they expect is held against what is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot
from flows.workshop.person import Talker
from flows.workshop.transcripts.acts import ACTS
from flows.workshop.transcripts.checks import CHECKS
from flows.workshop.transcripts.lines import Conversation, Line, Word
from flows.workshop.transcripts.scene import Mismatch, Reached, Scene


@dataclass(frozen=True, slots=True)
class Failure:
    """A line that does not hold, the screen it was said of with its buttons, and the steps that led there."""

    line: Line
    mismatch: Mismatch
    screen: ScreenId
    buttons: tuple[str, ...]
    steps: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one conversation; without failures it holds. `drawn` are the screens that were seen."""

    conversation: Conversation
    failures: tuple[Failure, ...] = ()
    reached: Reached = field(default_factory=Reached)
    drawn: tuple[Screen, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayedTwice:
    """One conversation in memory and through the store, which must come to the same."""

    in_memory: Played
    through_store: Played

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The lines that do not hold in memory; if all do, those that do not through the store."""
        return self.in_memory.failures or self.through_store.failures

    @property
    def differs(self) -> bool:
        """True when the store gave back something else than it was given."""
        return self.in_memory != self.through_store

    @property
    def holds(self) -> bool:
        """True when every line was read and holds both times."""
        return not (self.failures or self.differs or self.in_memory.conversation.slips)


def replay_twice(
    conversation: Conversation, snapshot: Snapshot, talkers: tuple[Talker, Talker], now: datetime
) -> PlayedTwice:
    """Play it with one talker in memory and one whose session is stored between any two steps."""
    in_memory, stored = (replay(conversation, snapshot, talker, now) for talker in talkers)
    return PlayedTwice(in_memory, stored)


def replay(conversation: Conversation, snapshot: Snapshot, talker: Talker, now: datetime) -> Played:
    """Play it with somebody new, from `/start` on.

    Every line that does not hold is noted; a step that cannot be done ends the conversation, because
    nothing behind it means anything. One with slips in it is not played at all.
    """
    if conversation.slips:
        return Played(conversation)
    scene = Scene(snapshot, talker, now)
    failures: list[Failure] = []
    steps: list[Line] = []
    for line in conversation.lines:
        mismatch = _line(line.word)(scene, line.says)
        if mismatch:
            failures.append(_failure(line, mismatch, scene, steps))
        if line.word in ACTS:
            if mismatch:
                break
            steps.append(line)
    return Played(conversation, tuple(failures), scene.reached, tuple(scene.drawn))


def _line(word: Word) -> Callable[[Scene, str], Mismatch | None]:
    return ACTS.get(word) or CHECKS[word]


def _failure(line: Line, mismatch: Mismatch, scene: Scene, steps: list[Line]) -> Failure:
    labels = tuple(button.label for button in scene.buttons)
    return Failure(line, mismatch, scene.turn.screen.id, labels, tuple(steps))
