"""Where one person is, and what they chose to have remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from flows.model.flow import ScreenId

Value: TypeAlias = str | tuple[str, ...]
"""A chosen value or typed text; a tuple for a `many` memory, in the order ticked."""


class Edition(NamedTuple):
    """Which content somebody was served from: two numbers that only grow.

    `release` is 0 while nothing was released: the content folder is served then. `withdrawal` counts what
    was taken back, or shown again; 0 while nothing ever was.
    """

    release: int
    withdrawal: int


NO_EDITION = Edition(0, 0)


class Visit(NamedTuple):
    """A screen on the person's path, and where `#return` led from it, latest last.

    Back restores both, so a call that was taken back leaves nothing to return from. A tuple, because
    it is stored fifty times a session and needs no names there.
    """

    screen: ScreenId
    returns: tuple[ScreenId, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A value and the day it was last set (proleptic ordinal, UTC)."""

    value: Value
    day: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One question on the person's list: from the bank (`question`), or their own words (`own`).

    `asked` is what the person marked, `note` what they wrote beside it.
    """

    id: str
    question: str | None = None
    own: str | None = None
    asked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TherapistAnswer:
    """What one therapist said to one question: "yes", "partly" or "no", "" while it was not asked yet."""

    said: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Therapist:
    """Somebody to compare, under a name of the person's own; `answers` by the ids of list items.

    `feel` is a note on how the talk felt.
    """

    id: str
    name: str
    answers: Mapping[str, TherapistAnswer] = field(default_factory=dict)
    feel: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A message that the person asked for, on a day (proleptic ordinal) where they live.

    `zone` is a key of flows.model.time_zones.
    """

    day: int
    zone: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a PIN locks away; `memory` holds the names that `MemoryRule.is_locked_away` says."""

    checklist: tuple[ListItem, ...] = ()
    therapists: tuple[Therapist, ...] = ()
    memory: Mapping[str, Remembered] = field(default_factory=dict)
    check_in: CheckIn | None = None


class Face(StrEnum):
    """What somebody sees behind the PIN: nothing yet, the person's own, or what another PIN opened."""

    SHUT = "shut"
    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pin:
    """A lock on list, notes and comparison; `hash` is slow to try.

    Times are seconds since 1970. A face stays until `open_until`. A wrong PIN opens a history of its own,
    `other`, which looks like one that nobody has used yet: nobody can tell the right from the wrong. It
    belongs to the digits whose mark is `other_mark`; others begin another. `wrong` counts tries in a row;
    before `wait_until` none is looked at.
    """

    hash: str
    face: Face = Face.SHUT
    open_until: int = 0
    wrong: int = 0
    wait_until: int = 0
    other: Kept = field(default_factory=Kept)
    other_mark: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One person's whole conversation; survives a JSON round trip unchanged.

    `path` is where Back leads, latest last; `returns` where `#return` leads, latest last. `render`
    counts the screens drawn: a press that names another one is stale. `question` is the bank question
    or list item at hand, `therapist` the therapist and `told` the memory name, each chosen by the latest
    press inside an `each` over such. `ended` is True after `#end`, `hidden` after Hide.
    `snapshot` and `edition` say what the screen was drawn from.
    """

    snapshot: str
    language: str
    screen: ScreenId
    path: tuple[Visit, ...] = ()
    returns: tuple[ScreenId, ...] = ()
    memory: Mapping[str, Remembered] = field(default_factory=dict)
    checklist: tuple[ListItem, ...] = ()
    question: str | None = None
    render: int = 0
    ended: bool = False
    edition: Edition = NO_EDITION
    therapists: tuple[Therapist, ...] = ()
    therapist: str | None = None
    told: str | None = None
    check_in: CheckIn | None = None
    pin: Pin | None = None
    hidden: bool = False
