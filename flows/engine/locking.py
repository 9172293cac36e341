"""What asks for the PIN first: whatever would show or change something that it locks."""

from flows.engine.pin import PIN
from flows.engine.walk import Walk, flow_of
from flows.model.flow import ButtonTemplate, ScreenId, ScreenTemplate
from flows.model.instruction import (
    DeleteEverything,
    Forget,
    HideTheChat,
    Instruction,
    Remember,
    ShutPin,
    StopReminders,
)
from flows.model.session import Face

HARMLESS = (DeleteEverything, HideTheChat, ShutPin, StopReminders)
"""What everybody who holds the phone may do; all other actions show or change what is locked."""


def is_shut(walk: Walk) -> bool:
    """True while a PIN is set and nobody has typed one lately."""
    return walk.pin is not None and walk.pin.face is Face.SHUT and walk.snapshot.pin is not None


def needs_pin(button: ButtonTemplate, walk: Walk) -> bool:
    """True for a button or a `write` that must not do its work while the PIN is shut."""
    if not is_shut(walk) or walk.state == walk.snapshot.pin:
        return False
    names = [each.name for each in (button.write, button.option) if each]
    is_named = any(name == PIN or _is_locked(name, walk) for name in names)
    return is_named or any(_touches(done, walk) for done in button.instructions)


def asks_for_pin(walk: Walk) -> bool:
    """True when the screen that the walk leads to, or what was to be done, is locked."""
    return is_shut(walk) and (walk.is_locked_out or walk.template.behind_pin)


def ask_for_pin(walk: Walk) -> None:
    """Ask first; `#return` leads on to where the person was going, and Back to where they came from.

    What was at hand is let go when the PIN is typed, so a screen that speaks of it gives way to the
    first of its flow.
    """
    assert walk.snapshot.pin is not None  # or nothing would be shut
    walk.push_return(_way_on(walk.template, walk))
    walk.state, walk.unchanged, walk.opened = walk.snapshot.pin, False, True


def _way_on(template: ScreenTemplate, walk: Walk) -> ScreenId:
    start = ScreenId(f"{flow_of(template.id)}#start")
    speaks = template.needs_question or template.needs_therapist or template.needs_told
    first = walk.snapshot.screens.get(start)
    return start if first and (speaks or first.behind_pin) else template.id


def _touches(instruction: Instruction, walk: Walk) -> bool:
    match instruction:
        case Remember(name, _) | Forget(name):
            return _is_locked(name, walk)
        case _:
            return not isinstance(instruction, HARMLESS)


def _is_locked(name: str, walk: Walk) -> bool:
    rule = walk.snapshot.memory.get(name)
    return rule is not None and rule.is_locked_away
