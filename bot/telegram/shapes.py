"""The few fields of Telegram's updates that are read at all; everything else is skipped unparsed."""

from typing import Annotated

from msgspec import Meta, Raw, Struct

Id = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""Telegram promises 52 bits; what does not fit a database column is not from Telegram."""

Seconds = Annotated[int, Meta(ge=0, le=2**40)]
"""A moment, in seconds since 1970; 0 where Telegram does not say."""


class Chat(Struct):
    """Where something happened; `type` is "private", "group", "supergroup" or "channel"."""

    id: Id
    type: str


class User(Struct):
    """Who did something."""

    id: Id
    language_code: str = ""


class Message(Struct, rename={"sender": "from"}):
    """What somebody said; `message_id` is 0 for one that cannot be named."""

    chat: Chat
    message_id: Id = 0
    date: Seconds = 0
    edit_date: Seconds = 0
    sender: User | None = None
    text: str | None = None
    caption: str = ""


class PressedMessage(Struct):
    """The message under a pressed button; `date` is 0 when Telegram no longer lets it be edited."""

    chat: Chat
    message_id: Id
    date: int = 0


class CallbackQuery(Struct, rename={"sender": "from"}):
    """A press; without `message` it came from an inline message, which this bot never sends."""

    id: str
    sender: User
    message: PressedMessage | None = None
    data: str = ""


class Member(Struct):
    """What somebody is in a chat: "member", "administrator", "restricted", "left", "kicked"."""

    status: str


class MemberUpdate(Struct, rename={"sender": "from"}):
    """The bot was added, removed, blocked or unblocked."""

    chat: Chat
    sender: User
    old_chat_member: Member
    new_chat_member: Member


class Update(Struct):
    """One update; at most one of the optional fields is set."""

    update_id: Id
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MemberUpdate | None = None


class Numbered(Struct):
    """Any update, when only its number is wanted."""

    update_id: Id


class Names(Struct):
    """The names of a message's fields, for the rare message that is not text."""

    message: dict[str, Raw] = {}
