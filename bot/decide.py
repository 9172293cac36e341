"""One update of one person: from what the store kept to what it shall keep and send."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.check_ins import due_at
from bot.pins import hash_pin, verify_pin
from bot.ports import Chat, Decision, Incoming, Send, SendKind
from flows.engine.pin import wants_pin, with_pin
from flows.engine.resume import new_session
from flows.engine.standing_in import check_in_screen
from flows.engine.step import step
from flows.engine.tokens import HIDE, SAFETY
from flows.model.event import Event, Press, Redraw, Start, Typed
from flows.model.screen import Export, ExportFile, ForgetPerson, HideChat, Step
from flows.model.session import Session
from flows.model.snapshot import Snapshot

FOR_ANYBODY = (SAFETY, HIDE)
"""Buttons that do on an old keyboard what they say even for somebody who was forgotten."""


def decide(
    snapshot: Snapshot, incoming: Incoming, event: Event, chat: Chat | None, now: datetime
) -> Decision:
    """What one event leads to; `chat` is None for somebody new, or somebody who was forgotten."""
    session = chat.session if chat else new_session(snapshot, incoming.language)
    if session.hidden and incoming.event is not None:
        event = incoming.event  # whatever stood in for a screen meanwhile, nothing but a word brings it back
    if chat is None and isinstance(event, Press) and event.token not in FOR_ANYBODY:
        # Their keyboard is from before they were forgotten: they start anew, without a word about before.
        event = Start()
    is_waiting = session.pin is not None and now.timestamp() < session.pin.wait_until
    meant = with_pin(snapshot, session, event, hash_pin, _never if is_waiting else verify_pin)
    done = step(snapshot, session, meant, now)
    forgotten = any(isinstance(effect, ForgetPerson) for effect in done.effects)
    is_secret = isinstance(incoming.event, Typed) and wants_pin(snapshot, session)  # or digits that make none
    shown = sends_of(snapshot, done, incoming, now, is_secret=is_secret)
    sends = (*_check_in(snapshot, session, done.session), *shown)
    return Decision(None if forgotten else done.session, sends, done.notice)


def _never(_hash: str, _digits: str) -> bool:
    """Stands for a check whose answer would not count, and which takes ten milliseconds of everybody's."""
    return False


def redraw(snapshot: Snapshot, chat: Chat | None, now: datetime) -> Decision:
    """The live message with the words of today; nothing for somebody who left meanwhile.

    The session goes on naming what the person may still be looking at, so that a number or label
    they type is not taken for one of the new words.
    """
    if chat is None:
        return Decision(None, ())
    done = step(snapshot, chat.session, Redraw(), now)
    seen = replace(done.session, snapshot=chat.session.snapshot)
    return Decision(seen, (Send(SendKind.REDRAW, done.screen),))


def sends_of(
    snapshot: Snapshot, done: Step, incoming: Incoming, now: datetime, *, is_secret: bool
) -> tuple[Send, ...]:
    """What the person asked to have first, so that the screen with its buttons is the chat's last message.

    The screen edits the pressed message; where there is none to edit it is posted anew below what
    the person typed. That goes away in turn when it `is_secret`, or somebody else may read the phone.
    """
    kept = tuple(_kept(done))
    clears = any(isinstance(effect, HideChat | ForgetPerson) for effect in done.effects)
    edits = isinstance(incoming.event, Press) and incoming.message_id is not None and not kept
    kind = SendKind.CLEAR if clears else SendKind.SCREEN if edits else SendKind.FRESH_SCREEN
    sends = (*kept, Send(kind, done.screen, incoming.message_id))
    asked_at = incoming.sent_at or int(now.timestamp())
    sends = tuple(replace(send, asked_at=asked_at, language=done.session.language) for send in sends)
    if done.is_discreet:
        sends = _quiet(snapshot, done, sends)
    if not (incoming.own_message_id and (done.is_discreet or is_secret)):
        return sends
    return (*sends[:-1], replace(sends[-1], remove=(incoming.own_message_id,)))


def _kept(done: Step) -> Iterator[Send]:
    for effect in done.effects:
        if isinstance(effect, Export):
            yield Send(SendKind.EXPORT, effect.text)
        elif isinstance(effect, ExportFile):
            yield Send(SendKind.FILE, effect.document)


def _quiet(snapshot: Snapshot, done: Step, sends: tuple[Send, ...]) -> tuple[Send, ...]:
    phrases = snapshot.phrases.get(done.session.language, snapshot.phrases[snapshot.language])
    return tuple(replace(send, quiet=phrases["quiet.text"]) for send in sends)


def _check_in(snapshot: Snapshot, before: Session, after: Session) -> Iterator[Send]:
    if after.check_in is not None and after.check_in != before.check_in:
        screen = check_in_screen(snapshot, after.language)
        yield Send(SendKind.CHECK_IN, screen, language=after.language, due_at=due_at(after.check_in))
