"""What the control API was asked, read as the type each value should have, and its answers."""

from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from bot.standin.values import JsonObject


class Nonsense(Exception):
    """The control API cannot do what it was asked; says why."""


class Asked:
    """The values of a control request; a value without default must be there (else Nonsense)."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) is not None

    def is_null(self, name: str) -> bool:
        return name in self._values and self._values[name] is None

    def text(self, name: str, default: str | None = None) -> str:
        value = self._value(name, default)
        if not isinstance(value, str):
            raise Nonsense(f"{name} must be a string")
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        return int(self._number(name, default))

    def number(self, name: str, default: float | None = None) -> float:
        return self._number(name, default)

    def structure(self, name: str) -> JsonObject:
        value = self._value(name, None)
        if not isinstance(value, dict):
            raise Nonsense(f"{name} must be an object")
        return value

    def _number(self, name: str, default: float | None) -> float:
        value = self._value(name, default)
        try:
            return value if isinstance(value, int | float) else float(str(value))
        except ValueError:
            raise Nonsense(f"{name} must be a number") from None

    def _value(self, name: str, default: object) -> object:
        value = self._values.get(name)
        if value is not None:
            return value
        if default is None:
            raise Nonsense(f"{name} is missing")
        return default


async def read_asked(request: Request) -> Asked:
    """The request's query and JSON body as one."""
    body = await request.body()
    try:
        values = msgspec.json.decode(body) if body else {}
    except msgspec.DecodeError:
        raise Nonsense("the body is no JSON") from None
    if not isinstance(values, dict):
        raise Nonsense("the body must be an object")
    return Asked(dict(request.query_params) | values)


def respond(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")
