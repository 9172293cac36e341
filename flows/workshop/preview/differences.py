"""What makes a difference to a screen, and what can be so of each: the questions that its situations answer.

Unlike the check, which asks what could leave somebody stuck, this covers all that a reader sees: guards,
lists, tick boxes, inserts and the question at hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from flows.compiler.rules.asked import Asked
from flows.compiler.rules.shown import OWN_LIST
from flows.compiler.rules.situations import rules_met_on
from flows.model.bank import MemoryRule
from flows.model.flow import Bullet, ScreenTemplate
from flows.model.instruction import AddOwnQuestion
from flows.model.session import ListItem, Value
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Insert

SAMPLE = "(what the person typed)"
"""Stands for typed text."""

OWN = ListItem("own1", own=SAMPLE)
"""Stands for a question in the person's own words; the id is the one that the engine gives to the first."""

MOST_TICKS = 4
"""Tick boxes of which every combination is drawn; of more: none, one, two, and all."""


class Alike(StrEnum):
    """When two things that were said count as the same for a screen."""

    VALUE = "value"
    KNOWN = "known"
    TICKS = "ticks"
    LIST = "list"
    ON_LIST = "on list"


LIST, QUESTION = "#list", "#question"
"""Subjects beside the names of memory: the person's own list, and the question at hand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be so. `words` follow the subject: "is refuses"; `value` None is not known.

    `items` stand on the person's own list then.
    """

    words: str
    value: Value | None = None
    items: tuple[ListItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a screen depends on: what is asked, what two answers have to share, and the answers.

    The first choice is how it is for somebody who has said nothing.
    """

    subject: str
    alike: frozenset[Alike]
    choices: tuple[Choice, ...]


def differences(screen: ScreenTemplate, snapshot: Snapshot) -> list[Difference]:
    """All that the screen depends on, the question at hand last: its choices are the ones to leaf through."""
    asked, rules = _asked(screen, snapshot), rules_met_on(screen, snapshot)
    found = [
        _memory(rules[name], is_told_apart=bool(values) or name in asked.loose)
        for name, values in asked.values.items()
        if name in rules
    ]
    if OWN_LIST in asked.lists:
        found.append(_own_list(screen, snapshot))
    if screen.needs_question or asked.at_hand:
        found.append(_question(screen, asked, snapshot))
    return found


def _asked(screen: ScreenTemplate, snapshot: Snapshot) -> Asked:
    asked = Asked()
    for block in screen.blocks:
        asked.add_block(block, snapshot)
    for button in screen.buttons:
        asked.add_button(button, snapshot)
        if button.option:
            asked.values.setdefault(button.option.name, {})
    for insert in _inserts(screen):
        if insert.scope == "memory":
            asked.values.setdefault(insert.field, {})
    return asked


def _inserts(screen: ScreenTemplate) -> Iterator[Insert]:
    words: list[Iterable[Inline]] = [block.inlines for block in screen.blocks]
    words += [button.label for button in screen.buttons]
    return (part for inlines in words for part in inlines if isinstance(part, Insert))


def _memory(rule: MemoryRule, *, is_told_apart: bool) -> Difference:
    if rule.text_limit:
        typed = Choice("is known", SAMPLE[: rule.text_limit])
        return Difference(rule.name, frozenset({Alike.KNOWN}), (_UNKNOWN, typed))
    if not rule.many:
        values = (Choice(f"is {value}", value) for value in rule.values)
        return Difference(rule.name, frozenset({Alike.VALUE}), (_UNKNOWN, *values))
    if not is_told_apart:
        choices = Choice("has no tick"), Choice("has a tick", rule.values)
        return Difference(rule.name, frozenset({Alike.KNOWN}), choices)
    ticks = (Choice(_ticked_words(ticked, rule), ticked or None) for ticked in _ticks(rule.values))
    return Difference(rule.name, frozenset({Alike.TICKS}), tuple(ticks))


_UNKNOWN = Choice("is not known")


def _ticks(values: tuple[str, ...]) -> list[tuple[str, ...]]:
    numbers = range(len(values) + 1) if len(values) <= MOST_TICKS else (0, 1, 2, len(values))
    return [ticked for number in numbers for ticked in combinations(values, number)]


def _ticked_words(ticked: tuple[str, ...], rule: MemoryRule) -> str:
    if ticked == rule.values:
        return "has all ticks"
    return f"has {' and '.join(ticked)}" if ticked else "has no tick"


def _own_list(screen: ScreenTemplate, snapshot: Snapshot) -> Difference:
    sample = [ListItem(id, question=id) for id, question in snapshot.questions.items() if question.starter]
    sample += [OWN] if _takes_own_questions(snapshot) else []
    items = tuple(sample or [ListItem(id, question=id) for id in list(snapshot.questions)[:1]])
    choices = Choice("is empty"), Choice(f"holds {len(items)} questions", items=items)
    return Difference(LIST, frozenset({Alike.LIST if _draws_list(screen) else Alike.KNOWN}), choices)


def _draws_list(screen: ScreenTemplate) -> bool:
    eaches = [block.each for block in screen.blocks if isinstance(block, Bullet)]
    eaches += [button.each for button in screen.buttons]
    return any(each is not None and each.source == OWN_LIST for each in eaches)


def _question(screen: ScreenTemplate, asked: Asked, snapshot: Snapshot) -> Difference:
    choices = [] if screen.needs_question else [Choice("was not chosen yet")]
    choices += [Choice(f"is {id}", id) for id in snapshot.questions]
    if "on list" in asked.at_hand:
        choices += [
            Choice(f"is {id}, which is on the list", id, (ListItem(id, question=id),))
            for id in snapshot.questions
        ]
    if _takes_own_questions(snapshot):
        choices.append(Choice("is one of the person's own", OWN.id, (OWN,)))
    alike = {Alike.VALUE, Alike.ON_LIST} if "on list" in asked.at_hand else {Alike.VALUE}
    return Difference(QUESTION, frozenset(alike), tuple(choices))


def _takes_own_questions(snapshot: Snapshot) -> bool:
    buttons = (button for screen in snapshot.screens.values() for button in screen.buttons)
    return any(isinstance(done, AddOwnQuestion) for button in buttons for done in button.instructions)
