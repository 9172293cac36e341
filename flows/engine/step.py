"""The whole engine in one function: what a person does, and what they see next."""

from datetime import UTC, datetime
from typing import assert_never

from flows.engine.arrive import arrive
from flows.engine.command_words import command_meant
from flows.engine.draw import draw, writable
from flows.engine.machine import press
from flows.engine.resume import resume
from flows.engine.text import without_isolates
from flows.engine.tokens import HOME, SAFETY, parts_of
from flows.engine.walk import Walk, flow_of
from flows.model.event import Command, Event, Press, Redraw, Start, Typed, Unreadable
from flows.model.match_danger import danger_in
from flows.model.screen import Step
from flows.model.session import Session
from flows.model.snapshot import Snapshot


def step(snapshot: Snapshot, session: Session, event: Event, now: datetime) -> Step:
    """Work one event: pure and deterministic, whatever the event and however old the session.

    `now` carries a time zone. Never raises for what a person does: a stale, foreign or unknown
    press draws the present screen again.
    """
    walk = resume(snapshot, session, now.astimezone(UTC).toordinal())
    path, origin = walk.path, walk.here
    _react(walk, event)
    arrive(walk, path, origin)
    screen = draw(walk)
    return Step(walk.close(), screen, tuple(walk.effects), walk.notice)


def _react(walk: Walk, event: Event) -> None:
    match event:
        case Start():
            walk.go_home()
        case Command(name, words):
            _command(walk, name, words)
        case Press():
            _press(walk, event)
        case Typed(text):
            _typed(walk, text.strip())
        case Unreadable():
            _unreadable(walk, event)
        case Redraw():
            walk.unchanged = True
        case _:
            assert_never(event)


def _command(walk: Walk, name: str, words: str) -> None:
    target = danger_in(walk.snapshot.danger, words) or walk.snapshot.commands.get(name)
    if target is not None:
        walk.call(target)
    elif name == "back":
        walk.go_back()
    else:
        walk.say_again("notice.command")


def _press(walk: Walk, event: Press) -> None:
    token, walk.mark = parts_of(event.token)
    if token == SAFETY:
        walk.call(walk.snapshot.safety)
    elif event.render != walk.session.render:
        walk.say_again("notice.stale", beside=True)
    elif token == HOME:
        walk.go_home()
    elif not press(walk, token):
        walk.say_again("notice.gone", beside=True)


def _typed(walk: Walk, text: str) -> None:
    danger = danger_in(walk.snapshot.danger, text)
    if danger is not None:
        walk.call(danger)
    elif not text:
        walk.say_again("notice.empty")
    elif walk.is_elsewhere:
        walk.unchanged = True  # words, a number or a label for a screen that is gone
    elif not _taken_by_screen(walk, text) and not _pressed_by_name(walk, text):
        # What stands on the screen wins over the words that work everywhere: it is what the person sees.
        command = command_meant(walk, text)
        if command:
            _react(walk, command)
        else:
            _no_answer(walk)


def _taken_by_screen(walk: Walk, text: str) -> bool:
    button = writable(walk)
    if button is None or button.write is None:
        return False
    if len(text) > button.write.limit:
        walk.say_again("notice.too-long", limit=str(button.write.limit))
    else:
        walk.typed = text
        press(walk, button.token)
    return True


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
        walk.call(danger)
    else:
        walk.say_again("notice.edited" if event.kind == "edited message" else "notice.kind")
