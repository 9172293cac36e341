"""Talks to the bot without any plan, as people do who press old buttons and type what comes to mind."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from flows.model.event import Typed, Unreadable
from flows.workshop.explore.moves import START, Move, moves_on, words_anywhere
from flows.workshop.explore.state import State
from flows.workshop.explore.walker import Walker

Choose: TypeAlias = Callable[[int], int]
"""A whole number from 0 up to, and without, the one that is given."""

LONGEST_TALK = 40
"""Steps after which somebody else begins: what goes wrong late in a talk is long to tell."""

_PRESSES, _OLD_PRESS, _ODD_STEP, _CHANCES = range(7), 7, 8, 10
"""Of ten steps seven press a button that is there, one an old one, one is odd, one types sensible words."""

_ODD = (
    Move("Type: 1", Typed("1")),
    Move("Type: 911", Typed("911")),
    Move("Type: a great many words", Typed("words " * 1_000)),
    Move("Type: ?!", Typed("?!")),
    Move("(a photo)", Unreadable("photo")),
    Move("(an edited message)", Unreadable("edited message")),
)
"""What people do that is neither a button nor a sentence."""


def play(walker: Walker, steps: int, choose: Choose) -> int:
    """Take so many steps, in as many conversations as that makes, and return how many those were.

    What is reached and what goes wrong joins what the walker found.
    """
    anywhere = [START, *words_anywhere(walker.snapshot)]
    end, conversations = walker.found.steps + steps, 0
    while walker.found.steps < end:
        _talk(walker, min(end - walker.found.steps, 1 + choose(LONGEST_TALK)), choose, anywhere)
        conversations += 1
    return conversations


def _talk(walker: Walker, steps: int, choose: Choose, anywhere: Sequence[Move]) -> None:
    """One conversation with somebody new; it ends early when the bot fails."""
    state = walker.begin()
    for _ in range(steps):
        state = walker.go(state, _move(walker, state, choose, anywhere)) if state else None
        if state is None:
            return
        walker.found.sides.update(walker.sides(state, walker.walk(state)))


def _move(walker: Walker, state: State, choose: Choose, anywhere: Sequence[Move]) -> Move:
    chance = choose(_CHANCES)
    moves: Sequence[Move] = _ODD if chance == _ODD_STEP else anywhere
    if chance in _PRESSES:
        moves = _moves(walker, state) or anywhere
    elif chance == _OLD_PRESS and state.parent:
        moves = [_old(move) for move in _moves(walker, state.parent)] or anywhere
    return moves[choose(len(moves))]


def _moves(walker: Walker, state: State) -> list[Move]:
    return list(moves_on(state.turn.screen, walker.snapshot.screens[state.screen], walker.some_day))


def _old(move: Move) -> Move:
    return replace(move, line=f"{move.line} (on the screen before)", token="")
