"""Which history somebody sees behind the PIN: the person's own, or the one that a wrong PIN opens.

The two look alike. A wrong PIN opens a history that begins empty and keeps what is put into it, so
whoever was made to type one cannot be told from somebody who has nothing saved. While the PIN is shut
nothing that it locks is shown or changed: whatever would do so asks for it first (flows.engine.locking).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from flows.model.bank import MemoryRule
from flows.model.event import PinTyped
from flows.model.session import Face, Kept, Pin, Remembered, Session

Rules: TypeAlias = Mapping[str, MemoryRule]
Memory: TypeAlias = Mapping[str, Remembered]

OPEN_SECONDS = 600
"""How long a face stays open after the last thing done."""

FREE_TRIES = 5
FIRST_WAIT_SECONDS = 60
LONGEST_WAIT_SECONDS = 3_600
"""After so many wrong tries in a row none is looked at for a minute, then two, four ... up to an hour."""


def pin_now(session: Session, now: int) -> Pin | None:
    """The PIN, shut again if its time is over."""
    pin = session.pin
    if pin is None or pin.face is Face.SHUT or now <= pin.open_until:
        return pin
    return shut(pin)


def shown(session: Session, pin: Pin | None, rules: Rules) -> Kept:
    """What the open face holds, with all that is remembered there; while it is shut, nothing locked."""
    if pin is None or pin.face is Face.OWN:
        return Kept(session.checklist, session.therapists, session.memory, session.check_in)
    other = pin.other if pin.face is Face.OTHER else Kept()
    return replace(other, memory={**_open(session.memory, rules), **_locked(other.memory, rules)})


def stored(session: Session, pin: Pin | None, kept: Kept, rules: Rules) -> tuple[Kept, Pin | None]:
    """What the session and its PIN are to hold, now that the open face holds `kept`.

    What is the person's own and locked comes from the session alone, whatever the other face did.
    """
    if pin is None or pin.face is Face.OWN:
        return kept, pin
    memory = {**_open(kept.memory, rules), **_locked(session.memory, rules)}
    own = Kept(session.checklist, session.therapists, memory, session.check_in)
    if pin.face is Face.SHUT:
        return own, pin
    return own, replace(pin, other=replace(kept, memory=_locked(kept.memory, rules)))


def _locked(memory: Memory, rules: Rules) -> Memory:
    return {name: kept for name, kept in memory.items() if name in rules and rules[name].is_locked_away}


def _open(memory: Memory, rules: Rules) -> Memory:
    locked = _locked(memory, rules)
    return {name: kept for name, kept in memory.items() if name not in locked}


def tried(pin: Pin | None, event: PinTyped, now: int) -> Pin | None:
    """The PIN after somebody typed one; before `wait_until` even the right one counts as wrong."""
    if pin is None:
        return None
    if now < pin.wait_until:
        return _other(pin, event.mark, now)
    if event.is_right:
        return replace(pin, face=Face.OWN, open_until=now + OPEN_SECONDS, wrong=0, wait_until=0)
    wrong = pin.wrong + 1
    over = wrong - FREE_TRIES
    wait = min(FIRST_WAIT_SECONDS * 2 ** min(over, 10), LONGEST_WAIT_SECONDS) if over >= 0 else 0
    return replace(_other(pin, event.mark, now), wrong=wrong, wait_until=now + wait if wait else 0)


def _other(pin: Pin, mark: str, now: int) -> Pin:
    other = pin.other if mark == pin.other_mark else Kept()
    return replace(pin, face=Face.OTHER, open_until=now + OPEN_SECONDS, other=other, other_mark=mark)


def chosen(pin: Pin | None, hash: str, now: int) -> Pin:
    """A new PIN, open; on the other face nothing is changed, and nothing shows it."""
    if pin is not None and pin.face is not Face.OWN:
        return pin
    return Pin(hash, Face.OWN, now + OPEN_SECONDS)


def shut(pin: Pin | None) -> Pin | None:
    """The PIN, to be asked for again."""
    return replace(pin, face=Face.SHUT) if pin else None


def kept_open(pin: Pin | None, now: int) -> Pin | None:
    """The open face with its time begun anew, as somebody is here."""
    if pin is None or pin.face is Face.SHUT:
        return pin
    return replace(pin, open_until=now + OPEN_SECONDS)
