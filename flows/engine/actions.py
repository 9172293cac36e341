"""What the instructions of a button do; `do` knows these actions and no others."""

from typing import assert_never

from flows.engine.in_language import question_of
from flows.engine.items import is_readable
from flows.engine.text import RichTextBuilder
from flows.engine.walk import Walk
from flows.model.instruction import (
    AddOwnQuestion,
    AddQuestion,
    AddQuestions,
    DeleteEverything,
    DropQuestion,
    ExportChecklist,
    Forget,
    Instruction,
    Option,
    Remember,
)
from flows.model.screen import Export, ForgetPerson
from flows.model.session import ListItem
from flows.model.text import Inline, Insert, RichText, Style

CHECKLIST_LIMIT = 60
"""Questions on one list: about three times what fits into a first session, and a bounded session row."""

TOPICS = "topics"
"""The `many` memory that says which topics the person ticked."""


def carry_out(instruction: Instruction, walk: Walk) -> None:
    """Change the walk as the instruction says; what reaches outside becomes an effect."""
    match instruction:
        case Remember(name, value):
            walk.remember(name, value)
        case Forget(name):
            walk.forget(name)
        case AddQuestion(question):
            _add_from_bank(walk, _meant(walk, question))
        case DropQuestion(question):
            gone = _meant(walk, question)
            walk.checklist = [kept for kept in walk.checklist if kept.id != gone]
        case AddQuestions():
            _add_ticked(walk)
        case AddOwnQuestion(name):
            _add_own(walk, name)
        case ExportChecklist():
            _export(walk)
        case DeleteEverything():
            walk.effects.append(ForgetPerson())
        case _:
            assert_never(instruction)


def toggle(option: Option, walk: Walk) -> None:
    """Tick the box, or take its tick away."""
    ticked = walk.memory.get(option.name, ())
    assert isinstance(ticked, tuple)  # the compiler allows tick boxes on `many` memories alone
    without = tuple(value for value in ticked if value != option.value)
    walk.remember(option.name, without if option.value in ticked else (*ticked, option.value))


def _add_from_bank(walk: Walk, question: str) -> None:
    if question in walk.snapshot.questions:
        _add(walk, ListItem(question, question=question))


def _add(walk: Walk, item: ListItem) -> None:
    if any(kept.id == item.id for kept in walk.checklist):
        return
    if len(walk.checklist) >= CHECKLIST_LIMIT:
        walk.lead = walk.phrase("notice.list-full")
        return
    walk.checklist.append(item)


def _add_ticked(walk: Walk) -> None:
    ticked = walk.memory.get(TOPICS, ())
    for question in walk.snapshot.questions.values():
        if question.starter if not ticked else set(question.topics) & set(ticked):
            _add_from_bank(walk, question.id)


def _add_own(walk: Walk, name: str) -> None:
    words = walk.memory.get(name)
    walk.forget(name)
    if isinstance(words, str) and words:
        taken = {kept.id for kept in walk.checklist}
        free = next(number for number in range(1, CHECKLIST_LIMIT + 2) if f"own{number}" not in taken)
        _add(walk, ListItem(f"own{free}", own=words))


def _meant(walk: Walk, question: str) -> str:
    # An id of the bank means itself; the variable of an `each` its element; `q` elsewhere the one at hand.
    if question in walk.snapshot.questions:
        return question
    return walk.item or walk.question or ""


def _export(walk: Walk) -> None:
    readable = [kept for kept in walk.checklist if is_readable(kept, walk)]
    if not readable:
        walk.lead = walk.phrase("notice.nothing")
        return
    walk.effects.append(Export(_list_text(walk, readable)))


def _list_text(walk: Walk, items: list[ListItem]) -> RichText:
    text = RichTextBuilder()
    text.add(walk.phrase("list.title"), Style(bold=True))
    for number, kept in enumerate(items, start=1):
        text.add(f"\n\n{number}. ")
        text.add_inlines(_asked(kept.question, walk) if kept.question else (), _nothing)
        text.add(kept.own or "")
    return text.build()


def _asked(question: str, walk: Walk) -> tuple[Inline, ...]:
    return question_of(walk.snapshot.questions[question], walk).ask


def _nothing(_: Insert) -> str:
    # A bank question is the same for everybody, so it holds no inserts.
    return ""
