"""A new message of the bot's on its way into the chat."""

from bot.standin import wire
from bot.standin.call import Call
from bot.standin.chats import Message
from bot.standin.keyboards import read_markup
from bot.standin.method import find_open_chat
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

POST_PARAMETERS = ("chat_id", "disable_notification", "protect_content", "reply_markup")
"""What every method that posts reads here."""
POST_PARAMETERS_WITHOUT_EFFECT = (
    "business_connection_id",
    "message_thread_id",
    "direct_messages_topic_id",
    "allow_paid_broadcast",
    "message_effect_id",
    "suggested_post_parameters",
    "reply_parameters",
)


def post(
    standin: StandIn,
    call: Call,
    text: str,
    entities: list[JsonObject],
    *,
    kind: str = "text",
    content: JsonObject | None = None,
) -> JsonObject:
    """Put it into the chat that the call names.

    There is no idempotency key: called twice, it is there twice.
    """
    keyboard = read_markup(call)
    chat = find_open_chat(standin, call)
    message = Message(
        id=standin.chats.next_message_id(),
        chat=chat,
        person=None,
        date=standin.date(),
        kind=kind,
        text=text,
        entities=entities,
        keyboard=keyboard,
        content=content or {},
        is_protected=call.flag("protect_content"),
        is_silent=call.flag("disable_notification"),
        notified=_notification(text, content or {}),
    )
    chat.action = ""
    standin.touch(standin.chats.add_message(message))
    return wire.message(message, standin.bot)


def _notification(text: str, content: JsonObject) -> str:
    """A file's name stands before its caption; a keyboard is never shown."""
    document = content.get("document")
    name = str(document["file_name"]) if isinstance(document, dict) else ""
    return "\n".join(filter(None, (name, text)))
