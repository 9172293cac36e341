"""Digits typed where a PIN is asked for or chosen. They are hashed outside, and kept nowhere."""

import re
from collections.abc import Callable
from hashlib import blake2b

from flows.model.event import Event, PinChosen, PinTyped, Typed
from flows.model.flow import ScreenTemplate
from flows.model.match_danger import danger_in
from flows.model.session import Session
from flows.model.snapshot import Snapshot

PIN = "pin"
"""What a `write` names that takes a PIN; never a memory."""

_DIGITS = re.compile(r"\d{4,8}")
_BETWEEN = re.compile(r"[\s.-]+")


def with_pin(
    snapshot: Snapshot,
    session: Session,
    event: Event,
    hash: Callable[[str], str],
    verify: Callable[[str, str], bool],
) -> Event:
    """The event with typed digits already hashed, or held against the hash, where a PIN is wanted.

    `hash` makes one, slowly; `verify` takes a hash and the digits. Any other event is given back as it is.
    """
    template = _screen(snapshot, session)
    if not isinstance(event, Typed) or not wants_pin(snapshot, session) or template is None:
        return event
    digits = digits_of(event.text)
    if not digits or danger_in(snapshot.danger, event.text) is not None:
        return event
    if template.id != snapshot.pin:
        return PinChosen(hash(digits))
    if session.pin is None:
        return PinTyped(False)
    return PinTyped(verify(session.pin.hash, digits), _mark(session.pin.hash, digits))


def digits_of(text: str) -> str:
    """Four to eight digits as 0 to 9, whatever script or spacing they were typed in; "" for anything else."""
    bare = _BETWEEN.sub("", text)
    return "".join(str(int(digit)) for digit in bare) if _DIGITS.fullmatch(bare) else ""


def _mark(hash: str, digits: str) -> str:
    return blake2b(digits.encode(), key=hash.encode()[:64], digest_size=8).hexdigest()


def wants_pin(snapshot: Snapshot, session: Session) -> bool:
    """True for somebody who looks at a screen on which a PIN is typed."""
    template = None if session.hidden else _screen(snapshot, session)
    buttons = template.buttons if template else ()
    return any(button.write and button.write.name == PIN for button in buttons)


def _screen(snapshot: Snapshot, session: Session) -> ScreenTemplate | None:
    return snapshot.screens.get(snapshot.moved.get(session.screen, session.screen))
