"""The vocabulary of the stand-in's own tests: a world with a still clock, and calls into it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.standin import phone
from bot.standin.chats import Message, Person
from bot.standin.clock import Clock
from bot.standin.dispatch import execute
from bot.standin.state import StandIn

NOON = 1_795_262_400.0


def world(**options: Any) -> StandIn:
    """A stand-in whose clock moves by `jump` alone."""
    return StandIn(clock=Clock(lambda: NOON), **options)


def started(standin: StandIn, number: int = 1) -> Person:
    """Somebody who has pressed Start; the bot has taken that update."""
    person = phone.person_of(standin, number)
    phone.start(standin, person)
    standin.updates.drop_all()
    return person


async def ok(standin: StandIn, method: str, **parameters: object) -> Any:
    """The result of a call that must go well."""
    answer = await execute(standin, method, parameters)
    assert answer.status == 200, answer.body
    return answer.body["result"]


async def refused(standin: StandIn, method: str, **parameters: object) -> str:
    """The description of a call that must be refused."""
    answer = await execute(standin, method, parameters)
    assert answer.body["ok"] is False, answer.body
    assert answer.body["error_code"] == answer.status
    return str(answer.body["description"])


async def sent(standin: StandIn, person: Person, **parameters: object) -> Message:
    """A message that the bot has sent to the person."""
    result = await ok(standin, "sendMessage", chat_id=person.id, **({"text": "Hello"} | parameters))
    return standin.chats.chats[person.id].messages[result["message_id"]]


def keyboard(*rows: Mapping[str, object] | Sequence[Mapping[str, object]]) -> dict[str, object]:
    """An inline keyboard; a row of one button may be given as the button."""
    return {"inline_keyboard": [[row] if isinstance(row, Mapping) else row for row in rows]}


def button(text: str = "Go", **action: object) -> dict[str, object]:
    """A button; with callback data "go" unless it does something else."""
    return {"text": text, **(action or {"callback_data": "go"})}


def suspicious(standin: StandIn) -> list[str]:
    """What Telegram let pass but the stand-in noted."""
    return [one.description for one in standin.journal.problems if one.kind == "suspicious"]
