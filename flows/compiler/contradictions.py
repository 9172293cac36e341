"""Finds guards that no person can ever meet, by trying every situation that they tell apart."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from flows.compiler.declared import Declared
from flows.model.bank import MemoryRule
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
from flows.model.evaluate import Facts, holds
from flows.model.session import Value

MOST_TICKS = 8
"""Ticks of one memory that are told apart; a guard that asks about more is let pass."""

_ALL_AT_HAND = Facts(
    question_is_own=True, question_is_listed=True, question_is_asked=True, question_is_noted=True
)


def is_never_true(condition: Condition, memory: Mapping[str, Declared[MemoryRule]]) -> bool:
    """True when the guard holds in no situation.

    Joined by "and", each name, list or question can be tried alone, for no term asks about two.
    Terms about the element of an `each` can always be met.
    """
    if not condition.every:
        return False
    terms = condition.terms
    subjects = dict.fromkeys(map(_subject, terms))
    groups = (tuple(term for term in terms if _subject(term) == subject) for subject in subjects)
    return any(not _can_hold(group, memory) for group in groups if len(group) > 1)


def _can_hold(terms: tuple[Term, ...], memory: Mapping[str, Declared[MemoryRule]]) -> bool:
    """`terms` are all about one subject."""
    term = _plain(terms[0])
    match term:
        case Is() | Has() | Known():
            if term.name not in memory:
                return True
            asked = {plain.value for plain in map(_plain, terms) if isinstance(plain, Has)}
            if len(asked) > MOST_TICKS:
                return True
            values = _choices(memory[term.name].value, asked)
            situations = [Facts({term.name: value} if value else {}) for value in values]
        case Empty():
            situations = [Facts(), Facts(empty_lists=frozenset([term.source]))]
        case AtHand():
            situations = [Facts(), _ALL_AT_HAND]
        case PinIsSet():
            situations = [Facts(), Facts(pin_is_set=True)]
        case ToldIs():
            situations = [Facts(), *(Facts(told=name) for name in memory)]
        case _:
            return True
    return any(holds(Condition(terms), facts) for facts in situations)


def _subject(term: Term) -> tuple[str, str]:
    plain = _plain(term)
    match plain:
        case Is() | Has() | Known():
            return "memory", plain.name
        case TopicIn():
            return "topic", plain.name
        case Empty():
            return "list", plain.source
        case ClinicAnswers():
            return "clinic", plain.question
        case AtHand():
            return "question", plain.what
        case ToldIs():
            return "told", ""
        case PinIsSet():
            return "pin", ""


def _choices(rule: MemoryRule, asked: set[str]) -> list[Value]:
    """What one name can hold as far as the terms can tell; "" stands for not known."""
    if rule.many:
        # Ticks that no term asks about are alike: one of them stands for all.
        others = [value for value in rule.values if value not in asked]
        told_apart = [value for value in rule.values if value in asked]
        return list(_subsets(told_apart + others[:1]))
    return ["", *rule.values] if rule.values else ["", "typed"]


def _subsets(values: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(values, size) for size in range(len(values) + 1))


def _plain(term: Term) -> Is | Has | Known | Empty | TopicIn | ClinicAnswers | AtHand | ToldIs | PinIsSet:
    return term.term if isinstance(term, Not) else term
