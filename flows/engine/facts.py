"""What guards may ask about somebody now."""

from flows.engine.days import day_there
from flows.engine.drafting import Concern, concerns
from flows.engine.walk import Walk
from flows.model.evaluate import Facts

COMPARED_AT_LEAST = 2
"""Therapists; one alone differs from nobody."""

DRAFT = "draft"
"""The memory that holds the words of an invitation."""


def facts_of(walk: Walk) -> Facts:
    """What guards may ask about outside an `each`."""
    listed = walk.listed_question
    return Facts(
        walk.memory,
        _empty_lists(walk),
        question_is_own=listed is not None and listed.own is not None,
        question_is_listed=listed is not None,
        question_is_asked=listed is not None and listed.asked,
        question_is_noted=listed is not None and bool(listed.note),
        told=walk.told or "",
        pin_is_set=walk.pin is not None,
    )


def concerns_of(walk: Walk) -> tuple[Concern, ...]:
    """What speaks against the draft at hand."""
    draft = walk.memory.get(DRAFT)
    if not isinstance(draft, str):
        return ()
    if draft not in walk.looked_through:
        walk.looked_through[draft] = concerns(walk.snapshot, draft, walk.session.language)
    return walk.looked_through[draft]


def is_told(name: str, walk: Walk) -> bool:
    """True for what stands on the list of what was told.

    Everything remembered; but with a PIN not what keeps the person safe, on neither face: that is
    changed where it was asked.
    """
    rule = walk.snapshot.memory.get(name)
    return rule is not None and name in walk.memory and not (walk.pin and rule.counts_on_every_face)


def _empty_lists(walk: Walk) -> frozenset[str]:
    """The lists that hold nothing for this person; those that come from content never do."""
    has_questions, therapists = bool(walk.checklist), len(walk.therapists)
    told = walk.snapshot.memory.get(walk.told or "")
    are_empty = {
        "checklist": not has_questions,
        "therapists": not therapists,
        "answers": not (has_questions and walk.therapist_at_hand),
        "comparison": not has_questions or therapists < COMPARED_AT_LEAST,
        "remembered": not any(is_told(name, walk) for name in walk.memory),
        "choices": told is None or bool(told.danger),
        "concerns": not concerns_of(walk),
        "reminders": walk.check_in is None or walk.check_in.day < day_there(walk),
    }
    return frozenset(name for name, is_empty in are_empty.items() if is_empty)
