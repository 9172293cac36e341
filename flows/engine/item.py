"""One element of a list as a screen shows it, and those that stand for questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from flows.engine.in_language import question_of
from flows.engine.walk import Walk
from flows.model.bank import Question
from flows.model.session import ListItem
from flows.model.text import Inline, Words

Fields: TypeAlias = Mapping[str, tuple[Inline, ...]]

ASKED = "asked"
"""The tag of a question on the list that was asked."""


@dataclass(frozen=True, slots=True)
class Item:
    """One element: `id` names it in a button's token, `fields` are what its inserts may show."""

    id: str
    tags: frozenset[str]
    fields: Fields


def item(id: str, tags: frozenset[str] = frozenset(), **texts: str) -> Item:
    """An element of plain texts."""
    return Item(id, tags, {name: (Words(text),) for name, text in texts.items()})


def checklist(walk: Walk) -> Iterator[Item]:
    """The questions on the person's list, in their order."""
    return (listed(kept, walk) for kept in walk.checklist if is_readable(kept, walk))


def question_at_hand(walk: Walk) -> Item | None:
    """The question that the person opened last, from the list or from the bank."""
    kept = walk.listed_question
    if kept is not None and is_readable(kept, walk):
        return listed(kept, walk)
    question = walk.snapshot.questions.get(walk.question or "")
    return from_bank(question, walk) if question else None


def is_readable(kept: ListItem, walk: Walk) -> bool:
    """False for a list item whose bank question has been taken out of the content."""
    return kept.own is not None or kept.question in walk.snapshot.questions


def ask_of(kept: ListItem, walk: Walk) -> tuple[Inline, ...]:
    """The words of a readable list item."""
    if kept.question is not None:
        return question_of(walk.snapshot.questions[kept.question], walk).ask
    return (Words(kept.own or ""),)


def from_bank(question: Question, walk: Walk) -> Item:
    """A question of the bank in the person's words."""
    words = question_of(question, walk)
    fields = {
        "ask": words.ask,
        "why": words.why,
        "good": words.good,
        "warning": words.warning,
        "follow-up": words.follow_up,
    }
    return Item(question.id, frozenset(question.topics), fields)


def listed(kept: ListItem, walk: Walk) -> Item:
    """A readable list item with what the person added to it."""
    plain = Item(kept.id, frozenset(), {"ask": ask_of(kept, walk)})
    known = from_bank(walk.snapshot.questions[kept.question], walk) if kept.question else plain
    mark = f"{walk.phrase('list.asked')} " if kept.asked else ""
    added = {"asked": (Words(mark),), "note": (Words(kept.note),)}
    tags = known.tags | {ASKED} if kept.asked else known.tags
    return replace(known, tags=tags, fields={**known.fields, **added})
