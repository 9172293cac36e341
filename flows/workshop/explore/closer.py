"""Looks for what the search missed: guarded parts that take two rare facts at once to be seen, or hidden.

First from the screen itself, telling apart all combinations of what its guards ask: often the way is to
open the screen, say something elsewhere and come back. What that does not meet is drawn for somebody of
whom the right things are remembered, which says that the guard works but not that anybody can come there.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from flows.compiler.rules.asked import Asked
from flows.compiler.rules.situations import Situations, rules_met_on
from flows.engine.walk import Walk
from flows.model.evaluate import Facts as ToldFacts
from flows.model.event import Redraw
from flows.model.flow import ScreenId
from flows.model.session import ListItem, Remembered, Session
from flows.workshop.explore.guards import Side
from flows.workshop.explore.moves import BACK, Move
from flows.workshop.explore.search import Facts, Search
from flows.workshop.explore.state import State, answers
from flows.workshop.explore.walker import Walker

STEPS_A_SCREEN = 3_000
STEPS_IN_ALL = 30_000
"""How long the search for what was missed may last: some seconds, however much it is."""

MOST_DRAWN = 2_000
"""Situations drawn for one screen."""

OWN = ListItem("own1", own="Words of my own")


def look_closer(walker: Walker, missed: Sequence[Side]) -> None:
    """Walk on from every screen that has missed sides; what is met joins what was found."""
    last = walker.found.steps + STEPS_IN_ALL
    for screen in _screens(missed):
        if screen in walker.found.first:
            wanted = {side for side in missed if side.guard.screen == screen}
            end = min(walker.found.steps + STEPS_A_SCREEN, last)
            search = Search(walker, _together(walker, screen), [BACK])
            search.run(walker.found.first[screen], _enough(walker, wanted, end))


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


def _enough(walker: Walker, wanted: set[Side], end: int) -> Callable[[], bool]:
    return lambda: wanted <= walker.found.sides or walker.found.steps >= end


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
        told = walk.facts()
        is_near = screen in walk.returns, any(visit.screen == screen for visit in walk.path)
        at_hand = told.question_is_own, told.question_is_listed, told.empty_lists
        return [(is_near, at_hand, *answers(asked, told, walker.snapshot))]

    return facts


def _drawn(walker: Walker, screen: ScreenId) -> Iterator[State]:
    """The screen in every situation that its guards tell apart."""
    template = walker.snapshot.screens[screen]
    for situation in Situations(_asked_on(walker, screen), rules_met_on(template, walker.snapshot)):
        state = walker.draw(_session(walker, screen, situation.facts), Move(situation.words, Redraw()))
        if state and state.screen == screen:
            yield state


def _session(walker: Walker, screen: ScreenId, facts: ToldFacts) -> Session:
    """Somebody on the screen for whom the facts hold."""
    bank = next(iter(walker.snapshot.questions), "")
    checklist = [] if "checklist" in facts.empty_lists else [OWN]
    checklist += [ListItem(bank, question=bank)] if facts.question_is_listed else []
    day = walker.today
    return replace(
        walker.new_session(),
        screen=screen,
        memory={name: Remembered(value, day) for name, value in facts.memory.items()},
        checklist=tuple(checklist),
        question=OWN.id if facts.question_is_own else bank or None,
    )
