"""The messages that one screen can be, each drawn by the engine for somebody in that situation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import islice, product
from math import prod
from typing import TypeAlias

from flows.engine.step import step
from flows.model.event import Press
from flows.model.flow import End, ScreenTemplate
from flows.model.screen import Screen
from flows.model.session import ListItem, Remembered, Session, Value
from flows.model.snapshot import Snapshot
from flows.workshop.preview.differences import (
    MARKS,
    PIN,
    QUESTION,
    REMINDER,
    THERAPISTS,
    TOLD,
    Choice,
    Difference,
    differences,
)
from flows.workshop.somebody import (
    ONE_THERAPIST,
    OPEN_PIN,
    SAMPLE,
    TWO_THERAPISTS,
    asked_about,
    grounded,
    soon,
)

MOST_DRAWN = 1_000
"""Situations of one screen that are drawn: the page stays small, and it says how many it left out."""

RENDER = 1
"""Every screen of the page bears this number, so that equal messages are equal values."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One combination: a choice for each difference of the screen, and whether the talk has ended there."""

    choices: tuple[Choice, ...]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """One message, numbered from 1 within its screen, with all situations that lead to it.

    `session` is somebody in the first of them.
    """

    number: int
    screen: Screen
    session: Session
    situations: tuple[Situation, ...]


@dataclass(frozen=True, slots=True)
class Variants:
    """All messages of one screen; `left_out` counts the situations that were not drawn."""

    template: ScreenTemplate
    differences: Sequence[Difference]
    drawn: Sequence[Variant]
    left_out: int


Look: TypeAlias = tuple[object, ...]
"""What two messages share that a reader cannot tell apart."""


def variants_of(screen: ScreenTemplate, snapshot: Snapshot, today: date) -> Variants:
    """Every message the screen can be, that of somebody who has said nothing first."""
    known = differences(screen, snapshot)
    drawn: dict[Look, Variant] = {}
    for situation in _situations(screen, known):
        session = _session(screen, situation, known, snapshot, today)
        seen = step(snapshot, session, LOOK_AGAIN, noon(today)).screen
        if seen.id == screen.id:  # elsewhere: nobody can be on this screen so
            first = drawn.setdefault(look(seen), Variant(len(drawn) + 1, seen, session, ()))
            drawn[look(seen)] = replace(first, situations=(*first.situations, situation))
    left_out = prod(len(one.choices) for one in known) - MOST_DRAWN
    return Variants(screen, known, tuple(drawn.values()), max(left_out, 0))


LOOK_AGAIN = Press("", RENDER + 1)
"""A press on another message, to which the engine answers with the present screen and nothing else."""


def look(screen: Screen) -> Look:
    """What a reader sees of a message, and where its buttons lead."""
    return screen.id, screen.text, screen.rows, screen.hint


def noon(today: date) -> datetime:
    """The moment at which everything on the page happens."""
    return datetime.combine(today, time(12), UTC)


def _situations(screen: ScreenTemplate, known: Sequence[Difference]) -> Iterator[Situation]:
    combined = product(*(difference.choices for difference in known))
    ends = any(isinstance(button.target, End) for button in screen.buttons)
    for choices in islice(combined, MOST_DRAWN):
        yield Situation(choices)
        if ends:
            yield Situation(choices, ended=True)


def _session(
    screen: ScreenTemplate,
    situation: Situation,
    known: Sequence[Difference],
    snapshot: Snapshot,
    today: date,
) -> Session:
    said = {one.subject: choice for one, choice in zip(known, situation.choices, strict=True)}
    items = {item.id: item for choice in situation.choices for item in choice.items}
    memory = {name: value for choice in situation.choices for name, value in choice.memory}
    memory |= {name: choice.value for name, choice in said.items() if name[0] != "#" and choice.value}
    session = Session(
        snapshot=snapshot.id,
        language=snapshot.language,
        screen=screen.id,
        memory={
            name: Remembered(value, today.toordinal()) for name, value in grounded(memory, snapshot).items()
        },
        checklist=tuple(items.values()),
        render=RENDER,
        ended=situation.ended,
    )
    return _with_kept(session, {name: choice.value for name, choice in said.items()}, today)


def _with_kept(session: Session, said: Mapping[str, Value | None], today: date) -> Session:
    """The session with what is kept of the person besides memory, and what of it is at hand."""
    question, marks = said.get(QUESTION), str(said.get(MARKS) or "")
    items = tuple(
        _marked(item, marks) if item.id == question or QUESTION not in said else item
        for item in session.checklist
    )
    known = {"one": ONE_THERAPIST, "two": TWO_THERAPISTS}.get(str(said.get(THERAPISTS)), ())
    therapists = asked_about(items, known)
    told = said.get(TOLD)
    return replace(
        session,
        checklist=items,
        question=question if isinstance(question, str) else next((item.id for item in items), None),
        therapists=therapists,
        therapist=therapists[0].id if therapists else None,
        told=told if isinstance(told, str) else None,
        check_in=soon(today.toordinal()) if said.get(REMINDER) else None,
        pin=OPEN_PIN if said.get(PIN) else None,
    )


def _marked(item: ListItem, marks: str) -> ListItem:
    return replace(item, asked="asked" in marks, note=SAMPLE if "noted" in marks else "")
