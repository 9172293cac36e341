"""Goes through all that content offers, breadth first, and stops where nothing new can come of it.

Theory of operation. The states of a conversation are too many to visit: every combination of answers,
on every screen, with every way back. But what a screen shows hangs on few facts at a time. So a state
is gone on from only when it holds a fact that was never met on its screen before: an answer, a tick, an
empty list, where Back leads, a set of buttons and paragraphs. That visits at most (screens x facts)
states, which is a few thousand; planners know it as iterated width. What needs two rare facts at once
may be missed, and is looked for afterwards with those in mind (`flows.workshop.explore.closer`).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeAlias

from flows.engine.facts import facts_of
from flows.engine.walk import Walk, flow_of
from flows.model.flow import ScreenId
from flows.workshop.explore.moves import Move, moves_on, moves_when_hidden, words_anywhere
from flows.workshop.explore.state import State, answers, asked_anywhere, offer_of, surroundings
from flows.workshop.explore.walker import Walker

Facts: TypeAlias = Callable[[Walk], Iterable[Hashable]]
"""What is worth telling apart about somebody on a screen, besides what they see there."""


class Search:
    """One search; `facts` make a state new on its screen, `also` is tried on each besides its buttons.

    States of the flow `near` come first; without one, whatever was met first.
    """

    def __init__(self, walker: Walker, facts: Facts, also: Sequence[Move] = (), *, near: str = "") -> None:
        self._walker = walker
        self._facts = facts
        self._also = also
        self._near = near
        self._words = words_anywhere(walker.snapshot)
        self._when_hidden = moves_when_hidden(walker.snapshot)
        self._known: dict[ScreenId, set[Hashable]] = defaultdict(set)
        self._waiting: deque[State] = deque()
        self._for_words: deque[State] = deque()
        self._flows: set[str] = set()

    def run(self, begin: State | None, is_enough: Callable[[], bool] = lambda: False) -> None:
        """Go on from there until nothing new comes, or it is enough.

        Buttons come first, and typed words, once a flow, only when buttons lead no further: so the first way
        to a screen is one of taps wherever there is one.
        """
        if begin:
            self._meet(begin)
        while (self._waiting or self._for_words) and not is_enough():
            if self._waiting:
                state = self._waiting.popleft()
                template = self._walker.snapshot.screens[state.screen]
                self._try(state, [*moves_on(state.turn.screen, template, self._walker.some_day), *self._also])
            else:
                self._try(self._for_words.popleft(), self._words)

    def press_all_on(self, screens: Collection[ScreenId]) -> None:
        """Press what is offered to those who are on one of the screens and have not gone on yet."""
        for state in [state for state in self._waiting if state.screen in screens]:
            template = self._walker.snapshot.screens[state.screen]
            self._try(state, moves_on(state.turn.screen, template, self._walker.some_day))

    def _try(self, state: State, moves: Iterable[Move]) -> None:
        found, offer = self._walker.found, offer_of(state.turn.screen)
        ways = found.ways.setdefault(offer, set())
        for move in moves:
            after = self._walker.go(state, move)
            if after:
                self._meet(after)
                if move.leads_on:
                    ways.add(offer_of(after.turn.screen))

    def _meet(self, state: State) -> None:
        """Keep what is new on its screen, to go on from; nobody stays where the chat was hidden."""
        if state.turn.session and state.turn.session.hidden:
            self._bring_back(state)
            return
        walk = self._walker.walk(state)
        sides = self._walker.sides(state, walk)
        self._walker.found.sides.update(sides)
        offer, known = offer_of(state.turn.screen), self._known[state.screen]
        facts = {offer, tuple(side.is_shown for side in sides), *self._facts(walk)}
        if flow_of(state.screen) not in self._flows:
            self._flows.add(flow_of(state.screen))
            self._for_words.append(state)
        if not facts <= known:
            known |= facts
            self._walker.found.offers.setdefault(offer, state)
            if flow_of(state.screen) == self._near:
                self._waiting.appendleft(state)
            else:
                self._waiting.append(state)

    def _bring_back(self, state: State) -> None:
        for move in self._when_hidden:
            after = self._walker.go(state, move)
            if after and after.turn.session and not after.turn.session.hidden:
                self._meet(after)


def one_by_one(walker: Walker) -> Facts:
    """Each fact alone: what was said, and what surrounds it."""
    asked = asked_anywhere(walker.snapshot)

    def facts(walk: Walk) -> Iterable[Hashable]:
        told = facts_of(walk)
        yield from answers(asked, told, walker.snapshot)
        yield from surroundings(walk, told)

    return facts
