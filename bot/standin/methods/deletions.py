"""deleteMessage and deleteMessages."""

from bot.standin.call import Call
from bot.standin.chats import Chat, Message
from bot.standin.method import Method, find_chat
from bot.standin.refused import bad_request
from bot.standin.state import StandIn

DELETABLE_FOR_S = 48 * 3600
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
    if not all(isinstance(number, int) and number > 0 for number in raw):
        raise bad_request("invalid message identifier specified")
    if not raw:
        call.note("an empty list of messages to delete")
    return raw


def _find(chat: Chat, number: int) -> Message | None:
    message = chat.messages.get(number)
    return None if message is None or message.is_deleted else message


def _check_deletable(standin: StandIn, message: Message) -> None:
    if message.chat.person is None and message.person is not None:
        raise bad_request("message can't be deleted")
    if standin.now() - message.date >= DELETABLE_FOR_S:
        raise bad_request("message can't be deleted for everyone")


def _delete(standin: StandIn, message: Message) -> None:
    message.is_deleted = True
    standin.touch(message)


METHODS = (
    Method("deleteMessage", delete_message, ("chat_id", "message_id")),
    Method("deleteMessages", delete_messages, ("chat_id", "message_ids")),
)
