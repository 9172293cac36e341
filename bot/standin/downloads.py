"""Files over HTTP, at /file/bot<token>/<path>."""

from hmac import compare_digest

from bot.standin.asgi import Receive, Scope, Send, read_request, send_answer, send_content
from bot.standin.dispatch import refusal
from bot.standin.files import StoredFile
from bot.standin.refused import Refused
from bot.standin.state import StandIn
from bot.standin.trouble import answer_wrongly

NAME_FOR_FAULTS = "file"
"""A fault that names this method strikes downloads."""


class Downloads:
    """Hands files over for one stand-in; an ASGI application."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, path = scope["path"].removeprefix("/file/bot").partition("/")
        fault = self._standin.faults.for_call(NAME_FOR_FAULTS, None)
        if fault is not None:
            await answer_wrongly(fault, scope, receive, send)
            return
        try:
            await read_request(scope, receive)
            stored = self._find(token, path)
        except Refused as refused:
            await send_answer(send, refusal(refused))
        else:
            await send_content(send, "application/octet-stream", stored.content)

    def _find(self, token: str, path: str) -> StoredFile:
        if not compare_digest(token.encode(), self._standin.token.encode()):
            raise Refused(401, "Unauthorized")
        stored = self._standin.files.at(path, self._standin.now())
        if stored is None:
            raise Refused(404, "Not Found")
        return stored
