"""questions.md becomes the bank."""

from flows.compiler.compile import Compilation
from flows.model.bank import Question
from flows.model.text import Style, Words
from tests.flows.compiler.folders import FRONT, QUESTIONS, compiled

SECOND = """
## fees

`topic money` `topic training`
`country US`

What do you *charge*?

And when?

### follow-up

D.

### why

A.

### good answer

B.

### warning sign

C.
"""


def bank_of(text: str) -> Compilation:
    return compiled(**{"en/questions.md": FRONT + text})


def question(id: str) -> Question:
    compilation = bank_of(QUESTIONS + SECOND)
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot.questions[id]


def test_a_question_has_its_topics_and_five_fields() -> None:
    licence = question("licence")

    assert (licence.topics, licence.starter, licence.countries) == (("training",), True, ())
    assert [licence.ask, licence.why, licence.good, licence.warning, licence.follow_up] == [
        (Words("What is your licence?"),),
        (Words("Titles differ."),),
        (Words("A clear name."),),
        (Words("A joke about it."),),
        (Words("Who checks it?"),),
    ]


def test_parts_may_stand_in_any_order_and_paragraphs_are_kept_apart() -> None:
    fees = question("fees")

    assert (fees.topics, fees.starter, fees.countries) == (("money", "training"), False, ("US",))
    assert fees.ask == (
        Words("What do you "),
        Words("charge", Style(italic=True)),
        Words("?"),
        Words("\n\n"),
        Words("And when?"),
    )
    assert (fees.good, fees.follow_up) == ((Words("B."),), (Words("D."),))


def test_every_missing_part_is_named() -> None:
    found = bank_of(QUESTIONS.partition("### good")[0]).diagnostics

    assert [one.message for one in found] == [
        "The question `licence` lacks `good answer`, `warning sign`, `follow-up`"
    ]


def test_a_question_that_nobody_asks_by_name_may_go() -> None:
    assert bank_of(SECOND).diagnostics[0].code == "Q01"
