"""What typed words mean on a screen: the stations of `step`, in its order, each with its reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from flows.compiler.write import LONGEST_PIN, SHORTEST_PIN
from flows.engine.command_words import command_meant
from flows.engine.draw import draw, writable
from flows.engine.pin import PIN
from flows.engine.react import HIDE_COMMAND
from flows.engine.resume import resume
from flows.engine.walk import Walk
from flows.model.danger import DangerPhrase, DangerRules
from flows.model.event import Command, Start, Typed
from flows.model.fold import bare, fold
from flows.model.match_danger import danger_in
from flows.model.session import Session
from flows.model.snapshot import Snapshot

_PIN = re.compile(f"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}")


@dataclass(frozen=True, slots=True)
class Danger:
    """An explicit phrase of danger fired, in the folded `sentence`."""

    phrase: DangerPhrase
    sentence: str


@dataclass(frozen=True, slots=True)
class Plea:
    """The whole message, folded, is one that asks for help."""

    words: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing readable was typed."""


@dataclass(frozen=True, slots=True)
class Written:
    """The screen takes text, and keeps it under `name`."""

    name: str
    token: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """The screen takes text, but not so much of it."""

    limit: int


@dataclass(frozen=True, slots=True)
class NoPin:
    """The screen takes a PIN, which this is none."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed by its number or its label."""

    label: str
    token: str
    by_number: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A command or a word that stands for one: `home`, `back`, or a name of content.yaml."""

    command: str


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A command that the content does not list."""

    name: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing of all this."""


Meaning: TypeAlias = (
    Danger | Plea | Nothing | Written | TooLong | NoPin | Pressed | Said | UnknownCommand | NoAnswer
)


@dataclass(frozen=True, slots=True)
class Silenced:
    """A phrase of danger that stands there, and the mute that keeps it from firing."""

    phrase: DangerPhrase
    mute: tuple[str, ...]


def event_of(line: str) -> Start | Command | Typed:
    """What a typed line is: a command when it begins with `/`, else words."""
    if not line.startswith("/"):
        return Typed(line)
    name, _, words = line[1:].partition(" ")
    return Start(words.strip()) if name == "start" else Command(name.lower(), words)


def meaning_of(
    snapshot: Snapshot, session: Session, event: Start | Command | Typed, now: datetime
) -> Meaning:
    """What the event means to somebody on that screen; `step` does the same without saying why."""
    match event:
        case Start():
            return Said("home")
        case Command(name, words):
            return _danger(snapshot.danger, words) or _command(name, snapshot)
        case Typed(text):
            walk = resume(snapshot, session, now)
            return _danger(snapshot.danger, text) or _typed(walk, text.strip())


def silenced_in(rules: DangerRules, text: str) -> Iterator[Silenced]:
    """The phrases that a mute keeps from firing in `text`, in the order of the file."""
    loud = replace(rules, mutes=())
    for phrase in rules.phrases:
        if _fires(loud, phrase, text) and not _fires(rules, phrase, text):
            mute = next((m for m in rules.mutes if not _fires(replace(rules, mutes=(m,)), phrase, text)), ())
            yield Silenced(phrase, mute)


def _danger(rules: DangerRules, text: str) -> Danger | Plea | None:
    if danger_in(rules, text) is None:
        return None
    phrase = next((phrase for phrase in rules.phrases if _fires(rules, phrase, text)), None)
    if phrase is None:
        return Plea(bare(text))
    sentences = (" ".join(words) for words in fold(text))
    return Danger(phrase, next((s for s in sentences if _fires(rules, phrase, s)), bare(text)))


def _fires(rules: DangerRules, phrase: DangerPhrase, text: str) -> bool:
    return danger_in(replace(rules, phrases=(phrase,), asks=frozenset()), text) is not None


def _command(name: str, snapshot: Snapshot) -> Meaning:
    is_known = name in snapshot.commands or name in ("back", HIDE_COMMAND)
    return Said(name) if is_known else UnknownCommand(name)


def _typed(walk: Walk, text: str) -> Meaning:
    if not text:
        return Nothing()
    button = writable(walk)
    if button and button.write and button.write.name == PIN:
        return Written(PIN, button.token) if _PIN.fullmatch(text) else NoPin()
    if button and button.write:
        is_over = len(text) > button.write.limit
        return TooLong(button.write.limit) if is_over else Written(button.write.name, button.token)
    return _pressed(walk, text) or _word(walk, text)


def _pressed(walk: Walk, text: str) -> Pressed | None:
    if not walk.session.render:
        return None  # nothing was drawn for this person yet: there is no button to mean
    wanted, buttons = text.casefold(), (button for row in draw(walk).rows for button in row)
    for number, button in enumerate(buttons, start=1):
        if button.token and wanted in (str(number), button.label.casefold()):
            return Pressed(button.label, button.token, by_number=wanted == str(number))
    return None


def _word(walk: Walk, text: str) -> Meaning:
    match command_meant(walk, text):
        case Start():
            return Said("home")
        case Command(name):
            return Said(name)
        case None:
            return NoAnswer()
