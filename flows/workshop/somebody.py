"""Somebody of whom given facts hold: their list, therapists, PIN and check-in, as samples."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from flows.engine.facts import DRAFT
from flows.model.condition import Has, Is, Known, Term
from flows.model.evaluate import Facts
from flows.model.match_danger import WILDCARD
from flows.model.session import (
    CheckIn,
    Face,
    ListItem,
    Pin,
    Remembered,
    Session,
    Therapist,
    TherapistAnswer,
    Value,
)
from flows.model.snapshot import Snapshot
from flows.model.time_zones import ZONES

SAMPLE = "(what the person typed)"
"""Stands for typed text."""

OWN = ListItem("own1", own=SAMPLE)
"""Stands for a question in the person's own words; the id is the one that the engine gives to the first."""

TWO_THERAPISTS = (
    Therapist("t1", "(one therapist)", feel=SAMPLE),
    Therapist("t2", "(another therapist)"),
)
"""Two who said different things to the first question of the list; of the last, neither was asked."""

ONE_THERAPIST = TWO_THERAPISTS[:1]

DAYS_AHEAD = 30
FAR_AHEAD_SECONDS = 2**40


def somebody(
    session: Session, facts: Facts, *, snapshot: Snapshot, today: int, lists: Collection[str]
) -> Session:
    """The session with all that the facts ask for; `lists` are those that anything asks about.

    `today` is a proleptic ordinal.
    """
    bank = next(iter(snapshot.questions), "")
    items, therapists = tuple(_items(bank, facts)), _therapists(facts)
    return replace(
        session,
        memory=dict(_told(session, facts, snapshot, today, is_pressing="concerns" in lists)),
        checklist=items,
        question=OWN.id if facts.question_is_own else bank or None,
        therapists=asked_about(items, therapists),
        therapist=therapists[0].id if therapists else None,
        told=facts.told or next(iter(session.memory), None),
        check_in=None if "reminders" in facts.empty_lists else soon(today),
        pin=OPEN_PIN if facts.pin_is_set else None,
    )


def asked_about(items: tuple[ListItem, ...], therapists: tuple[Therapist, ...]) -> tuple[Therapist, ...]:
    """The therapists with their answers to the first of these questions."""
    said = (TherapistAnswer("yes", SAMPLE), TherapistAnswer("no"))
    answers = [{items[0].id: answer} for answer in said] if items else [{}, {}]
    return tuple(replace(known, answers=given) for known, given in zip(therapists, answers, strict=False))


def pressing_words(snapshot: Snapshot) -> str:
    """Words of an invitation that something speaks against; "" where content knows of none."""
    phrases = (words for rule in snapshot.coercion for words in rule.words)
    return next((" ".join(word for word in words if word != WILDCARD) for words in phrases), "")


def grounded(memory: Mapping[str, Value], snapshot: Snapshot) -> dict[str, Value]:
    """The memory with whatever else has to be told for it to stay (`while`)."""
    found, waiting = dict(memory), [name for name, value in memory.items() if value]
    while waiting:
        rule = snapshot.memory.get(waiting.pop())
        for term in rule.only_while.terms if rule and rule.only_while else ():
            needed = _ground(term, snapshot)
            if needed and not found.get(needed[0]):
                found[needed[0]] = needed[1]
                waiting.append(needed[0])
    return found


def _ground(term: Term, snapshot: Snapshot) -> tuple[str, Value] | None:
    match term:
        case Is(name, value):
            return name, value
        case Has(name, value):
            return name, (value,)
        case Known(name) if rule := snapshot.memory.get(name):
            values = rule.values or (SAMPLE,)
            return name, values if rule.many else values[0]
        case _:
            return None


def soon(today: int) -> CheckIn:
    """A check-in that waits."""
    return CheckIn(today + DAYS_AHEAD, next(iter(ZONES)))


OPEN_PIN = Pin("", Face.OWN, open_until=FAR_AHEAD_SECONDS)
"""One that has just been typed."""


def _therapists(facts: Facts) -> tuple[Therapist, ...]:
    if "therapists" in facts.empty_lists or "answers" in facts.empty_lists:
        return ()
    return ONE_THERAPIST if "comparison" in facts.empty_lists else TWO_THERAPISTS


def _told(
    session: Session, facts: Facts, snapshot: Snapshot, today: int, *, is_pressing: bool
) -> Iterator[tuple[str, Remembered]]:
    """All that is remembered; an invitation presses somebody unless nothing may speak against it."""
    if "remembered" in facts.empty_lists:
        return
    memory = {name: told.value for name, told in session.memory.items()}
    if is_pressing and "concerns" not in facts.empty_lists and DRAFT in snapshot.memory:
        memory[DRAFT] = pressing_words(snapshot)
    for name, value in grounded(memory, snapshot).items():
        yield name, Remembered(value, today)


def _items(bank: str, facts: Facts) -> Iterator[ListItem]:
    if "checklist" not in facts.empty_lists:
        yield _marked(OWN, facts) if facts.question_is_own else OWN
    if facts.question_is_listed and bank:
        yield _marked(ListItem(bank, question=bank), facts)


def _marked(item: ListItem, facts: Facts) -> ListItem:
    note = SAMPLE if facts.question_is_noted else ""
    return replace(item, asked=facts.question_is_asked, note=note)
