"""Guards: what `if` may ask, as values."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Is:
    """`n is v`; false while n is not known. In an `each`, `n` may be its variable (`line is violence`)."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Has:
    """`n has v`: a `many` memory holds v."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Known:
    """`n is known`."""

    name: str


@dataclass(frozen=True, slots=True)
class Empty:
    """`LIST is empty`, of one of the closed list names."""

    source: str


@dataclass(frozen=True, slots=True)
class TopicIn:
    """`topic in n`: one of the item's topics was ticked in the `many` memory n; only in `each`."""

    name: str


@dataclass(frozen=True, slots=True)
class ClinicAnswers:
    """`clinic answers QUESTION`."""

    question: str


@dataclass(frozen=True, slots=True)
class AtHand:
    """`question is own`, `on list`, `asked`, `noted`: asked of the question that the person opened last."""

    what: Literal["own", "on list", "asked", "noted"]


@dataclass(frozen=True, slots=True)
class ToldIs:
    """`answer is NAME`: the name that the person opened last on the list of what they told."""

    name: str


@dataclass(frozen=True, slots=True)
class PinIsSet:
    """`pin is set`."""


@dataclass(frozen=True, slots=True)
class Not:
    """`is not`, `has no`, `is not known`, `is not empty`."""

    term: Is | Has | Known | Empty | AtHand | ToldIs | PinIsSet


Term: TypeAlias = Is | Has | Known | Empty | TopicIn | ClinicAnswers | AtHand | ToldIs | PinIsSet | Not


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms joined by one word; `every` is True for "and" (and for a single term), False for "or"."""

    terms: tuple[Term, ...]
    every: bool = True

    @property
    def asks_at_hand(self) -> bool:
        """True when a term asks about the question at hand."""
        plain = (term.term if isinstance(term, Not) else term for term in self.terms)
        return any(isinstance(term, AtHand) for term in plain)
