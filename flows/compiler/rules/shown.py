"""What a screen shows in one situation: the engine's drawing without its words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from flows.model.bank import Helpline, Question
from flows.model.evaluate import Facts, holds
from flows.model.flow import Block, Bullet, ButtonTemplate, Paragraph, ScreenTemplate, Web
from flows.model.instruction import Each
from flows.model.snapshot import Snapshot

COUNTRY = "country"
"""The memory that decides which help lines and questions there are."""

OWN_LIST = "checklist"
"""The list that a person fills, and that alone can be empty."""

Element: TypeAlias = Question | Helpline | None
"""What an `each` walks over; None is a person's own question, which has no topics."""


def shown_blocks(screen: ScreenTemplate, facts: Facts, snapshot: Snapshot) -> Iterator[Block]:
    """The blocks whose guard holds; a list without elements is none."""
    some_if_held = False
    for block in screen.blocks:
        if isinstance(block, Paragraph):
            if (block.otherwise and some_if_held) or not holds(block.condition, facts):
                continue
            some_if_held = some_if_held or block.condition is not None
        if not isinstance(block, Bullet) or _has_element(block.each, facts, snapshot):
            yield block


def shown_buttons(screen: ScreenTemplate, facts: Facts, snapshot: Snapshot) -> Iterator[ButtonTemplate]:
    """The buttons whose guard holds, `write` among them; an `each` with elements counts once."""
    for button in screen.buttons:
        if holds(button.condition, facts) and _has_element(button.each, facts, snapshot):
            yield button


def leads_on(button: ButtonTemplate) -> bool:
    """False when the person stays on the screen: a tick box, or a page outside the chat."""
    return button.option is None and not isinstance(button.target, Web)


def elements(each: Each, facts: Facts, snapshot: Snapshot) -> Iterator[Element]:
    """What the `each` walks over; a person's list that is not empty may hold one own question alone."""
    for element in _listed(each.source, facts, snapshot):
        inside = replace(facts, item_variable=each.variable, item_tags=_tags(element))
        if holds(each.where, inside):
            yield element


def _has_element(each: Each | None, facts: Facts, snapshot: Snapshot) -> bool:
    return each is None or any(True for _ in elements(each, facts, snapshot))


def _listed(source: str, facts: Facts, snapshot: Snapshot) -> Iterable[Element]:
    country = facts.memory.get(COUNTRY)
    match source:
        case "questions":
            return (asked for asked in snapshot.questions.values() if _concerns(asked, country))
        case "helplines":
            return (line for line in snapshot.helplines if line.country in ("", country))
        case _:
            return () if source in facts.empty_lists else (None,)


def _concerns(question: Question, country: object) -> bool:
    return not question.countries or country is None or country in question.countries


def _tags(element: Element) -> frozenset[str]:
    match element:
        case Question():
            return frozenset(element.topics)
        case Helpline():
            return frozenset(element.kinds)
        case _:
            return frozenset()
