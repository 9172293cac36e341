"""What actions do to the therapists that the person compares."""

from dataclasses import replace
from typing import assert_never

from flows.engine.comparing import NOT_ASKED
from flows.engine.listing import taken_note, taken_text
from flows.engine.walk import Walk
from flows.model.instruction import AddTherapist, DropTherapist, NoteAnswer, NoteTherapist, RenameTherapist
from flows.model.session import Therapist, TherapistAnswer

THERAPISTS_LIMIT = 6
"""More than anybody talks to before they choose; and a bounded session row."""


def change_therapists(
    action: AddTherapist | RenameTherapist | DropTherapist | NoteAnswer | NoteTherapist, walk: Walk
) -> None:
    """Add a therapist, or change the one at hand."""
    match action:
        case AddTherapist(name):
            _add(walk, taken_text(walk, name))
        case RenameTherapist(name):
            _rename(walk, taken_text(walk, name))
        case DropTherapist():
            walk.therapists = [known for known in walk.therapists if known.id != walk.therapist]
            walk.therapist = None
        case NoteAnswer(said):
            _answer(walk, replace(_answer_at_hand(walk), said=said))
        case NoteTherapist("answer", name):
            answer = _answer_at_hand(walk)
            _answer(walk, replace(answer, note=taken_note(walk, name) or answer.note))
        case NoteTherapist(_, name):
            _feel(walk, taken_note(walk, name))
        case _:
            assert_never(action)


def _add(walk: Walk, name: str) -> None:
    if not name:
        return
    if len(walk.therapists) >= THERAPISTS_LIMIT:
        walk.lead = walk.phrase("notice.full")
        return
    taken = {known.id for known in walk.therapists}
    walk.therapist = next(id for id in map("t{}".format, range(1, THERAPISTS_LIMIT + 1)) if id not in taken)
    walk.therapists.append(Therapist(walk.therapist, _told_apart(name, walk)))


def _told_apart(name: str, walk: Walk) -> str:
    """The name, with a number when another therapist has it already."""
    names = {known.name for known in walk.therapists}
    tried = (name, *(f"{name} ({number})" for number in range(2, THERAPISTS_LIMIT + 1)))
    return next(one for one in tried if one not in names)


def _rename(walk: Walk, name: str) -> None:
    known = walk.therapist_at_hand
    if known and name:
        _put(walk, replace(known, name=name))


def _feel(walk: Walk, words: str) -> None:
    known = walk.therapist_at_hand
    if known:
        _put(walk, replace(known, feel=words or known.feel))


def _answer_at_hand(walk: Walk) -> TherapistAnswer:
    known = walk.therapist_at_hand
    return known.answers.get(walk.question or "", NOT_ASKED) if known else NOT_ASKED


def _answer(walk: Walk, answer: TherapistAnswer) -> None:
    known, question = walk.therapist_at_hand, walk.listed_question
    if known and question:
        others = {id: kept for id, kept in known.answers.items() if id != question.id}
        kept = {question.id: answer} if answer != NOT_ASKED else {}
        _put(walk, replace(known, answers={**others, **kept}))


def _put(walk: Walk, changed: Therapist) -> None:
    walk.therapists = [changed if known.id == changed.id else known for known in walk.therapists]
