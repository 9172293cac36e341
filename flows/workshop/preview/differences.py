"""What makes a difference to a screen, and what can be so of each: the questions that its situations answer.

Unlike the check, which asks what could leave somebody stuck, this covers all that a reader sees: guards,
lists, tick boxes, inserts and the question at hand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from flows.compiler.rules.asked import Asked
from flows.compiler.rules.situations import rules_met_on
from flows.engine.facts import DRAFT
from flows.model.bank import MemoryRule
from flows.model.flow import Bullet, ScreenTemplate
from flows.model.instruction import AddOwnQuestion, Each
from flows.model.session import ListItem, Value
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Insert
from flows.workshop.somebody import OWN, SAMPLE, grounded, pressing_words

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
THERAPISTS, TOLD, MARKS = "#therapists", "#told", "#marks"
REMEMBERED, REMINDER, PIN = "#remembered", "#reminder", "#pin"
"""Subjects beside the names of memory: what is kept of the person, and what of it is at hand."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be so. `words` follow the subject: "is refuses"; `value` None is not known.

    `items` stand on the person's own list then, and `memory` is told besides.
    """

    words: str
    value: Value | None = None
    items: tuple[ListItem, ...] = ()
    memory: tuple[tuple[str, Value], ...] = ()


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
        _memory(rules[name], asked, snapshot, is_told_apart=bool(values) or name in asked.loose)
        for name, values in asked.values.items()
        if name in rules
    ]
    found += _kept(screen, asked, snapshot)
    if screen.needs_question or asked.at_hand:
        found.append(_question(screen, asked, snapshot))
    return found


def _kept(screen: ScreenTemplate, asked: Asked, snapshot: Snapshot) -> Iterator[Difference]:
    """What of the person's own there is, as far as the screen asks or shows it."""
    if asked.lists.keys() & _NEED_LIST:
        yield _own_list(screen, snapshot)
    if screen.needs_therapist or asked.lists.keys() & _NEED_THERAPISTS:
        yield _therapists(screen, asked)
    if asked.told or _speaks_of_told(screen):
        yield _told(snapshot)
    elif "remembered" in asked.lists:
        yield _remembered(screen, snapshot)
    if asked.at_hand.keys() & {"asked", "noted"}:
        yield Difference(MARKS, _BY_VALUE, _MARKS)
    if "reminders" in asked.lists:
        yield Difference(REMINDER, _BY_VALUE, (Choice("is not planned"), Choice("is planned", "planned")))
    if asked.pin:
        yield Difference(PIN, _BY_VALUE, (Choice("is not set"), Choice("is set", "set")))


_NEED_LIST = {"checklist", "answers", "comparison"}
_NEED_THERAPISTS = {"therapists", "answers", "comparison"}
_BY_VALUE = frozenset({Alike.VALUE})
_MARKS = (
    Choice("has no mark"),
    Choice("is marked as asked", "asked"),
    Choice("has a note", "noted"),
    Choice("is marked as asked, with a note", "asked and noted"),
)


def _therapists(screen: ScreenTemplate, asked: Asked) -> Difference:
    """None, one or two; a screen that speaks of one is seen by nobody who has none."""
    none = () if screen.needs_therapist else (Choice("are not there yet"),)
    one = (Choice("are one", "one"),) if "comparison" in asked.lists else ()
    return Difference(THERAPISTS, _BY_VALUE, (*none, *one, Choice("are two", "two")))


def _speaks_of_told(screen: ScreenTemplate) -> bool:
    eaches = [button.each for button in screen.buttons if button.each]
    return any(each.source == "choices" for each in eaches) or any(
        insert.scope == "m" and not _is_of_each(insert, screen) for insert in _inserts(screen)
    )


def _is_of_each(insert: Insert, screen: ScreenTemplate) -> bool:
    """True for an insert whose letter some list of the screen has taken."""
    return any(each.variable == insert.scope for each in _eaches(screen))


def _told(snapshot: Snapshot) -> Difference:
    """One of the names at hand, with something told under it."""
    choices = (
        Choice(f"is {name}", name, memory=tuple(grounded({name: _sample(rule)}, snapshot).items()))
        for name, rule in snapshot.memory.items()
    )
    return Difference(TOLD, _BY_VALUE, tuple(choices))


def _remembered(screen: ScreenTemplate, snapshot: Snapshot) -> Difference:
    everything = tuple((name, _sample(rule)) for name, rule in snapshot.memory.items())
    choices = Choice("is nothing"), Choice("is something", "something", memory=everything)
    is_drawn = any(each.source == "remembered" for each in _eaches(screen))
    return Difference(REMEMBERED, _BY_VALUE if is_drawn else frozenset({Alike.KNOWN}), choices)


def _sample(rule: MemoryRule) -> Value:
    if rule.text_limit:
        return SAMPLE[: rule.text_limit]
    return rule.values[:1] if rule.many else rule.values[0]


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


def _memory(rule: MemoryRule, asked: Asked, snapshot: Snapshot, *, is_told_apart: bool) -> Difference:
    if rule.text_limit:
        return _typed(rule, asked, snapshot)
    if not rule.many:
        values = (Choice(f"is {value}", value) for value in rule.values)
        return Difference(rule.name, frozenset({Alike.VALUE}), (_UNKNOWN, *values))
    if not is_told_apart:
        choices = Choice("has no tick"), Choice("has a tick", rule.values)
        return Difference(rule.name, frozenset({Alike.KNOWN}), choices)
    ticks = (Choice(_ticked_words(ticked, rule), ticked or None) for ticked in _ticks(rule.values))
    return Difference(rule.name, frozenset({Alike.TICKS}), tuple(ticks))


def _typed(rule: MemoryRule, asked: Asked, snapshot: Snapshot) -> Difference:
    """Not known, or some words; of an invitation, also words that something speaks against."""
    typed = Choice("is known", SAMPLE[: rule.text_limit])
    pressing = pressing_words(snapshot) if rule.name == DRAFT and "concerns" in asked.lists else ""
    more = (Choice("presses the partner", pressing),) if pressing else ()
    return Difference(rule.name, frozenset({Alike.KNOWN}), (_UNKNOWN, typed, *more))


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
    return any(each.source in _NEED_LIST for each in _eaches(screen))


def _eaches(screen: ScreenTemplate) -> Iterator[Each]:
    found = [block.each for block in screen.blocks if isinstance(block, Bullet)]
    found += [button.each for button in screen.buttons]
    return (each for each in found if each is not None)


def _question(screen: ScreenTemplate, asked: Asked, snapshot: Snapshot) -> Difference:
    choices = [] if screen.needs_question else [Choice("was not chosen yet")]
    choices += [Choice(f"is {id}", id) for id in snapshot.questions]
    if asked.at_hand.keys() - {"own"}:
        choices += [
            Choice(f"is {id}, which is on the list", id, (ListItem(id, question=id),))
            for id in snapshot.questions
        ]
    if _takes_own_questions(snapshot):
        choices.append(Choice("is one of the person's own", OWN.id, (OWN,)))
    alike = {Alike.VALUE, Alike.ON_LIST} if asked.at_hand.keys() - {"own"} else {Alike.VALUE}
    return Difference(QUESTION, frozenset(alike), tuple(choices))


def _takes_own_questions(snapshot: Snapshot) -> bool:
    buttons = (button for screen in snapshot.screens.values() for button in screen.buttons)
    return any(isinstance(done, AddOwnQuestion) for button in buttons for done in button.instructions)
