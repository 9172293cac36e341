"""What a Bot API method is made of here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.standin.call import Call
from bot.standin.chats import BotStatus, Chat
from bot.standin.refused import bad_request, forbidden
from bot.standin.state import StandIn

Run: TypeAlias = Callable[[StandIn, Call], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Described:
    """A result that comes with a description, as setWebhook's does."""

    result: object
    description: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method by its name. `ignored` are parameters that Telegram knows and nothing here acts on.

    `is_metered` counts towards the rate limits.
    """

    name: str
    run: Run
    parameters: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    is_metered: bool = False


def find_chat(standin: StandIn, call: Call) -> Chat:
    """The chat that the call names; Refused when the bot never met it."""
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    try:
        chat = standin.chats.chats.get(int(call.text("chat_id")))
    except ValueError:  # "@username": nobody here has one
        chat = None
    if chat is None:
        raise bad_request("chat not found")
    return chat


def find_open_chat(standin: StandIn, call: Call) -> Chat:
    """The chat, which must be one that the bot may write to."""
    chat = find_chat(standin, call)
    person = chat.person
    if person is not None and person.gone:
        raise forbidden("user is deactivated")
    if person is not None and person.blocked:
        raise forbidden("bot was blocked by the user")
    if chat.bot_status is BotStatus.LEFT:
        raise forbidden("bot is not a member of the group chat")
    if chat.bot_status is BotStatus.KICKED:
        raise forbidden("bot was kicked from the group chat")
    return chat
