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

OF_CONTENT = ("questions", "helplines")
"""The lists that content fills; all others come from what a person did, and can be empty."""

Element: TypeAlias = Question | Helpline | None
"""What an `each` walks over; None is something of a person's own, of which nothing is known."""


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
    """The buttons whose guard holds, `write` among them; an `each` with elements counts once.

    A copy button is taken to have something to copy.
    """
    for button in screen.buttons:
        if holds(button.condition, facts) and _has_element(button.each, facts, snapshot):
            yield button


def leads_on(button: ButtonTemplate) -> bool:
    """False when the person stays on the screen: a tick box, words to copy, a page outside the chat."""
    return button.option is None and not button.copy and not isinstance(button.target, Web)


def elements(each: Each, facts: Facts, snapshot: Snapshot) -> Iterator[Element]:
    """What the `each` walks over; of a person's own list, one element that is not sure to fit a `where`."""
    if each.source not in OF_CONTENT:
        yield from () if each.where or each.source in facts.empty_lists else (None,)
        return
    for element in _listed(each.source, facts, snapshot):
        inside = replace(facts, item_variable=each.variable, item_tags=_tags(element))
        if holds(each.where, inside):
            yield element


def _has_element(each: Each | None, facts: Facts, snapshot: Snapshot) -> bool:
    return each is None or any(True for _ in elements(each, facts, snapshot))


def _listed(source: str, facts: Facts, snapshot: Snapshot) -> Iterable[Question | Helpline]:
    country = facts.memory.get(COUNTRY)
    if source == "helplines":
        return (line for line in snapshot.helplines if line.country in ("", country))
    return (asked for asked in snapshot.questions.values() if _concerns(asked, country))


def _concerns(question: Question, country: object) -> bool:
    return not question.countries or country is None or country in question.countries


def _tags(element: Question | Helpline) -> frozenset[str]:
    return frozenset(element.topics if isinstance(element, Question) else element.kinds)
