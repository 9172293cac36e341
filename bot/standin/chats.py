"""People, chats and their messages, as Telegram itself would keep them."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.standin.values import JsonObject

KEPT_MESSAGES = 500
"""In one chat; older ones are gone, as if the person had cleared them."""


@dataclass(frozen=True, slots=True)
class BotUser:
    """The bot itself."""

    id: int
    name: str
    username: str


@dataclass(slots=True)
class Person:
    """Somebody with a telephone. `gone` is a deleted account."""

    id: int
    first_name: str
    language_code: str = "en"
    blocked: bool = False
    gone: bool = False


class BotStatus(StrEnum):
    """The bot's place in a chat; the words of ChatMember.status."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(slots=True)
class Message:
    """A message as it is now; `person` is None for the bot's own.

    `content` is the body of a message that is not text ({"photo": [...]}), and where it was forwarded
    from. `kind` is "text" or its name; what is not text has its caption in `text`. `notified` is what a
    locked telephone showed when the message came, however it was edited since; "" for what a person
    sent. `revision` is that of its latest change. A deleted message stays known: its buttons may
    still be pressed by somebody whose telephone has not noticed.
    """

    id: int
    chat: "Chat"
    person: Person | None
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[JsonObject] = field(default_factory=list)
    keyboard: list[list[JsonObject]] | None = None
    content: JsonObject = field(default_factory=dict)
    edit_date: int | None = None
    is_protected: bool = False
    is_silent: bool = False
    is_deleted: bool = False
    notified: str = ""
    revision: int = 0


class ChatKind(StrEnum):
    """The words of Chat.type."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(slots=True)
class Chat:
    """A private chat (`person` set, same id), or a group or channel (negative id)."""

    id: int
    person: Person | None = None
    kind: ChatKind = ChatKind.PRIVATE
    title: str = ""
    bot_status: BotStatus = BotStatus.MEMBER
    messages: dict[int, Message] = field(default_factory=dict)
    action: str = ""


@dataclass(slots=True)
class Chats:
    """Everybody and every chat. A private chat exists once the person has written to the bot."""

    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    last_message_id: int = 0

    def add_message(self, message: Message) -> Message:
        """Keep the message and let go of what is too much."""
        kept = message.chat.messages
        kept[message.id] = message
        if len(kept) > KEPT_MESSAGES:
            del kept[next(iter(kept))]
        return message

    def next_message_id(self) -> int:
        """The bot's private chats and groups share one count, as with a real account."""
        self.last_message_id += 1
        return self.last_message_id

    def open_private(self, person: Person) -> Chat:
        """The chat of the bot with this person, begun now if it was not yet."""
        return self.chats.setdefault(person.id, Chat(id=person.id, person=person))
