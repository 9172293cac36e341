"""Guards, term by term."""

import pytest

from flows.model.condition import AtHand, ClinicAnswers, Condition, Empty, Has, Is, Known, Not, Term, TopicIn
from flows.model.evaluate import Facts, holds

FACTS = Facts(
    memory={"partner": "refuses", "topics": ("money", "secrets"), "none": (), "note": "money"},
    empty_lists=frozenset({"checklist"}),
    clinic_answers=frozenset({"licence"}),
    item_variable="line",
    item_tags=frozenset({"violence", "money"}),
    question_is_listed=True,
)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Is("partner", "refuses"), True),
        (Is("partner", "unsure"), False),
        (Is("country", "US"), False),
        (Not(Is("country", "US")), True),
        (Not(Is("partner", "refuses")), False),
        (Is("line", "violence"), True),
        (Not(Is("line", "suicide")), True),
        (Has("topics", "money"), True),
        (Has("topics", "mone"), False),
        (Has("note", "mon"), False),
        (Not(Has("country", "US")), True),
        (Known("partner"), True),
        (Known("country"), False),
        (Known("none"), False),
        (Not(Known("country")), True),
        (Empty("checklist"), True),
        (Not(Empty("questions")), True),
        (TopicIn("topics"), True),
        (TopicIn("none"), False),
        (TopicIn("note"), False),
        (ClinicAnswers("licence"), True),
        (ClinicAnswers("fees"), False),
        (AtHand("on list"), True),
        (AtHand("own"), False),
        (Not(AtHand("own")), True),
    ],
)
def test_a_term_holds_as_it_reads(term: Term, expected: bool) -> None:
    assert holds(Condition((term,)), FACTS) is expected


def test_and_needs_every_term_and_or_needs_one() -> None:
    yes, no = Known("partner"), Known("country")

    assert holds(Condition((yes, yes)), FACTS) and not holds(Condition((yes, no)), FACTS)
    assert holds(Condition((no, yes), every=False), FACTS) and not holds(
        Condition((no, no), every=False), FACTS
    )


def test_no_guard_holds() -> None:
    assert holds(None, FACTS)
