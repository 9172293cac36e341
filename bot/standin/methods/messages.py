"""sendMessage and the two edits."""

from bot.standin import wire
from bot.standin.call import Call
from bot.standin.chats import Message
from bot.standin.formatted import read_formatted, read_link_preview
from bot.standin.keyboards import read_markup
from bot.standin.method import Method, find_open_chat
from bot.standin.methods.posts import POST_PARAMETERS, POST_PARAMETERS_WITHOUT_EFFECT, post
from bot.standin.refused import bad_request
from bot.standin.state import StandIn
from bot.standin.values import JsonObject

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


async def send_message(standin: StandIn, call: Call) -> object:
    """A new message of words."""
    text, entities = read_formatted(call)
    read_link_preview(call)
    return post(standin, call, text, entities)


async def edit_message_text(standin: StandIn, call: Call) -> object:
    """New text and keyboard; without reply_markup the keyboard goes away."""
    text, entities = read_formatted(call)
    keyboard = read_markup(call, is_edit=True)
    read_link_preview(call)
    message = _find_editable(standin, call)
    if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities = text, entities
    return _edited(standin, message, keyboard)


async def edit_message_reply_markup(standin: StandIn, call: Call) -> object:
    """A new keyboard, or none."""
    keyboard = read_markup(call, is_edit=True)
    message = _find_editable(standin, call)
    if keyboard == message.keyboard:
        raise bad_request(NOT_MODIFIED)
    return _edited(standin, message, keyboard)


def _find_editable(standin: StandIn, call: Call) -> Message:
    if call.has("inline_message_id"):
        raise bad_request("invalid inline message identifier specified")
    message_id = call.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = find_open_chat(standin, call).messages.get(message_id)
    if message is None or message.is_deleted:
        raise bad_request("message to edit not found")
    if message.person is not None or message.kind != "text":
        raise bad_request("message can't be edited")
    return message


def _edited(standin: StandIn, message: Message, keyboard: list[list[JsonObject]] | None) -> JsonObject:
    message.keyboard = keyboard
    message.edit_date = standin.date()
    standin.touch(message)
    return wire.message(message, standin.bot)


METHODS = (
    Method(
        "sendMessage",
        send_message,
        (*POST_PARAMETERS, "text", "parse_mode", "entities", "link_preview_options"),
        POST_PARAMETERS_WITHOUT_EFFECT,
        is_metered=True,
    ),
    Method(
        "editMessageText",
        edit_message_text,
        (
            "chat_id",
            "message_id",
            "inline_message_id",
            "text",
            "parse_mode",
            "entities",
            "link_preview_options",
            "reply_markup",
        ),
        ("business_connection_id",),
        is_metered=True,
    ),
    Method(
        "editMessageReplyMarkup",
        edit_message_reply_markup,
        ("chat_id", "message_id", "inline_message_id", "reply_markup"),
        ("business_connection_id",),
        is_metered=True,
    ),
)
