"""The terminal face: the same screens as on Telegram, with buttons pressed by number or label."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TextIO, TypeAlias, assert_never

from bot.pins import hash_pin, verify_pin
from flows.engine.pin import with_pin
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.model.danger import DangerRules
from flows.model.event import Command, Start, Typed
from flows.model.match_danger import danger_in
from flows.model.screen import Button, Effect, Export, ExportFile, ForgetPerson, HideChat, Screen, Step
from flows.model.session import Session
from flows.model.snapshot import Snapshot
from flows.model.text import Mark, MarkKind, RichText

RESET = "\x1b[0m"
STYLES = {
    MarkKind.BOLD: "\x1b[1m",
    MarkKind.ITALIC: "\x1b[3m",
    MarkKind.STRIKE: "\x1b[9m",
    MarkKind.LINK: "\x1b[4m",
    MarkKind.QUOTE: "\x1b[2m",
    MarkKind.LONG_QUOTE: "\x1b[2m",
}

Line: TypeAlias = Start | Command | Typed
"""What can be done at a terminal."""


def talk(
    snapshot: Snapshot,
    clock: Callable[[], datetime],
    lines: Iterator[str],
    out: TextIO = sys.stdout,
    record: TextIO | None = None,
) -> None:
    """Hold one conversation until the lines end; nothing is stored.

    `record` receives it as a transcript that the content's tests can replay.
    """
    done = step(snapshot, new_session(snapshot, snapshot.language), Start(), clock())
    recorder = Recorder(record, snapshot.danger)
    recorder.start(done.screen)
    _show(done, out)
    for line in lines:
        event, before, session = read(line.strip()), done.screen, _kept(done, snapshot)
        done = step(snapshot, session, with_pin(snapshot, session, event, hash_pin, verify_pin), clock())
        recorder.add(event, before, done.screen)
        _show(done, out)


def read(line: str) -> Line:
    """What a typed line is; a number or a label is for `step` to understand, as on Telegram."""
    if not line.startswith("/"):
        return Typed(line)
    name, _, words = line[1:].partition(" ")
    return Start(words.strip()) if name == "start" else Command(name.lower(), words)


def _kept(done: Step, snapshot: Snapshot) -> Session:
    forgotten = any(isinstance(effect, ForgetPerson) for effect in done.effects)
    return new_session(snapshot, snapshot.language) if forgotten else done.session


class Recorder:
    """Writes a transcript line for everything that happens; silent without a file.

    A number or label is noted as the tap it stood for, so that a transcript outlives a new order of
    the buttons.
    """

    def __init__(self, file: TextIO | None, danger: DangerRules) -> None:
        self._file = file
        self._danger = danger

    def start(self, screen: Screen) -> None:
        """Note where the conversation begins."""
        self._write("Test: recorded conversation", f"Start: {screen.id.partition('#')[0]}")

    def add(self, event: Line, before: Screen, after: Screen) -> None:
        """Note one event and the screen that it led to."""
        self._write(self._line(event, before), f"Screen: {after.id}")

    def _line(self, event: Line, before: Screen) -> str:
        match event:
            case Command(name, words):
                return f"Type: /{name} {words}".rstrip()
            case Start(payload):
                return f"Type: /start {payload}".rstrip()
            case Typed(text):
                button = self._tapped(text, before)
                return f"Tap: {button.label}" if button else f"Type: {text}"
            case _:
                assert_never(event)

    def _tapped(self, text: str, screen: Screen) -> Button | None:
        # A screen that takes text takes a number too, and words of danger come before any button.
        if screen.hint or danger_in(self._danger, text):
            return None
        for number, button in enumerate(_buttons(screen), start=1):
            if button.token and text.casefold() in (str(number), button.label.casefold()):
                return button
        return None

    def _write(self, *lines: str) -> None:
        if self._file:
            self._file.write("".join(f"{line}\n" for line in lines))
            self._file.flush()


def _show(done: Step, out: TextIO) -> None:
    colour = out.isatty()
    for effect in done.effects:
        out.write(_effect(effect, colour))
    out.write(f"\n{'-' * 60}\n{paint(done.screen.text, colour)}\n\n")
    number = 0
    for row in done.screen.rows:
        cells = []
        for button in row:
            number += 1
            cells.append(f"[{number}] {button.label}" + (f" <{button.url}>" if button.url else ""))
        out.write("   ".join(cells) + "\n")
    if done.notice:
        out.write(f"({done.notice})\n")
    out.flush()


def _effect(effect: Effect, colour: bool) -> str:
    match effect:
        case Export(text):
            return f"\n--- a message to keep ---\n{paint(text, colour)}\n"
        case ExportFile(document):
            return f"\n--- a file to keep: {document.name}.{document.format} ---\n"
        case HideChat():
            return "\n--- the messages of this chat are taken away ---\n"
        case ForgetPerson():
            return ""
        case _:
            assert_never(effect)


def paint(text: RichText, colour: bool) -> str:
    """The text with its marks as terminal styles; a link's address follows it where styles are off."""
    shown: list[str] = []
    for index, character in enumerate(text.text):
        opening = [mark for mark in text.marks if mark.start == index]
        closing = [mark for mark in text.marks if mark.start + mark.length == index + 1]
        shown += [STYLES[mark.kind] for mark in opening if colour]
        shown.append(character)
        shown += [_close(mark, text.marks, index + 1) if colour else _address(mark) for mark in closing]
    return "".join(shown)


def _close(mark: Mark, marks: tuple[Mark, ...], at: int) -> str:
    still_open = [other for other in marks if other.start < at < other.start + other.length]
    return RESET + "".join(STYLES[other.kind] for other in still_open) + _address(mark)


def _address(mark: Mark) -> str:
    return f" <{mark.link}>" if mark.link else ""


def _buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.rows for button in row]
