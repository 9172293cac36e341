"""answerCallbackQuery."""

from bot.standin.call import Call
from bot.standin.method import Method
from bot.standin.refused import bad_request
from bot.standin.state import StandIn
from bot.standin.texts import units

LONGEST_ANSWER = 200


async def answer_callback_query(standin: StandIn, call: Call) -> object:
    """Once, and soon; costs nothing of the rate limits."""
    text = call.text("text")
    is_alert = call.flag("show_alert")
    call.integer("cache_time")
    if units(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.text("url"):
        raise bad_request("URL_INVALID")
    callback = standin.callbacks.answer(call.text("callback_query_id"), standin.now())
    callback.text, callback.is_alert = text, is_alert
    callback.revision = standin.changes.mark(callback.chat.id)
    return True


METHODS = (
    Method(
        "answerCallbackQuery",
        answer_callback_query,
        ("callback_query_id", "text", "show_alert", "url", "cache_time"),
    ),
)
