"""What somebody can do on a screen, each move with the line that a transcript has for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.engine.tokens import HOME, SAFETY, parts_of
from flows.model.event import Command, Event, Press, Start, Typed
from flows.model.flow import ScreenTemplate
from flows.model.match_danger import WILDCARD
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot

SOME_WORDS = "Words of my own"
"""What is typed where a screen asks for words: neither danger, nor a label, nor a command."""

GIBBERISH = "qzx qzx"
"""What nobody has an answer to."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing to do; `line` is its line in a transcript.

    `token` is the content's own button that it presses, or "". `leads_on` is True for what the content
    offers as a way on, which the safety button and words that work everywhere are not.
    """

    line: str
    event: Event
    token: str = ""
    leads_on: bool = False


START = Move("Type: /start", Start())
BACK = Move("Type: /back", Command("back"))


def moves_on(screen: Screen, template: ScreenTemplate) -> Iterator[Move]:
    """Every button that the screen shows, and words where it takes them.

    Of buttons that stand for the elements of a list, the first and the last are pressed: what an element
    leads to depends on the list and hardly ever on the element.
    """
    yield from _writing(screen, template)
    groups: dict[str, list[Move]] = {}
    for button in (button for row in screen.rows for button in row if button.token):
        move = _press(button.label, button.token, screen.render)
        groups.setdefault(parts_of(button.token)[0], []).append(move)
    for presses in groups.values():
        yield from presses[:1]
        yield from presses[1:][-1:]


def words_anywhere(snapshot: Snapshot) -> list[Move]:
    """What can be typed on every screen: a way back, commands, each kind of danger, words without answer."""
    typed = [BACK, *(Move(f"Type: /{name}", Command(name)) for name in snapshot.commands)]
    for screen in {phrase.screen: None for phrase in snapshot.danger.phrases}:
        phrase = next(phrase for phrase in snapshot.danger.phrases if phrase.screen == screen)
        text = " ".join(word for word in phrase.words if word != WILDCARD)
        typed.append(Move(f"Type: {text}", Typed(text)))
    return [*typed, Move(f"Type: {GIBBERISH}", Typed(GIBBERISH))]


def _writing(screen: Screen, template: ScreenTemplate) -> Iterator[Move]:
    button = next((button for button in template.buttons if button.write), None)
    if screen.hint and button and button.write:
        text = SOME_WORDS[: button.write.limit]
        yield Move(f"Type: {text}", Typed(text), button.token, leads_on=True)


def _press(label: str, token: str, render: int) -> Move:
    own = parts_of(token)[0]
    is_ours = own in (SAFETY, HOME)
    return Move(f"Tap: {label}", Press(token, render), "" if is_ours else own, leads_on=own != SAFETY)
