"""What people do with their telephones: start, write, send, edit, press, put the bot into groups."""

from dataclasses import dataclass

from bot.standin import wire
from bot.standin.callbacks import Callback
from bot.standin.chats import BotStatus, Chat, Message, Person
from bot.standin.formatted import LONGEST_TEXT
from bot.standin.kinds import content_of
from bot.standin.people import unblock
from bot.standin.state import StandIn
from bot.standin.texts import units
from bot.standin.values import JsonObject

FIRST_GROUP = -4_000_000_000


class Impossible(Exception):
    """Something that a real telephone would not let anybody do; says why."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press did: a query to the bot, an address opened, or text copied."""

    callback: Callback | None = None
    opened: str = ""
    copied: str = ""


def add_group(standin: StandIn, person: Person, title: str) -> Chat:
    """A new group into which the person has put the bot."""
    chat = Chat(FIRST_GROUP - len(standin.chats.chats), title=title, bot_status=BotStatus.LEFT)
    standin.chats.chats[chat.id] = chat
    standin.set_bot_status(chat, person, BotStatus.MEMBER)
    members: JsonObject = {"new_chat_members": [wire.user(standin.bot)]}
    _send(standin, _new_message(standin, person, chat, kind="new_chat_members", content=members))
    return chat


def kick_bot(standin: StandIn, person: Person, chat: Chat) -> None:
    """Put the bot out of a group."""
    standin.set_bot_status(chat, person, BotStatus.KICKED)


def start(standin: StandIn, person: Person, payload: str = "") -> Message:
    """Open the bot and press Start, by a deep link when there is a payload; unblocks as that does."""
    if person.blocked:
        unblock(standin, person)
    return write(standin, person, f"/start {payload}".rstrip())[-1]


def write(standin: StandIn, person: Person, text: str, chat: Chat | None = None) -> list[Message]:
    """Send text; as every client does, trim it and cut what is too long into several messages."""
    parts = _parts(text.strip())
    if not parts:
        raise Impossible("a client sends no empty message")
    place = _open(standin, person, chat)
    messages = [_new_message(standin, person, place, text=part) for part in parts]
    for message in messages:
        _send(standin, message)
    return messages


def send_kind(standin: StandIn, person: Person, kind: str, chat: Chat | None = None) -> Message:
    """Send something that is not text: "photo", "voice" ... (see kinds.py)."""
    try:
        content = content_of(kind)
    except KeyError:
        raise Impossible(f"there is no kind of message {kind!r}") from None
    message = _new_message(standin, person, _open(standin, person, chat), kind=kind, content=content)
    _send(standin, message)
    return message


def edit(standin: StandIn, person: Person, message: Message, text: str) -> None:
    """Change the words of one's own message."""
    if message.person is not person or message.kind != "text":
        raise Impossible("only one's own words can be edited")
    _open(standin, person, message.chat)
    message.text, message.entities = text.strip(), _command_entities(text.strip())
    message.edit_date = standin.date()
    standin.touch(message)
    if _bot_may_read(message):
        standin.queue("edited_message", message.chat.id, wire.message(message, standin.bot))


def press(standin: StandIn, person: Person, message: Message, button: JsonObject) -> Pressed:
    """Press a button of a message, which may be deleted, or a keyboard that is long replaced."""
    _open(standin, person, message.chat)
    if "callback_data" in button:
        callback = standin.press(person, message, str(button["callback_data"]))
        return Pressed(callback=callback)
    copy_text = button.get("copy_text")
    if isinstance(copy_text, dict):
        return Pressed(copied=str(copy_text["text"]))
    return Pressed(opened=str(button.get("url", "")))


def _open(standin: StandIn, person: Person, chat: Chat | None) -> Chat:
    if person.gone:
        raise Impossible("this person has left Telegram")
    place = chat or standin.chats.open_private(person)
    if place.person is not None and person.blocked:
        raise Impossible("this person has blocked the bot")
    return place


def _new_message(
    standin: StandIn,
    person: Person,
    chat: Chat,
    *,
    text: str = "",
    kind: str = "text",
    content: JsonObject | None = None,
) -> Message:
    return Message(
        id=standin.chats.next_message_id(),
        chat=chat,
        person=person,
        date=standin.date(),
        kind=kind,
        text=text,
        entities=_command_entities(text),
        content=content or {},
    )


def _send(standin: StandIn, message: Message) -> None:
    standin.touch(standin.chats.add_message(message))
    if _bot_may_read(message):
        standin.queue("message", message.chat.id, wire.message(message, standin.bot))


def _bot_may_read(message: Message) -> bool:
    """In groups a bot in privacy mode, which is the default, sees commands and service messages."""
    if message.chat.bot_status is not BotStatus.MEMBER:
        return False
    is_for_bots = message.text.startswith("/") or message.kind == "new_chat_members"
    return is_for_bots or message.chat.person is not None


def _command_entities(text: str) -> list[JsonObject]:
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    if len(command) < 2:
        return []
    return [{"type": "bot_command", "offset": 0, "length": units(command)}]


def _parts(text: str) -> list[str]:
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
