"""Where one person is, and what they chose to have remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """One question on the person's list: from the bank (`question`), or their own words (`own`)."""

    id: str
    question: str | None = None
    own: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One person's whole conversation; survives a JSON round trip unchanged.

    `path` is where Back leads, latest last; `returns` where `#return` leads, latest last. `render`
    counts the screens drawn: a press that names another one is stale. `question` is the bank question
    or list item at hand, chosen by the latest press inside an `each`. `ended` is True after `#end`.
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
