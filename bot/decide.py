"""One update of one person: from what the store kept to what it shall keep and send. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.ports import Chat, Decision, Incoming, Send, SendKind
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.engine.tokens import SAFETY
from flows.model.event import Event, Press, Redraw, Start
from flows.model.screen import Export, ForgetPerson, Step
from flows.model.snapshot import Snapshot


def decide(
    snapshot: Snapshot, incoming: Incoming, event: Event, chat: Chat | None, now: datetime
) -> Decision:
    """What one event leads to; `chat` is None for somebody new, or somebody who was forgotten."""
    session = chat.session if chat else new_session(snapshot, incoming.language)
    if chat is None and isinstance(event, Press) and event.token != SAFETY:
        # Their keyboard is from before they were forgotten: they start anew, without a word about before.
        event = Start()
    done = step(snapshot, session, event, now)
    forgotten = any(isinstance(effect, ForgetPerson) for effect in done.effects)
    return Decision(
        None if forgotten else done.session, sends_of(done, event, incoming.message_id), done.notice
    )


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


def sends_of(done: Step, event: Event, message_id: int | None) -> tuple[Send, ...]:
    """Exports first, so that the screen with its buttons stays the last message of the chat.

    `message_id` is the pressed message, or None when there is none to edit: the screen is then
    posted anew below what the person typed.
    """
    exports = tuple(
        Send(SendKind.EXPORT, effect.text) for effect in done.effects if isinstance(effect, Export)
    )
    edits = isinstance(event, Press) and message_id is not None and not exports
    kind = SendKind.SCREEN if edits else SendKind.FRESH_SCREEN
    return (*exports, Send(kind, done.screen, message_id))
