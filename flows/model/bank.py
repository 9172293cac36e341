"""The question bank and the reference lists that content names by id."""

from dataclasses import dataclass
from datetime import date

from flows.model.condition import Condition
from flows.model.place import Place
from flows.model.text import Inline


@dataclass(frozen=True, slots=True)
class Question:
    """One question to ask a therapist, with its five fields and its topics."""

    id: str
    topics: tuple[str, ...]
    ask: tuple[Inline, ...]
    why: tuple[Inline, ...]
    good: tuple[Inline, ...]
    warning: tuple[Inline, ...]
    follow_up: tuple[Inline, ...]
    place: Place
    starter: bool = False
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; `url` is "" for a source that has none, `seen` when it was read."""

    id: str
    title: str
    year: int | None
    url: str
    grade: str
    seen: date


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line to call, text or open.

    `number` is written as it is dialled or sent ("988", "HOME to 741741") and is "" for a web
    directory. `country` is an ISO 3166 code, or "" for everywhere. `kinds` are tags such as
    "violence", "suicide", "child", "emergency", "directory". `checked` is None for `never`.
    """

    id: str
    country: str
    kinds: tuple[str, ...]
    name: str
    number: str
    url: str
    hours: str
    cost: str
    languages: str
    trace: str
    grade: str
    source: str
    seen: date
    checked: date | None


RETURN_WORD = "return-word"
"""The memory of the word that brings the screen back after Hide."""


@dataclass(frozen=True, slots=True)
class MemoryRule:
    """What may be remembered under one name, and why.

    `values` is the closed list, or () for typed text of at most `text_limit` characters.
    `many` values come from tick boxes. `keep_days` is None for as long as the session lives.
    A value in `danger` closes flows marked `after-danger: closed`; one in `discreet` says that somebody
    else may read the phone. A value is dropped as soon as `only_while` does not hold; None always holds.
    """

    name: str
    why: str
    values: tuple[str, ...] = ()
    text_limit: int | None = None
    many: bool = False
    keep_days: int | None = None
    private: bool = False
    danger: tuple[str, ...] = ()
    discreet: tuple[str, ...] = ()
    only_while: Condition | None = None

    @property
    def is_locked_away(self) -> bool:
        """True for what a PIN hides."""
        return self.private and not self.counts_on_every_face

    @property
    def counts_on_every_face(self) -> bool:
        """True for what is private and yet heeded whoever holds the phone: it keeps the person safe."""
        return self.private and bool(self.danger or self.discreet or self.name == RETURN_WORD)
