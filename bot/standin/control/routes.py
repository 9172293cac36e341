"""The addresses of the control API, and who may use it: this machine alone."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.standin.control import acting, looking, ordering, saving
from bot.standin.control.asked import Asked, Nonsense, read_asked, respond
from bot.standin.phone import Impossible
from bot.standin.state import StandIn

Act: TypeAlias = Callable[[StandIn, Asked], Awaitable[object]]


def routes(standin: StandIn) -> list[Route]:
    """The control API of one stand-in."""
    acts: list[tuple[str, str, Act]] = [
        ("GET", "state", looking.show_state),
        ("POST", "users", acting.create_user),
        ("POST", "groups", acting.create_group),
        ("POST", "channels", acting.create_channel),
        ("POST", "post", acting.post_there),
        ("POST", "kick", acting.kick),
        ("POST", "start", acting.start),
        ("POST", "send", acting.send),
        ("POST", "press", acting.press),
        ("POST", "block", acting.block),
        ("POST", "unblock", acting.unblock),
        ("POST", "delete-account", acting.delete_account),
        ("GET", "chat", looking.show_chat),
        ("GET", "file", saving.save_file),
        ("GET", "callbacks", looking.show_callbacks),
        ("GET", "calls", looking.show_calls),
        ("GET", "problems", looking.show_problems),
        ("DELETE", "problems", ordering.forget_problems),
        ("POST", "faults", ordering.add_fault),
        ("DELETE", "faults", ordering.forget_faults),
        ("POST", "clock", ordering.move_clock),
        ("POST", "limits", ordering.set_limits),
        ("POST", "inject", ordering.inject),
    ]
    return [
        Route(f"/control/{path}", _endpoint(standin, act), methods=[method]) for method, path, act in acts
    ]


def _endpoint(standin: StandIn, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not _is_loopback(request):
            return respond({"error": "only from this machine"}, 403)
        try:
            result = await act(standin, await read_asked(request))
            return result if isinstance(result, Response) else respond(result)
        except Nonsense as nonsense:
            return respond({"error": str(nonsense)}, 400)
        except Impossible as impossible:
            return respond({"error": str(impossible)}, 409)

    return endpoint


def _is_loopback(request: Request) -> bool:
    """From this machine, and not by a web page elsewhere that was made to point here."""
    if request.client is None or not ipaddress.ip_address(request.client.host).is_loopback:
        return False
    name = request.url.hostname or ""
    return name in ("localhost", "127.0.0.1", "::1")
