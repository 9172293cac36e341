"""Every combination of answers that a screen can meet leaves something to read and to press."""

import pytest
from hypothesis import given, settings

from flows.compiler.rules import graph_empty
from flows.compiler.rules.shown import leads_on, shown_blocks, shown_buttons
from flows.model.bank import MemoryRule
from flows.model.condition import AtHand, ClinicAnswers, Empty, Has, Is, Known, Not, TopicIn
from flows.model.evaluate import Facts
from flows.model.flow import Back, Paragraph, ScreenTemplate, Web
from flows.model.instruction import Each, Option, Write
from flows.model.snapshot import Snapshot
from flows.model.text import Insert
from tests.flows.compiler.random_screens import SCREENS, content_of, every_facts
from tests.flows.compiler.snapshots import (
    bullets,
    button,
    guard,
    helpline,
    messages,
    not_refuses,
    question,
    refuses,
    screen,
    snapshot,
    text,
)

BACK = button(Back())


def said(*parts, **more) -> list[str]:  # type: ignore[no-untyped-def]  # parts of one screen
    return messages(graph_empty.check, snapshot(screen("x#start", *parts), **more))


def test_a_screen_with_text_and_a_button_is_in_order() -> None:
    assert said(text(), BACK) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([text()], ["G01 This screen has no button"]),
        ([BACK], ["G03 This screen has no text"]),
        (
            [text(), button("home#start", when=refuses())],
            ["G02 This screen has nothing to press when partner is not known"],
        ),
        ([text(when=refuses()), BACK], ["G04 This screen has no text when partner is not known"]),
        ([text(when=refuses()), text(otherwise=True), BACK], []),
        ([text(when=refuses()), text(when=not_refuses()), BACK], []),
        (
            [text(when=refuses()), text(when=guard(Not(Known("partner")))), BACK],
            ["G04 This screen has no text when partner is unsure"],
        ),
        ([text(Insert("memory", "note")), BACK], ["G04 This screen has no text when note is not known"]),
        ([text(Insert("memory", "note")), text(), BACK], []),
        ([text(), button(None, option=Option("topics", "money")), button(Back(), when=refuses())],
         ["G02 This screen has nothing to press when partner is not known"]),
        ([text(), button(Web("https://x.org")), button(Back(), when=refuses())],
         ["G02 This screen has nothing to press when partner is not known"]),
        ([text(), button("home#start", write=Write("note", 9))], []),
        (
            [text(when=guard(Empty("checklist"))), BACK],
            ["G04 This screen has no text when checklist is not empty"],
        ),
        ([text(when=guard(Empty("checklist"))), bullets("checklist"), BACK], []),
        (
            [bullets("checklist", where=guard(TopicIn("topics"))), BACK],
            ["G04 This screen has no text when topics is not known and checklist is not empty"],
        ),
        (
            [text(), button(Back(), when=guard(ClinicAnswers("fees")))],
            ["G02 This screen has nothing to press when the clinic does not answer fees"],
        ),
        (
            [
                text(when=guard(Has("topics", "money"))),
                text(when=guard(Not(Has("topics", "money")), Known("topics"))),
                BACK,
            ],
            ["G04 This screen has no text when topics has no money and topics has nothing else"],
        ),
    ],
)  # fmt: skip
def test_the_first_situation_that_leaves_nothing_is_named(parts, expected: list[str]) -> None:  # type: ignore[no-untyped-def]  # parts of one screen
    assert said(*parts) == expected


def test_help_lines_count_by_the_country_of_the_person() -> None:
    lines = [helpline("us", "US", "violence"), helpline("gb", "GB", "child"), helpline("all", "", "child")]
    listed = bullets("helplines", where=guard(Is("one", "child")))

    assert said(listed, BACK, helplines=lines) == []
    assert said(listed, BACK, helplines=lines[:2]) == [
        "G04 This screen has no text when country is not known"
    ]


def test_a_topic_without_a_question_leaves_nothing() -> None:
    bank = [question("a", "secrets"), question("b", "money")]
    offered = button("home#start", each=Each("one", "questions", guard(TopicIn("topics"))))

    got = said(text(), offered, button(Back(), when=guard(Not(Known("topics")))), questions=bank)

    assert got == ["G02 This screen has nothing to press when topics has course"]


def test_the_lists_of_the_content_are_never_empty() -> None:
    assert said(text(when=guard(Not(Empty("questions")))), BACK, questions=[question("a", "money")]) == []


def test_a_question_at_hand_may_be_own_or_not_and_on_the_list_or_not() -> None:
    listed, own = text(when=guard(AtHand("on list"))), text(when=guard(AtHand("own")))

    assert said(listed, own, BACK) == [
        "G04 This screen has no text when question is not on list and question is not own"
    ]
    assert said(own, text(when=guard(Not(AtHand("own")))), BACK) == []


def test_nobody_in_danger_is_on_a_closed_screen() -> None:
    open_when_safe = text(when=guard(Not(Is("safety", "unsafe")), Not(Is("safety", "unsure"))))

    assert said(open_when_safe, BACK) == ["G04 This screen has no text when safety is unsure"]
    assert said(open_when_safe, BACK, closed=["x"]) == []


def test_more_situations_than_can_be_tried_are_tried_in_pairs() -> None:
    names = [f"n{number}" for number in range(20)]
    rules = {name: MemoryRule(name, "x", ("a", "b")) for name in names}
    guards = [text(when=guard(Is(name, "a"))) for name in names]
    # Nothing is shown only when no name is `a`, among them when all are unknown.
    assert said(*guards, BACK, rules=rules)[0].startswith("G04 ")
    assert "only pairs" in said(*guards, text(otherwise=True), BACK, rules=rules)[0]


@settings(max_examples=100, deadline=None)
@given(SCREENS)
def test_the_check_finds_what_trying_everything_finds(made: ScreenTemplate) -> None:
    """The oracle tries every value of every name, not only those that guards tell apart."""
    content = content_of(made)
    no_text = any(not _has_text(made, facts, content) for facts in every_facts())
    no_button = any(not any(map(leads_on, shown_buttons(made, facts, content))) for facts in every_facts())

    found = {message[:3] for message in messages(graph_empty.check, content)}

    assert found == {code for code, fails in (("G04", no_text), ("G02", no_button)) if fails}


def _has_text(made: ScreenTemplate, facts: Facts, content: Snapshot) -> bool:
    return any(_words(block, facts) for block in shown_blocks(made, facts, content))


def _words(block: object, facts: Facts) -> bool:
    part = block.inlines[0] if isinstance(block, Paragraph) else None
    return bool(facts.memory.get(part.field)) if isinstance(part, Insert) else True


def test_a_named_situation_is_one_that_fails() -> None:
    names = {f"n{number}": MemoryRule(f"n{number}", "x", ("a", "b")) for number in range(6)}
    shown = [text(when=guard(Not(Is(name, "a")))) for name in names]

    (message,) = said(*shown, BACK, rules=names)

    assert message == f"G04 This screen has no text when {' and '.join(f'{name} is a' for name in names)}"
