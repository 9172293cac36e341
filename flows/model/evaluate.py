"""Whether a guard holds: one evaluator for the engine, which draws, and the compiler, which checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from flows.model.condition import (
    AtHand,
    ClinicAnswers,
    Condition,
    Empty,
    Has,
    Is,
    Known,
    Not,
    PinIsSet,
    Term,
    ToldIs,
    TopicIn,
)
from flows.model.session import Value


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a guard may ask about.

    A name that is not known is absent from `memory`; a `many` memory without a tick counts as not
    known too. `empty_lists` names the lists that hold nothing. Inside an `each`, `item_variable` is
    its variable and `item_tags` the topics or kinds of the element; outside, it is "". The question at
    hand is `question_is_own` or from the bank; without one, none of what is said of it holds. `told` is the
    memory name at hand, "" for none.
    """

    memory: Mapping[str, Value] = field(default_factory=dict)
    empty_lists: frozenset[str] = frozenset()
    clinic_answers: frozenset[str] = frozenset()
    item_variable: str = ""
    item_tags: frozenset[str] = frozenset()
    question_is_own: bool = False
    question_is_listed: bool = False
    question_is_asked: bool = False
    question_is_noted: bool = False
    told: str = ""
    pin_is_set: bool = False


def holds(condition: Condition | None, facts: Facts) -> bool:
    """True when the guard lets its block or button be seen; None is no guard and always holds."""
    if condition is None:
        return True
    every = condition.every
    for term in condition.terms:
        if term_holds(term, facts) is not every:
            return not every
    return every


def term_holds(term: Term, facts: Facts) -> bool:  # noqa: C901 - one case a term
    """True when one term holds; `is` is false and `is not` true while the name is not known."""
    # Patterns without parts are plain isinstance checks: four times as quick on every draw.
    match term:
        case Is():
            return _is(term, facts)
        case Not():
            return not term_holds(term.term, facts)
        case Known():
            return bool(facts.memory.get(term.name))
        case Has():
            return term.value in _ticked(term.name, facts)
        case Empty():
            return term.source in facts.empty_lists
        case TopicIn():
            return not facts.item_tags.isdisjoint(_ticked(term.name, facts))
        case ClinicAnswers():
            return term.question in facts.clinic_answers
        case AtHand():
            return _at_hand(term, facts)
        case ToldIs():
            return facts.told == term.name
        case PinIsSet():
            return facts.pin_is_set
        case _:
            assert_never(term)


def _at_hand(term: AtHand, facts: Facts) -> bool:
    match term.what:
        case "own":
            return facts.question_is_own
        case "on list":
            return facts.question_is_listed
        case "asked":
            return facts.question_is_asked
        case "noted":
            return facts.question_is_noted
        case _:
            assert_never(term.what)


def _is(term: Is, facts: Facts) -> bool:
    if term.name == facts.item_variable:
        return term.value in facts.item_tags
    return facts.memory.get(term.name) == term.value


def _ticked(name: str, facts: Facts) -> tuple[str, ...]:
    value = facts.memory.get(name, ())
    # Typed text or a single value has no parts: "in" would find letters of it.
    return value if isinstance(value, tuple) else ()
