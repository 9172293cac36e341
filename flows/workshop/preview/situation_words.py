"""When a message is shown, said as an editor would: "partner is refuses or unsure"."""

from collections.abc import Sequence
from math import prod

from flows.workshop.preview.differences import (
    LIST,
    MARKS,
    PIN,
    QUESTION,
    REMEMBERED,
    REMINDER,
    THERAPISTS,
    TOLD,
    Choice,
    Difference,
)
from flows.workshop.preview.variants import Situation, Variant, Variants

MOST_SAID = 2
"""Situations that are spelled out where no shorter saying covers them all."""

_SUBJECTS = {
    LIST: "the person's list",
    QUESTION: "the question at hand",
    THERAPISTS: "the therapists to compare",
    TOLD: "the answer at hand",
    REMEMBERED: "what was told",
    MARKS: "the question",
    REMINDER: "a note later",
    PIN: "a PIN",
}


def situation_in_words(variant: Variant, of: Variants) -> str:
    """When this message is shown; "always" where the screen has no other."""
    if len(of.drawn) == 1:
        return "always"
    talking = [situation for situation in variant.situations if not situation.ended]
    words = _words(talking or variant.situations, of.differences)
    if talking:
        return words or "while the talk goes on"
    return f"{words}, after the talk was ended here" if words else "after the talk was ended here"


def _words(situations: Sequence[Situation], known: Sequence[Difference]) -> str:
    """All of them in one saying if that covers nothing else, or the first few."""
    met = [_met(number, situations) for number in range(len(known))]
    if prod(map(len, met)) == len(situations):
        return _said(met, known)
    one_by_one = [_said([[choice] for choice in situation.choices], known) for situation in situations]
    more = len(one_by_one) - MOST_SAID
    return "; or when ".join(one_by_one[:MOST_SAID]) + (f"; and {more} more" if more > 0 else "")


def _met(number: int, situations: Sequence[Situation]) -> list[Choice]:
    return list(dict.fromkeys(situation.choices[number] for situation in situations))


def _said(met: Sequence[Sequence[Choice]], known: Sequence[Difference]) -> str:
    """Left out is what may be as it likes; what a person looks at stands before what they once said."""
    told = [
        f"{_SUBJECTS.get(one.subject, one.subject)} {_either([choice.words for choice in choices])}"
        for one, choices in zip(known, met, strict=True)
        if len(choices) < len(one.choices)
    ]
    return " and ".join(reversed(told))


def _either(words: Sequence[str]) -> str:
    """The verb once: "is US or CA"."""
    verb = words[0].split(" ")[0] + " "
    return " or ".join([words[0], *(other.removeprefix(verb) for other in words[1:])])
