"""Where one person is, and what they chose to have remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from flows.model.flow import ScreenId

Value: TypeAlias = str | tuple[str, ...]
"""A chosen value or typed text; a tuple for a `many` memory, in the order ticked."""


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
