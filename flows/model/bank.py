"""The question bank and the reference lists that content names by id."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class MemoryRule:
    """What may be remembered under one name, and why.

    `values` is the closed list, or () for typed text of at most `text_limit` characters.
    `many` values come from tick boxes. `keep_days` is None for as long as the session lives.
    A value in `danger` closes flows marked `after-danger: closed`.
    """

    name: str
    why: str
    values: tuple[str, ...] = ()
    text_limit: int | None = None
    many: bool = False
    keep_days: int | None = None
    private: bool = False
    danger: tuple[str, ...] = ()
