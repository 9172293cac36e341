"""Channels with the bot as an administrator: it hears of every post."""

from bot.standin import wire
from bot.standin.chats import BotStatus, Chat, ChatKind, Person
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

FIRST_CHANNEL = -1_005_000_000_000


def add_channel(standin: StandIn, person: Person, title: str) -> Chat:
    """A new channel into which the person has put the bot."""
    number = FIRST_CHANNEL - len(standin.chats.chats)
    channel = Chat(number, kind=ChatKind.CHANNEL, title=title, bot_status=BotStatus.LEFT)
    standin.chats.chats[channel.id] = channel
    standin.set_bot_status(channel, person, BotStatus.ADMINISTRATOR)
    return channel


def post_in_channel(standin: StandIn, channel: Chat, text: str) -> int:
    """Publish words there; nobody is named as their author. The number of the post."""
    place = wire.chat(channel)
    post: JsonObject = {
        "message_id": standin.chats.next_message_id(),
        "sender_chat": place,
        "chat": place,
        "date": standin.date(),
        "text": text,
    }
    if channel.bot_status is BotStatus.ADMINISTRATOR:
        standin.queue("channel_post", channel.id, post)
    return standin.chats.last_message_id
