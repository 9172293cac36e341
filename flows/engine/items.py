"""What an `each` walks over: bank questions, the person's list, help lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from flows.engine.in_language import question_of
from flows.engine.walk import Walk
from flows.model.bank import Helpline, Question
from flows.model.evaluate import holds
from flows.model.instruction import Each
from flows.model.session import ListItem
from flows.model.text import Inline, Words

Fields: TypeAlias = Mapping[str, tuple[Inline, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One element: `id` names it in a button's token, `fields` are what its inserts may show."""

    id: str
    tags: frozenset[str]
    fields: Fields


def items(each: Each, walk: Walk) -> Iterator[Item]:
    """The elements of the list that satisfy `where`, in the order of the content or of the person."""
    if each.where is None:
        yield from _all(each.source, walk)
        return
    facts = walk.facts()
    for item in _all(each.source, walk):
        if holds(each.where, replace(facts, item_variable=each.variable, item_tags=item.tags)):
            yield item


def item_at_hand(walk: Walk) -> Item | None:
    """The question that the person opened last, from the bank or of their own."""
    question = walk.snapshot.questions.get(walk.question or "")
    if question:
        return _from_bank(question, walk)
    own = (kept for kept in walk.checklist if kept.id == walk.question and kept.own is not None)
    return next((_from_list(kept, walk) for kept in own), None)


def _all(source: str, walk: Walk) -> Iterator[Item]:
    match source:
        case "questions":
            return (
                _from_bank(question, walk)
                for question in walk.snapshot.questions.values()
                if _concerns(question, walk)
            )
        case "checklist":
            return (_from_list(kept, walk) for kept in walk.checklist if is_readable(kept, walk))
        case "helplines":
            return (_from_line(line) for line in walk.snapshot.helplines if _reaches(line, walk))
        case _:
            raise ValueError(f"no such list: {source}")  # the compiler lets none through


def is_readable(kept: ListItem, walk: Walk) -> bool:
    """False for a list item whose bank question has been taken out of the content."""
    return kept.own is not None or kept.question in walk.snapshot.questions


def _concerns(question: Question, walk: Walk) -> bool:
    country = walk.memory.get("country")
    return not question.countries or country is None or country in question.countries


def _reaches(line: Helpline, walk: Walk) -> bool:
    return line.country in ("", walk.memory.get("country"))


def _from_bank(question: Question, walk: Walk) -> Item:
    words = question_of(question, walk)
    fields = {
        "ask": words.ask,
        "why": words.why,
        "good": words.good,
        "warning": words.warning,
        "follow-up": words.follow_up,
    }
    return Item(question.id, frozenset(question.topics), fields)


def _from_list(kept: ListItem, walk: Walk) -> Item:
    if kept.question is not None:
        return _from_bank(walk.snapshot.questions[kept.question], walk)
    return Item(kept.id, frozenset(), {"ask": (Words(kept.own or ""),)})


def _from_line(line: Helpline) -> Item:
    texts = {
        "name": line.name,
        "number": line.number or line.url,
        "url": line.url,
        "hours": line.hours,
        "cost": line.cost,
        "languages": line.languages,
        "trace": line.trace,
    }
    fields = {name: (Words(text),) for name, text in texts.items()}
    return Item(line.id, frozenset(line.kinds), fields)
