"""What somebody can do on a screen, each move with the line that a transcript has for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.engine.pin import PIN
from flows.engine.tokens import CHECK_IN, HIDE, HOME, SAFETY, STOP, parts_of
from flows.model.event import Command, Event, Press, Start, Typed
from flows.model.flow import ButtonTemplate, ScreenTemplate
from flows.model.instruction import Remind, Write
from flows.model.match_danger import WILDCARD
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot

SOME_WORDS = "Words of my own"
"""What is typed where a screen asks for words: neither danger, nor a label, nor a command."""

SOME_PINS = ("1234", "4321")
"""The first is chosen and found right; the other is wrong for whoever chose the first."""

NO_RENDER = 0
"""The number of a message that is no drawn screen."""

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
HIDING = Move("Type: /hide", Command("hide"))
BACK = Move("Type: /back", Command("back"))


def moves_on(screen: Screen, template: ScreenTemplate, some_day: str) -> Iterator[Move]:
    """Every button that the screen shows but Hide, and words where it takes them, `some_day` for a date.

    Of buttons that stand for the elements of a list, the first and the last are pressed: what an element
    leads to depends on the list and hardly ever on the element.
    """
    yield from _writing(screen, template, some_day)
    groups: dict[str, list[Move]] = {}
    for button in (button for row in screen.rows for button in row if button.token not in ("", HIDE)):
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
    typed += [Move(f"Type: {GIBBERISH}", Typed(GIBBERISH)), HIDING]
    return [*typed, *of_check_in(snapshot)]


def of_check_in(snapshot: Snapshot) -> list[Move]:
    """The buttons under a note that was asked for, which work on whatever screen it is read."""
    if snapshot.check_in is None:
        return []
    phrases = snapshot.phrases[snapshot.language]
    buttons = (("button.check-in-open", CHECK_IN), ("button.check-in-stop", STOP))
    return [Move(f"Tap: {phrases[key]}", Press(token, NO_RENDER)) for key, token in buttons]


def moves_when_hidden(snapshot: Snapshot) -> list[Move]:
    """What still means something then: words that bring nothing back, words that do, and danger."""
    word = snapshot.phrases[snapshot.language]["word.return"].split(",")[0].strip()
    return [Move(f"Type: {text}", Typed(text)) for text in (GIBBERISH, SOME_WORDS, word)]


def _writing(screen: Screen, template: ScreenTemplate, some_day: str) -> Iterator[Move]:
    button = next((button for button in template.buttons if button.write), None)
    if screen.hint and button and button.write:
        for text in _fitting_words(button, button.write, some_day):
            yield Move(f"Type: {text}", Typed(text), button.token, leads_on=True)


def _fitting_words(button: ButtonTemplate, write: Write, some_day: str) -> tuple[str, ...]:
    """What the screen can make something of: the PIN and another one, a day, or any words."""
    if write.name == PIN:
        return SOME_PINS
    if any(isinstance(done, Remind) for done in button.instructions):
        return (some_day,)
    return (SOME_WORDS[: write.limit],)


def _press(label: str, token: str, render: int) -> Move:
    own = parts_of(token)[0]
    is_ours = own in (SAFETY, HOME)
    return Move(f"Tap: {label}", Press(token, render), "" if is_ours else own, leads_on=own != SAFETY)
