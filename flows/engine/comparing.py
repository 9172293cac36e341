"""Therapists side by side: who was asked what and said what. No score, and no order of merit.

"Not asked yet" is never taken for "no": it is a word of its own, and by itself no difference.
"""

from collections.abc import Iterator

from flows.engine.facts import COMPARED_AT_LEAST
from flows.engine.item import Item, ask_of, is_readable, item
from flows.engine.text import RichTextBuilder
from flows.engine.walk import Walk
from flows.model.session import ListItem, Therapist, TherapistAnswer
from flows.model.text import Words

NOT_ASKED = TherapistAnswer()


def therapists(walk: Walk) -> Iterator[Item]:
    """All of them, in the order in which they were added."""
    return (one_therapist(therapist, walk) for therapist in walk.therapists)


def one_therapist(therapist: Therapist, walk: Walk) -> Item:
    """A therapist with how far the asking has come."""
    questions = [kept for kept in walk.checklist if is_readable(kept, walk)]
    asked = sum(answer_of(therapist, kept) != NOT_ASKED for kept in questions)
    state = walk.phrase("list.progress").format(asked=asked, count=len(questions))
    return item(therapist.id, name=therapist.name, feel=therapist.feel, state=state)


def answers(walk: Walk) -> Iterator[Item]:
    """What the therapist at hand said to every question of the list."""
    therapist = walk.therapist_at_hand
    questions = walk.checklist if therapist else ()
    for kept in questions:
        if therapist and is_readable(kept, walk):
            yield _answer(therapist, kept, walk)


def comparison(walk: Walk) -> Iterator[Item]:
    """Every question of the list with what each therapist said; none while there is nobody to compare."""
    if len(walk.therapists) >= COMPARED_AT_LEAST:
        yield from (_row(kept, walk) for kept in walk.checklist if is_readable(kept, walk))


def answer_of(therapist: Therapist, kept: ListItem) -> TherapistAnswer:
    """What the therapist said to the question."""
    return therapist.answers.get(kept.id, NOT_ASKED)


def said(answer: TherapistAnswer, walk: Walk) -> str:
    """The answer in a word; what was only noted in words was asked all the same."""
    return walk.phrase(f"said.{answer.said or ('noted' if answer.note else 'not-asked')}")


def said_and_noted(answer: TherapistAnswer, walk: Walk) -> str:
    """The answer with the note beside it, or the note alone."""
    if not answer.said and answer.note:
        return answer.note
    return f"{said(answer, walk)} ({answer.note})" if answer.note else said(answer, walk)


def ask_text(kept: ListItem, walk: Walk) -> str:
    """The words of a readable list item without marks."""
    text = RichTextBuilder()
    text.add_inlines(ask_of(kept, walk), lambda _: "")
    return text.build().text


def _answer(therapist: Therapist, kept: ListItem, walk: Walk) -> Item:
    answer = answer_of(therapist, kept)
    fields = {
        "ask": ask_of(kept, walk),
        "said": (Words(said(answer, walk)),),
        "note": (Words(answer.note),),
    }
    return Item(kept.id, frozenset({"not-asked" if answer == NOT_ASKED else answer.said}), fields)


def _row(kept: ListItem, walk: Walk) -> Item:
    each = [(therapist, answer_of(therapist, kept)) for therapist in walk.therapists]
    told = {answer.said or answer.note for _, answer in each} - {""}
    words = ". ".join(f"{therapist.name}: {said_and_noted(answer, walk)}" for therapist, answer in each)
    fields = {"ask": ask_of(kept, walk), "answers": (Words(f"{words}."),)}
    return Item(kept.id, frozenset({"different" if len(told) > 1 else "same"}), fields)
