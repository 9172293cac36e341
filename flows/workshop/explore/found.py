"""What a walk through the content found out."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from flows.model.flow import ScreenId
from flows.workshop.explore.guards import Side
from flows.workshop.explore.state import Offer, State


class Kind(StrEnum):
    """What can be wrong, as a heading of the report."""

    ERROR = "The bot failed"
    OPEN_DOOR = "A flow that closes after a danger signal was open after one"
    DEAD_END = "A dead end"
    LOOP = "A circle without a way home or to an end"
    MUTE = "A screen without words"
    TOO_LONG = "A message that is too long for Telegram"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong on a screen; `path` leads there from `/start`, as lines of a transcript."""

    kind: Kind
    screen: ScreenId
    message: str
    path: tuple[str, ...]


@dataclass(slots=True)
class Found:
    """Counts and firsts. `sides` are the guarded parts seen shown or hidden; `first` is a shortest way in.

    `ways` leads from each offer to those that its buttons came to; `offers` holds who met it first.
    """

    steps: int = 0
    screens: Counter[ScreenId] = field(default_factory=Counter)
    presses: Counter[tuple[ScreenId, str]] = field(default_factory=Counter)
    sides: set[Side] = field(default_factory=set)
    first: dict[ScreenId, State] = field(default_factory=dict)
    offers: dict[Offer, State] = field(default_factory=dict)
    ways: dict[Offer, set[Offer]] = field(default_factory=dict)
    faults: dict[tuple[Kind, ScreenId], Fault] = field(default_factory=dict)

    def fault(self, kind: Kind, screen: ScreenId, path: tuple[str, ...], message: str = "") -> None:
        """Note what is wrong; the first of a kind on a screen is enough."""
        self.faults.setdefault((kind, screen), Fault(kind, screen, message, path))
