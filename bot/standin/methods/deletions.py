"""deleteMessage and deleteMessages."""

from bot.standin.call import Call
from bot.standin.chats import Chat, Message
from bot.standin.method import Method, find_chat
from bot.standin.refused import bad_request
from bot.standin.state import StandIn

DELETABLE_FOR_S = 48 * 3600
DICE_STAYS_S = 24 * 3600
"""So that nobody takes a throw back in a private chat."""
MOST_AT_ONCE = 100


async def delete_message(standin: StandIn, call: Call) -> object:
    """In a private chat also what the person sent; never what is 48 hours old."""
    message = _find(find_chat(standin, call), call.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(standin, message)
    _delete(standin, message)
    return True


async def delete_messages(standin: StandIn, call: Call) -> object:
    """All of them or none; unknown ones are skipped."""
    numbers = _read_numbers(call)
    chat = find_chat(standin, call)
    messages = [message for number in numbers if (message := _find(chat, number))]
    for message in messages:
        _check_deletable(standin, message)
    for message in messages:
        _delete(standin, message)
    return True


def _read_numbers(call: Call) -> list[int]:
    raw = call.structure("message_ids")
    if raw is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(raw, list):
        raise bad_request("expected an Array of message identifiers")
    if len(raw) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if not raw:
        call.note("an empty list of messages to delete")
    return [_read_number(number) for number in raw]


def _read_number(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise bad_request("message identifier must be a Number")
    try:
        number = int(raw)
    except ValueError:
        raise bad_request("can't parse message identifier as Number") from None
    if number <= 0:
        raise bad_request("invalid message identifier specified")
    return number


def _find(chat: Chat, number: int) -> Message | None:
    message = chat.messages.get(number)
    return None if message is None or message.is_deleted else message


def _check_deletable(standin: StandIn, message: Message) -> None:
    if message.chat.person is None and message.person is not None:
        raise bad_request("message can't be deleted")
    age_s = standin.now() - message.date
    is_fresh_dice = message.kind == "dice" and age_s < DICE_STAYS_S
    if age_s >= DELETABLE_FOR_S or is_fresh_dice:
        raise bad_request("message can't be deleted for everyone")


def _delete(standin: StandIn, message: Message) -> None:
    message.is_deleted = True
    standin.touch(message)


METHODS = (
    Method("deleteMessage", delete_message, ("chat_id", "message_id")),
    Method("deleteMessages", delete_messages, ("chat_id", "message_ids")),
)
