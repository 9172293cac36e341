"""What actions do to the person's own list of questions."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from flows.engine.walk import Walk
from flows.model.instruction import (
    AddOwnQuestion,
    AddQuestion,
    AddQuestions,
    DropQuestion,
    MarkQuestion,
    MoveQuestion,
    NoteQuestion,
)
from flows.model.session import ListItem

CHECKLIST_LIMIT = 60
"""Questions on one list: about three times what fits into a first session, and a bounded session row."""

NOTES_LIMIT = 20_000
"""Characters of notes in all: some ten printed pages, and a bounded session row."""

TOPICS = "topics"
"""The `many` memory that says which topics the person ticked."""


def change_list(action: AddQuestion | DropQuestion | AddQuestions | AddOwnQuestion, walk: Walk) -> None:
    """Put questions on the list, or take one off with all that was said to it."""
    match action:
        case AddQuestion(question):
            _add_from_bank(walk, _meant(walk, question))
        case DropQuestion(question):
            _drop(walk, _meant(walk, question))
        case AddQuestions():
            _add_ticked(walk)
        case AddOwnQuestion(name):
            _add_own(walk, taken_text(walk, name))
        case _:
            assert_never(action)


def change_question(action: MoveQuestion | MarkQuestion | NoteQuestion, walk: Walk) -> None:
    """Change the question at hand, if it is on the list."""
    match action:
        case MoveQuestion(by):
            _move(walk, -1 if by == "up" else 1)
        case MarkQuestion(asked):
            _replace(walk, lambda kept: replace(kept, asked=asked))
        case NoteQuestion(name):
            note = taken_note(walk, name)
            _replace(walk, lambda kept: replace(kept, note=note or kept.note))
        case _:
            assert_never(action)


def taken_text(walk: Walk, name: str) -> str:
    """The text remembered under a name, which is forgotten: it goes where it belongs."""
    words = walk.memory.get(name, "")
    walk.forget(name)
    return words if isinstance(words, str) else ""


def taken_note(walk: Walk, name: str) -> str:
    """The same for a note; "" with a sentence when there is no room for it beside all others."""
    note = taken_text(walk, name)
    if _noted(walk) + len(note) > NOTES_LIMIT:
        walk.refuse("notice.notes-full")
        return ""
    return note


def _noted(walk: Walk) -> int:
    """Characters of all notes."""
    own = sum(len(kept.note) for kept in walk.checklist)
    feelings = sum(len(known.feel) for known in walk.therapists)
    said = (answer.note for known in walk.therapists for answer in known.answers.values())
    return own + feelings + sum(map(len, said))


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


def _add_own(walk: Walk, words: str) -> None:
    if words:
        taken = {kept.id for kept in walk.checklist}
        free = next(number for number in range(1, CHECKLIST_LIMIT + 2) if f"own{number}" not in taken)
        _add(walk, ListItem(f"own{free}", own=words))


def _drop(walk: Walk, gone: str) -> None:
    walk.checklist = [kept for kept in walk.checklist if kept.id != gone]
    # Answers too: another question of the person's own may be given this id.
    walk.therapists = [
        replace(known, answers={id: answer for id, answer in known.answers.items() if id != gone})
        for known in walk.therapists
    ]


def _move(walk: Walk, by: int) -> None:
    at = next((at for at, kept in enumerate(walk.checklist) if kept.id == walk.question), None)
    if at is not None and 0 <= at + by < len(walk.checklist):
        walk.checklist[at], walk.checklist[at + by] = walk.checklist[at + by], walk.checklist[at]


def _replace(walk: Walk, change: Callable[[ListItem], ListItem]) -> None:
    walk.checklist = [change(kept) if kept.id == walk.question else kept for kept in walk.checklist]


def _meant(walk: Walk, question: str) -> str:
    # An id of the bank means itself; the variable of an `each` its element; `q` elsewhere the one at hand.
    if question in walk.snapshot.questions:
        return question
    return walk.item or walk.question or ""
