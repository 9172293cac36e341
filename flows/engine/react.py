"""What a person does, and what it changes, before anybody looks at where that leads."""

from collections.abc import Callable
from typing import assert_never

from flows.engine.command_words import command_meant, listed_words
from flows.engine.days import day_there
from flows.engine.draw import draw, writable
from flows.engine.faces import chosen, tried
from flows.engine.hiding import come_back, hide, is_return_word
from flows.engine.machine import press
from flows.engine.pin import PIN
from flows.engine.text import without_isolates
from flows.engine.tokens import AGAIN, CHECK_IN, HIDE, HOME, SAFETY, STOP, parts_of
from flows.engine.walk import Walk, flow_of
from flows.model.event import Command, Event, PinChosen, PinTyped, Press, Redraw, Start, Typed, Unreadable
from flows.model.flow import ScreenId
from flows.model.fold import bare
from flows.model.match_danger import danger_in

HIDE_COMMAND = "hide"
"""Built in as `/start` is: it must work in any content."""


def react(walk: Walk, event: Event) -> None:  # noqa: C901 - one case an event
    """Do what the event means here; while the chat is hidden hardly anything means something."""
    if walk.hidden and not _ends_hiding(walk, event):
        if isinstance(event, Press) and event.token == STOP:
            walk.end_check_ins()
        if not isinstance(event, Redraw):
            hide(walk)
        return
    was_hidden, walk.hidden = walk.hidden, False
    match event:
        case Start():
            walk.go_home()
        case Command(name, words):
            _command(walk, name, words)
        case Press():
            _press(walk, event)
        case Typed(text):
            _typed(walk, text.strip(), is_return=was_hidden and is_return_word(text, walk))
        case PinTyped() | PinChosen():
            _pin(walk, event)
        case Unreadable():
            _unreadable(walk, event)
        case Redraw():
            walk.unchanged = True
        case _:
            assert_never(event)


def _ends_hiding(walk: Walk, event: Event) -> bool:
    """Safety, leaving, and whoever knows the word; anything else leaves as little to see as before."""
    match event:
        case Start():
            return True
        case Command(name, words):
            return name in walk.snapshot.commands or danger_in(walk.snapshot.danger, words) is not None
        case Press(token):
            return token == SAFETY
        case Typed(text):
            return danger_in(walk.snapshot.danger, text) is not None or is_return_word(text, walk)
        case Unreadable(_, caption):
            return danger_in(walk.snapshot.danger, caption) is not None
        case _:
            return False


def _command(walk: Walk, name: str, words: str) -> None:
    danger, target = danger_in(walk.snapshot.danger, words), walk.snapshot.commands.get(name)
    if danger is not None:
        _to_safety(walk, danger)
    elif name == HIDE_COMMAND:
        hide(walk)
    elif target is not None:
        walk.call(target)
    elif name == "back":
        walk.go_back()
    else:
        walk.say_again("notice.command")


def _press(walk: Walk, event: Press) -> None:
    token, walk.mark = parts_of(event.token)
    if token in ALWAYS:
        ALWAYS[token](walk)
    elif event.render != walk.session.render:
        walk.say_again("notice.stale", beside=True)
    elif token == HOME:
        walk.go_home()
    elif not press(walk, token):
        walk.say_again("notice.gone", beside=True)


def _again(walk: Walk) -> None:
    walk.unchanged = True


def _open_check_in(walk: Walk) -> None:
    """What the person asked to be reminded of; it is no longer waited for."""
    if walk.check_in and walk.check_in.day <= day_there(walk):
        walk.check_in = None
    if walk.snapshot.check_in:
        walk.call(walk.snapshot.check_in)


def _stop_check_ins(walk: Walk) -> None:
    walk.end_check_ins()
    walk.say_again("notice.check-ins-stopped")


ALWAYS: dict[str, Callable[[Walk], None]] = {
    SAFETY: lambda walk: walk.call(walk.snapshot.safety),
    HIDE: hide,
    AGAIN: _again,
    CHECK_IN: _open_check_in,
    STOP: _stop_check_ins,
}
"""What works from any keyboard, however old."""


def _typed(walk: Walk, text: str, *, is_return: bool) -> None:
    danger = danger_in(walk.snapshot.danger, text)
    if danger is not None:
        _to_safety(walk, danger)
    elif is_return:
        come_back(walk)
    elif not text:
        walk.say_again("notice.empty")
    elif walk.is_elsewhere:
        walk.unchanged = True  # words, a number or a label for a screen that is gone
    elif not _taken_by_screen(walk, text) and not _pressed_by_name(walk, text):
        # What stands on the screen wins over the words that work everywhere: it is what the person sees.
        command = command_meant(walk, text)
        if walk.is_planned and bare(text) in listed_words(walk, "word.stop"):
            _stop_check_ins(walk)
        elif command:
            react(walk, command)
        else:
            _no_answer(walk)


def _to_safety(walk: Walk, screen: ScreenId) -> None:
    """Whatever was said, it is no time for a message that somebody else might see."""
    walk.end_check_ins()
    walk.call(screen)


def _taken_by_screen(walk: Walk, text: str) -> bool:
    button = writable(walk)
    if button is None or button.write is None:
        return False
    if button.write.name == PIN:
        walk.say_again("notice.pin")  # digits come as events of their own
    elif len(text) > button.write.limit:
        walk.say_again("notice.too-long", limit=str(button.write.limit))
    else:
        walk.typed = text
        press(walk, button.token)
    return True


def _pin(walk: Walk, event: PinTyped | PinChosen) -> None:
    """Open a face, or lock with a new PIN; either way the screen that follows looks the same."""
    button = writable(walk)
    if button is None or button.write is None or button.write.name != PIN:
        walk.unchanged = True
        return
    if isinstance(event, PinChosen):
        walk.turn(lambda pin: chosen(pin, event.hash, walk.now))
    else:
        walk.turn(lambda pin: tried(pin, event, walk.now))
    walk.typed = ""
    press(walk, button.token)
    if isinstance(event, PinTyped):
        _begin_anew(walk)


def _begin_anew(walk: Walk) -> None:
    """Nothing leads back from behind the PIN: neither face must tell where the person had been."""
    walk.path, walk.returns = (), ()
    walk.question = walk.therapist = walk.told = None


def _pressed_by_name(walk: Walk, text: str) -> bool:
    """A number counts the buttons as they stand; a label presses the button that bears it."""
    if not walk.session.render:
        return False  # nothing has been drawn for this session: the person looks at something older
    buttons = [button for row in draw(walk).rows for button in row]
    wanted = text.casefold()
    for number, button in enumerate(buttons, start=1):
        if button.token and wanted in (str(number), without_isolates(button.label).casefold()):
            _press_meant(walk, button.token)
            return True
    return False


def _press_meant(walk: Walk, token: str) -> None:
    if walk.session.snapshot != walk.snapshot.id:
        walk.say_again("notice.moved")  # they read other content: the same word may mean the opposite now
    else:
        _press(walk, Press(token, walk.session.render))


def _no_answer(walk: Walk) -> None:
    """Say honestly that there is none; a page of safety stays in sight meanwhile."""
    if walk.snapshot.flows[flow_of(walk.state)].locked:
        walk.say_again("notice.no-answer-here")
    else:
        walk.call(walk.snapshot.no_answer)


def _unreadable(walk: Walk, event: Unreadable) -> None:
    danger = danger_in(walk.snapshot.danger, event.caption)
    if danger is not None:
        _to_safety(walk, danger)
    else:
        walk.say_again("notice.edited" if event.kind == "edited message" else "notice.kind")
