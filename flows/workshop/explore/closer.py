"""Looks for what the search missed: guarded parts that take two rare facts at once to be seen, or hidden.

First from the screen itself, telling apart all combinations of what its guards ask: often the way is to
open the screen, say something elsewhere and come back. What that does not meet is drawn for somebody of
whom the right things are remembered, which says that the guard works but not that anybody can come there.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from flows.compiler.rules.asked import Asked
from flows.compiler.rules.situations import Situations, rules_met_on
from flows.engine.facts import facts_of
from flows.engine.walk import Walk, flow_of
from flows.model.evaluate import Facts as ToldFacts
from flows.model.event import Command, Redraw
from flows.model.flow import ScreenId
from flows.model.session import Remembered, Session
from flows.workshop.explore.guards import Side
from flows.workshop.explore.moves import BACK, Move, of_check_in
from flows.workshop.explore.search import Facts, Search
from flows.workshop.explore.state import State, answers
from flows.workshop.explore.walker import Walker
from flows.workshop.somebody import somebody

Press: TypeAlias = tuple[ScreenId, str]
"""A screen, and the token of a button of its own."""

STEPS_A_SCREEN = 15_000
STEPS_IN_ALL = 45_000
"""How long the search for what was missed may last: some seconds, however much it is."""

MOST_DRAWN = 2_000
"""Situations drawn for one screen."""


def look_closer(walker: Walker, missed: Sequence[Side], unpressed: Sequence[Press]) -> None:
    """Walk on from every screen that has missed sides or buttons; what is met joins what was found."""
    last = walker.found.steps + STEPS_IN_ALL
    for screen in dict.fromkeys([*(screen for screen, _ in unpressed), *_screens(missed)]):
        if screen in walker.found.first:
            wanted = {side for side in missed if side.guard.screen == screen}
            presses = {press for press in unpressed if press[0] == screen}
            end = min(walker.found.steps + STEPS_A_SCREEN, last)
            _search(walker, screen, _enough(walker, wanted, presses, end))


def _search(walker: Walker, screen: ScreenId, is_enough: Callable[[], bool]) -> None:
    known = set(walker.found.first)
    also = [BACK, *of_check_in(walker.snapshot), *_commands_to(walker, screen)]
    search = Search(walker, _together(walker, screen), also, near=flow_of(screen))
    search.run(walker.found.first[screen], is_enough)
    search.press_all_on({screen, *(walker.found.first.keys() - known)})


def met_by_memory(walker: Walker, missed: Sequence[Side]) -> set[Side]:
    """The sides of those screens that somebody would see of whom the right things are remembered."""
    return {
        side
        for screen in _screens(missed)
        for state in islice(_drawn(walker, screen), MOST_DRAWN)
        for side in walker.sides(state, walker.walk(state))
    }


def _screens(missed: Sequence[Side]) -> Iterable[ScreenId]:
    return dict.fromkeys(side.guard.screen for side in missed)


def _enough(walker: Walker, wanted: set[Side], presses: set[Press], end: int) -> Callable[[], bool]:
    found = walker.found
    return lambda: (wanted <= found.sides and presses <= found.presses.keys()) or found.steps >= end


def _asked_on(walker: Walker, screen: ScreenId) -> Asked:
    asked, template = Asked(), walker.snapshot.screens[screen]
    for block in template.blocks:
        asked.add_block(block, walker.snapshot)
    for button in template.buttons:
        asked.add_button(button, walker.snapshot)
    return asked


def _together(walker: Walker, screen: ScreenId) -> Facts:
    """All that the screen asks as one fact, with whether Back or a return leads to it."""
    asked = _asked_on(walker, screen)

    def facts(walk: Walk) -> list[Hashable]:
        told = facts_of(walk)
        empty = told.empty_lists.intersection(asked.lists)
        is_near = screen in walk.returns, any(visit.screen == screen for visit in walk.path)
        question = told.question_is_own, told.question_is_listed
        marks = told.question_is_asked, told.question_is_noted
        at_hand = (question, marks) if asked.at_hand else question
        return [
            (
                is_near,
                at_hand,
                bool(asked.pin) and told.pin_is_set,
                empty,
                *answers(asked, told, walker.snapshot),
            )
        ]

    return facts


def _commands_to(walker: Walker, screen: ScreenId) -> list[Move]:
    """Some screens are hardly come to but by a command."""
    commands = walker.snapshot.commands.items()
    return [Move(f"Type: /{name}", Command(name)) for name, to in commands if to == screen]


def _drawn(walker: Walker, screen: ScreenId) -> Iterator[State]:
    """The screen in every situation that its guards tell apart."""
    template = walker.snapshot.screens[screen]
    asked = _asked_on(walker, screen)
    for situation in Situations(asked, rules_met_on(template, walker.snapshot)):
        state = walker.draw(_session(walker, screen, asked, situation.facts), Move(situation.words, Redraw()))
        if state and state.screen == screen:
            yield state


def _session(walker: Walker, screen: ScreenId, asked: Asked, facts: ToldFacts) -> Session:
    """Somebody on the screen for whom the facts hold."""
    day = walker.today
    session = replace(
        walker.new_session(),
        screen=screen,
        memory={name: Remembered(value, day) for name, value in facts.memory.items()},
    )
    return somebody(session, facts, snapshot=walker.snapshot, today=day, lists=asked.lists)
