"""Every `do` of content becomes an instruction, and has words that name it in people's chats."""

from typing import get_args

import pytest

from flows.compiler.action_words import PLAIN
from flows.compiler.actions import LONGEST_REMINDER_DAYS, read_action
from flows.compiler.declared import Declared
from flows.compiler.deed_words import deed_words
from flows.compiler.names import Names
from flows.compiler.report import Report
from flows.compiler.scope import Scope
from flows.compiler.source import SourceFile
from flows.compiler.span import Origin, Span
from flows.model.bank import MemoryRule
from flows.model.document import FileFormat
from flows.model.flow import ScreenId
from flows.model.instruction import (
    Action,
    AddOwnQuestion,
    AddQuestion,
    AddTherapist,
    DraftInvitation,
    DropQuestion,
    DropTherapist,
    Each,
    ExportList,
    MarkQuestion,
    MoveQuestion,
    NoteAnswer,
    NoteQuestion,
    NoteTherapist,
    Remind,
    RenameTherapist,
)

FILE = SourceFile("x.md", "")
RULES = [
    MemoryRule("words", "", text_limit=200),
    MemoryRule("topics", "", values=("money",), many=True),
    MemoryRule("tone", "", values=("warm",)),
    MemoryRule("reason", "", values=("cost",)),
    MemoryRule("draft", "", text_limit=250),
    MemoryRule("time-zone", "", values=("berlin",)),
]
CHOICES = Each("c", "choices")


def read(text: str, each: Each | None = None) -> tuple[Action | None, Names]:
    memory = {rule.name: Declared(rule, FILE.place(1)) for rule in RULES}
    names = Names(Report({"x.md": FILE}), memory, {}, {}, questions=("licence",))
    words = Span(Origin(FILE, text, 1), 0, len(text))
    return read_action(words, Scope(names, ScreenId("x#start"), each)), names


def needed(names: Names) -> set[str]:
    return {one.kind for one in names.used.at_hand}


SOME: dict[str, Action] = {
    "add question licence": AddQuestion("licence"),
    "drop question q": DropQuestion("q"),
    "add own question words": AddOwnQuestion("words"),
    "move question up": MoveQuestion("up"),
    "mark question not asked": MarkQuestion(asked=False),
    "note question words": NoteQuestion("words"),
    "add therapist words": AddTherapist("words"),
    "rename therapist words": RenameTherapist("words"),
    "drop therapist": DropTherapist(),
    "answer partly": NoteAnswer("partly"),
    "answer not asked": NoteAnswer(""),
    "note answer words": NoteTherapist("answer", "words"),
    "note feel words": NoteTherapist("feel", "words"),
    "export checklist": ExportList("checklist"),
    "export comparison as pdf": ExportList("comparison", FileFormat.PDF),
    "export data as json": ExportList("data", FileFormat.JSON),
    "draft invitation": DraftInvitation(),
    "remind in 1 days": Remind(days=1),
    f"remind in {LONGEST_REMINDER_DAYS} days": Remind(days=LONGEST_REMINDER_DAYS),
    "remind on words": Remind(name="words"),
}


@pytest.mark.parametrize("text", [*PLAIN, *SOME])
def test_an_action_is_read_and_its_words_are_what_was_written(text: str) -> None:
    action, names = read(text, CHOICES)

    assert names.report.noted == () and action is not None
    assert deed_words(action) == text
    assert action == SOME.get(text, action)


def test_every_action_of_the_model_can_be_asked_for() -> None:
    asked = {type(read(text, CHOICES)[0]) for text in (*PLAIN, *SOME)}

    assert asked == set(get_args(Action))


def test_one_day_may_be_written_as_such() -> None:
    assert read("remind in 1 day")[0] == Remind(days=1)


@pytest.mark.parametrize(
    ("text", "each", "expected"),
    [
        ("move question up", None, {"question"}),
        ("move question up", Each("q", "checklist"), set()),
        ("move question up", Each("t", "therapists"), {"question"}),
        ("answer yes", None, {"question", "therapist"}),
        ("answer yes", Each("a", "answers"), {"therapist"}),
        ("drop therapist", Each("t", "therapists"), set()),
        ("note feel words", None, {"therapist"}),
        ("add therapist words", None, set()),
        ("forget answer", None, {"told"}),
        ("forget answer", Each("m", "remembered"), set()),
        ("choose", CHOICES, {"told"}),
        ("draft invitation", None, set()),
    ],
)
def test_an_action_needs_at_hand_what_its_own_press_does_not_open(
    text: str, each: Each | None, expected: set[str]
) -> None:
    assert needed(read(text, each)[1]) == expected


def test_what_the_engine_reads_and_writes_counts_as_used() -> None:
    _, drafting = read("draft invitation")
    _, reminding = read("remind on words")

    assert (drafting.used.asked, drafting.used.remembered) == ({"tone", "reason"}, {"draft"})
    assert reminding.used.asked == {"words", "time-zone"}


def test_a_checklist_is_sent_by_the_words_of_old_buttons() -> None:
    assert deed_words(ExportList("checklist")) == "export checklist"


@pytest.mark.parametrize(("text", "help"), [("exprt checklist", "`export checklist`"), ("lok", "`lock`")])
def test_a_misspelt_action_is_guessed(text: str, help: str) -> None:
    [found] = read(text)[1].report.noted

    assert (found.code, found.help) == ("A01", f"Did you mean {help}?")
