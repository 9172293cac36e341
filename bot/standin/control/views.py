"""What the control API shows: chats as a telephone does, presses, calls, problems, the whole state."""

from dataclasses import asdict

from bot.standin.callbacks import ANSWER_WITHIN_S, Callback
from bot.standin.chats import Chat, Message, Person
from bot.standin.journal import CallRecord, Problem
from bot.standin.kinds import BODIES
from bot.standin.state import StandIn
from bot.standin.values import JsonObject


def person(one: Person) -> JsonObject:
    return asdict(one)


def chat(standin: StandIn, place: Chat) -> JsonObject:
    """The chat from the person's side. `revision` grows with every change of it."""
    profile = standin.profile
    return {
        "id": place.id,
        "revision": standin.changes.revision(place.id),
        "title": place.title or (place.person.first_name if place.person else ""),
        "bot": profile.text("name", "") or standin.bot.name,
        "description": profile.text("description", ""),
        "bot_status": place.bot_status,
        "action": place.action,
        "messages": [message(one) for one in place.messages.values()],
        "presses": [callback(standin, press) for press in standin.callbacks.latest(place)],
    }


def message(one: Message) -> JsonObject:
    """`from` is None for the bot; `keyboard` has the buttons as the bot sent them.

    `file` is the Document, or None; `notified` is what a locked telephone showed when the message came.
    """
    return {
        "id": one.id,
        "from": one.person.id if one.person else None,
        "date": one.date,
        "edit_date": one.edit_date,
        "kind": one.kind,
        "text": one.text,
        "entities": one.entities,
        "file": one.content.get("document"),
        "is_forwarded": "forward_origin" in one.content,
        "keyboard": one.keyboard or [],
        "is_deleted": one.is_deleted,
        "is_protected": one.is_protected,
        "is_silent": one.is_silent,
        "notified": one.notified,
        "revision": one.revision,
    }


def callback(standin: StandIn, one: Callback) -> JsonObject:
    """A press; `is_late` when it has waited too long for its answer and can have none."""
    waited_s = standin.now() - one.pressed_at
    return {
        "id": one.id,
        "user_id": one.person.id,
        "chat_id": one.chat.id,
        "message_id": one.message_id,
        "data": one.data,
        "pressed_at": one.pressed_at,
        "answered_at": one.answered_at,
        "is_late": one.answered_at is None and waited_s > ANSWER_WITHIN_S,
        "text": one.text,
        "is_alert": one.is_alert,
        "revision": one.revision,
    }


def call(one: CallRecord) -> JsonObject:
    return asdict(one)


def problem(one: Problem) -> JsonObject:
    return asdict(one)


def state(standin: StandIn) -> JsonObject:
    """The whole at a glance, with no words of anybody's."""
    updates, limits = standin.updates, standin.limits
    return {
        "now": standin.now(),
        "bot": asdict(standin.bot),
        "webhook": standin.webhook.wire(),
        "updates": {
            "waiting": len(updates.waiting),
            "held": len(standin.held),
            "taken": updates.taken_count,
            "expired": updates.expired_count,
        },
        "calls": standin.journal.call_count,
        "problems": standin.journal.problem_count,
        "people": len(standin.chats.people),
        "chats": len(standin.chats.chats),
        "faults": [asdict(order) for order in standin.faults.orders],
        "limits": {
            "is_on": limits.is_on,
            "overall_per_second": limits.overall_per_second,
            "chat_per_second": limits.chat_per_second,
            "chat_burst": limits.chat_burst,
        },
        "kinds": list(BODIES),
        "commands": standin.profile.commands.get((("default", 0, 0), ""), []),
    }
