"""What a person saves to their own telephone."""

from urllib.parse import quote

from starlette.responses import Response

from bot.standin.control.asked import Asked, Nonsense
from bot.standin.control.finding import find_message
from bot.standin.phone import Impossible
from bot.standin.state import StandIn


async def save_file(standin: StandIn, asked: Asked) -> object:
    """The file in `message_id` of `chat_id`, which must still be there and free to be saved."""
    message = find_message(standin, asked)
    if message.is_deleted:
        raise Impossible("the message is deleted")
    if message.is_protected:
        raise Impossible("a protected file cannot be saved")
    document = message.content.get("document")
    stored = standin.files.get(str(document["file_id"])) if isinstance(document, dict) else None
    if stored is None:
        raise Nonsense("there is no file in this message")
    headers = {
        "Content-Disposition": f"attachment; filename*=utf-8''{quote(stored.name)}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(stored.content, media_type=stored.mime_type, headers=headers)
