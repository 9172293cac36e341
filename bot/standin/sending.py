"""A person's message on its way to the chat and to the bot."""

from bot.standin import wire
from bot.standin.chats import BotStatus, Chat, Message, Person
from bot.standin.formatted import LONGEST_TEXT
from bot.standin.state import StandIn
from bot.standin.texts import units
from bot.standin.values import JsonObject


def new_message(
    standin: StandIn,
    person: Person,
    chat: Chat,
    *,
    text: str = "",
    kind: str = "text",
    content: JsonObject | None = None,
) -> Message:
    """A message with the next number, not yet in the chat."""
    return Message(
        id=standin.chats.next_message_id(),
        chat=chat,
        person=person,
        date=standin.date(),
        kind=kind,
        text=text,
        entities=command_entities(text) if kind == "text" else [],
        content=content or {},
    )


def send(standin: StandIn, message: Message) -> None:
    """Put the message into its chat, and tell the bot where it may know."""
    standin.touch(standin.chats.add_message(message))
    if is_readable(message):
        standin.queue("message", message.chat.id, wire.message(message, standin.bot))


def is_readable(message: Message) -> bool:
    """Whether the bot gets the message: in a group, in privacy mode (the default), commands alone."""
    if message.chat.bot_status is not BotStatus.MEMBER:
        return False
    is_for_bots = message.text.startswith("/") or message.kind == "new_chat_members"
    return is_for_bots or message.chat.person is not None


def command_entities(text: str) -> list[JsonObject]:
    """The entity that marks a command at the beginning of the text, if there is one."""
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    if len(command) < 2:
        return []
    return [{"type": "bot_command", "offset": 0, "length": units(command)}]


def parts_of(text: str) -> list[str]:
    """The text as messages that are not too long; none for no text."""
    parts = [""]
    room = LONGEST_TEXT
    for character in text:
        width = 2 if ord(character) > 0xFFFF else 1
        if width > room:
            parts.append("")
            room = LONGEST_TEXT
        parts[-1] += character
        room -= width
    return [part for part in parts if part]
