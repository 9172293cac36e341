"""The lines that do something: `Given`, `Start`, `Tap`, `Type`, `Later`, `Language`.

Each returns why it cannot be done, or None once it is; `says` is what stands behind the word.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from flows.compiler.references import flow_of
from flows.compiler.report import did_you_mean
from flows.engine.tokens import CHECK_IN, STOP
from flows.model.bank import MemoryRule
from flows.model.event import Command, Press, Start
from flows.model.screen import Button
from flows.model.session import Remembered, Session, Value
from flows.workshop.meaning import event_of
from flows.workshop.names import screen_named
from flows.workshop.transcripts.lines import Word
from flows.workshop.transcripts.scene import Mismatch, Scene

Act: TypeAlias = Callable[[Scene, str], Mismatch | None]

_OPEN = "open a screen"
"""A command that nobody can send, for it holds spaces: it opens a screen as a button would."""

_KNOWN = re.compile(r"(?P<name>\S+)\s+(?P<verb>is|has)\s+(?P<value>.+)")
_TIME = re.compile(r"(?P<number>\d{1,4})\s+(?P<unit>minute|hour|day|week)s?")


def given(scene: Scene, says: str) -> Mismatch | None:
    """Let something be remembered: `partner is refuses`, `topics has secrets`."""
    found = _KNOWN.fullmatch(says)
    if found is None:
        return Mismatch(f"`{says}` is nothing to begin with", "Write `partner is refuses` or the like.")
    name, value = found["name"], found["value"]
    if name == "clinic":
        return Mismatch(f"`clinic is {value}` cannot be tried: clinics are not built yet", "Leave it out.")
    rule = scene.snapshot.memory.get(name)
    if rule is None:
        return Mismatch(f"Nothing is remembered under `{name}`", did_you_mean(name, scene.snapshot.memory))
    wrong = _misfit(rule, found["verb"], value)
    if wrong is None:
        scene.change(lambda session: _remembering(session, rule, value, scene.day()))
    return wrong


def start(scene: Scene, says: str) -> Mismatch | None:
    """Begin at a screen, with nothing to return to but home: `see-alone`, `safety#phone`."""
    screen = screen_named(says, scene.snapshot)
    if screen is None:
        known = [*scene.snapshot.flows, *scene.snapshot.screens]
        return Mismatch(f"There is no flow or screen `{says}`", did_you_mean(says.replace(".md", ""), known))
    scene.send(Start())
    if screen != scene.snapshot.home:
        commands = {**scene.snapshot.commands, _OPEN: screen}
        scene.send(Command(_OPEN), replace(scene.snapshot, commands=commands))
    scene.flow = flow_of(screen)
    return None


def tap(scene: Scene, says: str) -> Mismatch | None:
    """Press the button of that label; a tick box may be named without its mark."""
    buttons = [*scene.buttons, *_of_check_in(scene)]
    button = next((b for b in buttons if says in (b.label, label_of(b))), None)
    if button is None:
        labels = [label_of(button) for button in buttons]
        return Mismatch("There is no such button here", did_you_mean(says, labels))
    if button.copy:
        return Mismatch("This button puts words on the clipboard", "Nothing in the chat can follow it.")
    if not button.token:
        return Mismatch("This button opens a page outside the chat", "Nothing in the chat can follow it.")
    scene.send(Press(button.token, scene.turn.screen.render))
    return None


def _of_check_in(scene: Scene) -> Iterator[Button]:
    """What stands under a note that was asked for; it works however long ago that was."""
    if scene.snapshot.check_in:
        yield Button(scene.phrases["button.check-in-open"], token=CHECK_IN)
        yield Button(scene.phrases["button.check-in-stop"], token=STOP)


def type_words(scene: Scene, says: str) -> Mismatch | None:
    """Type words, or a command such as `/help`."""
    scene.send(event_of(says))
    return None


def later(scene: Scene, says: str) -> Mismatch | None:
    """Let time go by: `7 days`."""
    found = _TIME.fullmatch(says)
    if found is None:
        return Mismatch(f"`{says}` is no length of time", "Write `30 minutes`, `7 days` or `2 weeks`.")
    scene.wait(timedelta(**{f"{found['unit']}s": int(found["number"])}))
    return None


def language(scene: Scene, says: str) -> Mismatch | None:
    """Go on in another language; what has no words in it yet is shown in the source language."""
    known = scene.snapshot.phrases
    if says not in known:
        return Mismatch(f"The content has no language `{says}`", f"It has {', '.join(sorted(known))}.")
    scene.change(lambda session: replace(session, language=says))
    return None


ACTS: Mapping[Word, Act] = {
    Word.GIVEN: given,
    Word.START: start,
    Word.TAP: tap,
    Word.TYPE: type_words,
    Word.LATER: later,
    Word.LANGUAGE: language,
}


def label_of(button: Button) -> str:
    """The label without the mark of a tick box, which is the bot's own word."""
    return button.label.partition(" ")[2] if button.ticked is not None else button.label


def _misfit(rule: MemoryRule, verb: str, value: str) -> Mismatch | None:
    if rule.many != (verb == "has"):
        right = f"{rule.name} {'has' if rule.many else 'is'} {value}"
        return Mismatch(
            f"`{rule.name}` holds {'several values' if rule.many else 'one value'}", f"Write `{right}`."
        )
    if rule.text_limit is not None and len(value) > rule.text_limit:
        return Mismatch(f"`{rule.name}` holds {rule.text_limit} characters at most")
    if rule.values and value not in rule.values:
        help = did_you_mean(value, rule.values) or f"It has {', '.join(rule.values)}."
        return Mismatch(f"`{rule.name}` has no value `{value}`", help)
    return None


def _remembering(session: Session, rule: MemoryRule, value: str, day: int) -> Session:
    kept: Value = value
    if rule.many:
        before = session.memory.get(rule.name)
        ticked = before.value if before and isinstance(before.value, tuple) else ()
        kept = (*(other for other in ticked if other != value), value)
    return replace(session, memory={**session.memory, rule.name: Remembered(kept, day)})
