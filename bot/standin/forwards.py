"""Forwarded messages, from the four kinds of MessageOrigin."""

from collections.abc import Callable

from bot.standin.chats import Message, Person
from bot.standin.phone import Impossible, open_chat
from bot.standin.sending import new_message, send
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

_SOMEBODY: JsonObject = {"id": 4_900_000_001, "is_bot": False, "first_name": "Sam"}
_NEWS: JsonObject = {"id": -1_009_000_000_001, "type": "channel", "title": "News"}
_FAMILY: JsonObject = {"id": -1_009_000_000_002, "type": "supergroup", "title": "Family"}

ORIGINS: dict[str, Callable[[], JsonObject]] = {
    "user": lambda: {"sender_user": _SOMEBODY},
    "hidden_user": lambda: {"sender_user_name": "Sam"},
    "chat": lambda: {"sender_chat": _FAMILY},
    "channel": lambda: {"chat": _NEWS, "message_id": 7},
}


def forward(standin: StandIn, person: Person, text: str, origin: str) -> Message:
    """Forward words that a "user", "hidden_user", "chat" or "channel" said."""
    if origin not in ORIGINS:
        raise Impossible(f"nothing can be forwarded from a {origin!r}")
    place = open_chat(standin, person, None)
    first_said = {"type": origin, "date": standin.date(), **ORIGINS[origin]()}
    message = new_message(standin, person, place, text=text, content={"forward_origin": first_said})
    send(standin, message)
    return message
