"""What may stand after `if` and `where`."""

import pytest

from flows.compiler.conditions import read_condition
from flows.compiler.declared import Declared
from flows.compiler.names import Names
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.span import Origin, Span
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
    ToldIs,
    TopicIn,
)
from flows.model.instruction import LIST_SOURCES, Each

FILE = SourceFile("x.md", "")
RULES = [
    MemoryRule("partner", "", values=("refuses", "unsure", "agrees")),
    MemoryRule("topics", "", values=("money", "training"), many=True),
    MemoryRule("note", "", text_limit=600),
    MemoryRule("country", "", values=("US", "GB")),
]
QUESTIONS = Each("q", "questions")
LINES = Each("line", "helplines")


def read(text: str, each: Each | None = None) -> tuple[Condition | None, list[str]]:
    report = Report({"x.md": FILE})
    place = FILE.place(1)
    names = Names(
        report,
        memory={rule.name: Declared(rule, place) for rule in RULES},
        topics={"money": Declared("Money", place), "training": Declared("Training", place)},
        sources={},
        questions=("licence",),
    )
    condition = read_condition(Span(Origin(FILE, text, 1), 0, len(text)), names, each)
    return condition, [found.code for found in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "each", "term"),
    [
        ("partner is unsure", None, Is("partner", "unsure")),
        ("partner  is  not\tunsure", None, Not(Is("partner", "unsure"))),
        ("topics has money", None, Has("topics", "money")),
        ("topics has no money", None, Not(Has("topics", "money"))),
        ("note is known", None, Known("note")),
        ("note is not known", None, Not(Known("note"))),
        ("checklist is empty", None, Empty("checklist")),
        ("checklist is not empty", None, Not(Empty("checklist"))),
        ("clinic answers licence", None, ClinicAnswers("licence")),
        ("question is own", None, AtHand("own")),
        ("question is not  own", None, Not(AtHand("own"))),
        ("question is on  list", None, AtHand("on list")),
        ("question is not on list", None, Not(AtHand("on list"))),
        ("question is asked", None, AtHand("asked")),
        ("question is not noted", None, Not(AtHand("noted"))),
        ("pin is set", None, PinIsSet()),
        ("pin is  not set", None, Not(PinIsSet())),
        ("answer is country", None, ToldIs("country")),
        ("answer is not country", None, Not(ToldIs("country"))),
        *((f"{source} is empty", None, Empty(source)) for source in LIST_SOURCES),
        ("a is not-asked", Each("a", "answers"), Is("a", "not-asked")),
        ("a is not not-asked", Each("a", "answers"), Not(Is("a", "not-asked"))),
        ("answer is no", Each("answer", "answers"), Is("answer", "no")),
        ("c is different", Each("c", "comparison"), Is("c", "different")),
        ("m is not country", Each("m", "remembered"), Not(Is("m", "country"))),
        ("q is asked", Each("q", "checklist"), Is("q", "asked")),
        ("q is money", Each("q", "checklist"), Is("q", "money")),
        ("country is US", None, Is("country", "US")),
        ("topic in topics", QUESTIONS, TopicIn("topics")),
        ("q is money", QUESTIONS, Is("q", "money")),
        ("line is violence", LINES, Is("line", "violence")),
        ("line is not child", LINES, Not(Is("line", "child"))),
        ("partner is unsure", LINES, Is("partner", "unsure")),
    ],
)
def test_a_term_is_read(text: str, each: Each | None, term: object) -> None:
    condition, codes = read(text, each)

    assert codes == []
    assert condition is not None and condition.terms == (term,)


@pytest.mark.parametrize("joint", ["and", "or"])
def test_terms_are_joined_by_one_word(joint: str) -> None:
    condition, codes = read(f"partner is unsure {joint} note is known {joint} topics has money")

    assert codes == []
    assert condition is not None and len(condition.terms) == 3
    assert condition.every is (joint == "and")


@pytest.mark.parametrize(
    "text",
    [
        "partner is unsure and partner is agrees",
        "partner is unsure and partner is not unsure",
        "partner is known and partner is not known",
        "partner is unsure and partner is not known",
        "partner is known and partner is not refuses and partner is not unsure and partner is not agrees",
        "topics has money and topics has no money",
        "topics has money and note is known and topics is not known",
        "topics is known and topics has no money and topics has no training",
        "note is known and note is not known",
        "checklist is empty and checklist is not empty",
        "question is own and question is not own",
    ],
)
def test_a_contradiction_is_found(text: str) -> None:
    assert read(text)[1] == ["C03"]


@pytest.mark.parametrize(
    "text",
    [
        "partner is unsure or partner is agrees",
        "partner is not unsure and partner is not agrees",
        "partner is not refuses and partner is not unsure and partner is not agrees",
        "topics has money and topics has training",
        "topics is known and topics has no money",
        "partner is unsure and country is US and note is not known",
        "partner is unsure and partner is unsure",
        "clinic answers licence and clinic answers licence",
        "question is own and question is not on list",
    ],
)
def test_what_can_be_true_is_no_contradiction(text: str) -> None:
    assert read(text)[1] == []


def test_a_line_may_be_of_two_kinds() -> None:
    assert read("line is violence and line is suicide", LINES)[1] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "C01"),
        ("partner", "C01"),
        ("partner is", "C01"),
        ("partner == unsure", "C01"),
        ("partner is unsure and", "C01"),
        ("and", "C01"),
        ("(partner is unsure)", "M01"),
        ("partner is unsure and note is known or topics has money", "C02"),
        ("line is violence", "M01"),
        ("topic in topics", "C04"),
        ("question is listed", "M01"),
    ],
)
def test_what_cannot_be_read_is_reported_once(text: str, code: str) -> None:
    condition, codes = read(text)

    assert (condition, codes) == (None, [code])
