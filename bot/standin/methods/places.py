"""getChat, sendChatAction, leaveChat, and the two methods that leave Telegram itself."""

from bot.standin import wire
from bot.standin.call import Call
from bot.standin.chats import BotStatus
from bot.standin.method import Method, find_chat, find_open_chat
from bot.standin.refused import bad_request, too_many_requests
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


async def get_chat(standin: StandIn, call: Call) -> object:
    """A ChatFullInfo with what it must hold and nothing more."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    info: JsonObject = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    return wire.chat(find_chat(standin, call)) | info


async def leave_chat(standin: StandIn, call: Call) -> object:
    """Out of a group for good; a private chat cannot be left."""
    chat = find_open_chat(standin, call)
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    standin.set_bot_status(chat, standin.bot, BotStatus.LEFT)
    standin.changes.mark(chat.id)
    return True


async def send_chat_action(standin: StandIn, call: Call) -> object:
    """ "typing..." until the next message."""
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = find_open_chat(standin, call)
    chat.action = action
    standin.changes.mark(chat.id)
    return True


async def log_out(_standin: StandIn, _call: Call) -> object:
    """Moves a bot to a server of its own; never meant here."""
    raise bad_request("the stand-in cannot be left")


async def close(_standin: StandIn, _call: Call) -> object:
    """The real server refuses it in the first ten minutes of a bot's life."""
    raise too_many_requests(600)


METHODS = (
    Method("logOut", log_out),
    Method("close", close),
    Method("getChat", get_chat, ("chat_id",)),
    Method("leaveChat", leave_chat, ("chat_id",)),
    Method(
        "sendChatAction",
        send_chat_action,
        ("chat_id", "action"),
        ("business_connection_id", "message_thread_id"),
    ),
)
