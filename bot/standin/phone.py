"""What people do with their telephones: start, write, send, edit, press, block, put the bot into groups."""

from dataclasses import dataclass

from bot.standin import wire
from bot.standin.callbacks import Callback
from bot.standin.chats import BotStatus, Chat, ChatKind, Message, Person
from bot.standin.kinds import BODIES, WITH_CAPTION, content_of
from bot.standin.sending import command_entities, is_readable, new_message, parts_of, send
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

FIRST_PERSON = 5_000_000_000
"""Ids above 32 bits, as real ones are: code that cuts them off shows."""
FIRST_GROUP = -4_000_000_000


class Impossible(Exception):
    """Something that a real telephone would not let anybody do; says why."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press did: a query to the bot, an address opened, or text copied."""

    callback: Callback | None = None
    opened: str = ""
    copied: str = ""


def person_of(standin: StandIn, number: int) -> Person:
    """The `number`th person, known from now on."""
    return add_person(standin, FIRST_PERSON + number)


def add_person(standin: StandIn, user_id: int, first_name: str = "", language_code: str = "") -> Person:
    """The person with this id, made up if there is none yet; name and language are set when given."""
    people = standin.chats.people
    person = people.setdefault(user_id, Person(user_id, f"Person {user_id % 10_000}"))
    person.first_name = first_name or person.first_name
    person.language_code = language_code or person.language_code
    return person


def add_group(standin: StandIn, person: Person, title: str) -> Chat:
    """A new group into which the person has put the bot."""
    number = FIRST_GROUP - len(standin.chats.chats)
    chat = Chat(number, kind=ChatKind.GROUP, title=title, bot_status=BotStatus.LEFT)
    standin.chats.chats[chat.id] = chat
    standin.set_bot_status(chat, person, BotStatus.MEMBER)
    members: JsonObject = {"new_chat_members": [wire.user(standin.bot)]}
    send(standin, new_message(standin, person, chat, kind="new_chat_members", content=members))
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
    parts = parts_of(text.strip())
    if not parts:
        raise Impossible("a client sends no empty message")
    place = open_chat(standin, person, chat)
    messages = [new_message(standin, person, place, text=part) for part in parts]
    for message in messages:
        send(standin, message)
    return messages


def send_kind(
    standin: StandIn, person: Person, kind: str, chat: Chat | None = None, *, caption: str = ""
) -> Message:
    """Send something that is not text: "photo", "voice" ... (see kinds.py)."""
    if kind not in BODIES:
        raise Impossible(f"there is no kind of message {kind!r}")
    if caption and kind not in WITH_CAPTION:
        raise Impossible(f"a {kind} has no caption")
    place = open_chat(standin, person, chat)
    message = new_message(standin, person, place, text=caption, kind=kind, content=content_of(kind))
    send(standin, message)
    return message


def edit(standin: StandIn, person: Person, message: Message, text: str) -> None:
    """Change the words of one's own message, or its caption."""
    is_caption = message.kind in WITH_CAPTION
    if message.person is not person or not (is_caption or message.kind == "text"):
        raise Impossible("only one's own words can be edited")
    open_chat(standin, person, message.chat)
    message.text = text.strip()
    message.entities = [] if is_caption else command_entities(message.text)
    message.edit_date = standin.date()
    standin.touch(message)
    if is_readable(message):
        standin.queue("edited_message", message.chat.id, wire.message(message, standin.bot))


def press(standin: StandIn, person: Person, message: Message, button: JsonObject) -> Pressed:
    """Press a button of a message, which may be deleted, or a keyboard that is long replaced."""
    open_chat(standin, person, message.chat)
    if "callback_data" in button:
        callback = standin.press(person, message, str(button["callback_data"]))
        return Pressed(callback=callback)
    copy_text = button.get("copy_text")
    if isinstance(copy_text, dict):
        return Pressed(copied=str(copy_text["text"]))
    return Pressed(opened=str(button.get("url", "")))


def open_chat(standin: StandIn, person: Person, chat: Chat | None) -> Chat:
    """Where this person may write now: their chat with the bot unless it is another one."""
    if person.gone:
        raise Impossible("this person has left Telegram")
    place = chat or standin.chats.open_private(person)
    if place.person is not None and person.blocked:
        raise Impossible("this person has blocked the bot")
    return place


def block(standin: StandIn, person: Person) -> None:
    """Stop the bot; it hears of it once."""
    if not person.blocked:
        person.blocked = True
        _tell(standin, person, BotStatus.KICKED)


def unblock(standin: StandIn, person: Person) -> None:
    """Let the bot write again; it hears of it once."""
    if person.blocked:
        person.blocked = False
        _tell(standin, person, BotStatus.MEMBER)


def delete_account(standin: StandIn, person: Person) -> None:
    """The person leaves Telegram; the bot is not told."""
    person.gone = True
    standin.changes.mark(person.id)


def _tell(standin: StandIn, person: Person, status: BotStatus) -> None:
    standin.set_bot_status(standin.chats.open_private(person), person, status)
    standin.changes.mark(person.id)
