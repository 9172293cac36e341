"""A point that the walk came to, and the facts about it that decide whether it is worth going on from."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from flows.compiler.rules.asked import Asked
from flows.engine.facts import COMPARED_AT_LEAST
from flows.engine.tokens import HIDE, SAFETY, parts_of
from flows.engine.walk import Walk, flow_of
from flows.model.evaluate import Facts
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot
from flows.workshop.explore.moves import Move
from flows.workshop.person import Turn

TOLD_APART = ("reminders", "concerns")
"""Lists whose being empty is a fact of its own; the others follow from what else is told apart."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A screen with the buttons that it offers: whoever has the same offer has the same ways on."""

    screen: ScreenId
    buttons: frozenset[str]


@dataclass(slots=True, eq=False)
class State:
    """What somebody sees after a move, and how they came to it; `parent` is None at the beginning."""

    turn: Turn
    move: Move
    parent: "State | None" = None

    @property
    def screen(self) -> ScreenId:
        """The screen that is seen."""
        return self.turn.screen.id

    def path(self) -> tuple[str, ...]:
        """The moves that led here, as lines of a transcript."""
        lines: list[str] = []
        state: State | None = self
        while state:
            lines.append(state.move.line)
            state = state.parent
        return tuple(reversed(lines))


def offer_of(screen: Screen) -> Offer:
    """The screen with its own buttons' tokens; a place for words counts as one."""
    tokens = {parts_of(button.token)[0] for row in screen.rows for button in row if button.token}
    return Offer(screen.id, frozenset((tokens | {screen.hint}) - {SAFETY, HIDE, ""}))


def asked_anywhere(snapshot: Snapshot) -> Asked:
    """All that any screen asks of what is remembered, and the values that close doors."""
    asked = Asked()
    for screen in snapshot.screens.values():
        for block in screen.blocks:
            asked.add_block(block, snapshot)
        for button in screen.buttons:
            asked.add_button(button, snapshot)
    for rule in snapshot.memory.values():
        if rule.danger:
            asked.values.setdefault(rule.name, {}).update(dict.fromkeys(rule.danger))
    return asked


def answers(asked: Asked, facts: Facts, snapshot: Snapshot) -> Iterator[Hashable]:
    """What was said so far, as far as anything asks for it: each answer is one fact."""
    for name, named in asked.values.items():
        value = facts.memory.get(name)
        if snapshot.memory[name].text_limit is not None:
            yield name, value is not None
        else:
            said = value if isinstance(value, tuple) else (value,)
            yield from ((name, one if one is None or one in named else "other") for one in said or (None,))
    if asked.told:
        yield "told", facts.told if facts.told in asked.told else bool(facts.told)


def surroundings(walk: Walk, facts: Facts) -> Iterator[Hashable]:
    """Where Back and a return lead, what is kept and what of it is at hand: each is one fact.

    Lists count as empty or not: how much stands on them makes more states and hardly another screen.
    """
    yield "back", walk.path[-1].screen if walk.path else ""
    yield "return", flow_of(walk.returns[-1]) if walk.returns else ""
    some = min(len(walk.therapists), COMPARED_AT_LEAST)
    yield "list", frozenset(item.own is None for item in walk.checklist), some
    yield "question", walk.question is None, facts.question_is_own, facts.question_is_listed
    yield "marks", facts.question_is_asked, facts.question_is_noted
    yield "therapist", walk.therapist_at_hand is None
    yield "pin", walk.pin and walk.pin.face
    yield from (("empty", source, source in facts.empty_lists) for source in TOLD_APART)
