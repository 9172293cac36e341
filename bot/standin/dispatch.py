"""From a method's name and parameters to the answer's envelope."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.standin.call import Call
from bot.standin.journal import ProblemKind
from bot.standin.method import Described, Method
from bot.standin.methods.registry import BY_NAME
from bot.standin.multipart import ATTACHED, Upload
from bot.standin.refused import Refused, too_many_requests
from bot.standin.state import CALLS, StandIn
from bot.standin.values import JsonObject


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: `status` and the envelope."""

    status: int
    body: JsonObject


def refusal(refused: Refused) -> Answer:
    """The envelope of a refused call."""
    body: JsonObject = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    return Answer(refused.code, body)


async def execute(
    standin: StandIn, name: str, parameters: Mapping[str, object], *, in_reply: bool = False
) -> Answer:
    """Carry out a call, and note it and whatever is wrong with it."""
    method = BY_NAME.get(name.lower())
    call = Call(method.name if method else name, parameters)
    try:
        answer = _success(await _run(standin, method, call))
    except Refused as refused:
        standin.journal.add_problem(standin.now(), ProblemKind.REFUSED, call.method, refused.description)
        answer = refusal(refused)
    _note(standin, call, answer, in_reply)
    return answer


def chat_of(parameters: Mapping[str, object]) -> int | None:
    """The chat that a call is about, as far as the parameters say."""
    chat_id = str(parameters.get("chat_id", ""))
    return int(chat_id) if chat_id.lstrip("-").isdecimal() else None


async def _run(standin: StandIn, method: Method | None, call: Call) -> object:
    if method is None:
        raise Refused(404, "Not Found")
    _look_for_strays(method, call)
    if method.is_metered:
        retry_after = standin.limits.charge(chat_of(call.parameters) or 0, standin.now())
        if retry_after is not None:
            raise too_many_requests(retry_after)
    return await method.run(standin, call)


def _look_for_strays(method: Method, call: Call) -> None:
    for name, value in call.parameters.items():
        if isinstance(value, Upload) and f"{ATTACHED}{name}" in call.parameters.values():
            continue
        if name in method.ignored:
            call.note(f'parameter "{name}" is known to Telegram but has no effect here')
        elif name not in method.parameters:
            call.note(f'unknown parameter "{name}"')
        elif value is None:
            call.note(f'parameter "{name}" is null')


def _success(result: object) -> Answer:
    if isinstance(result, Described):
        return Answer(200, {"ok": True, "result": result.result, "description": result.description})
    return Answer(200, {"ok": True, "result": result})


def _note(standin: StandIn, call: Call, answer: Answer, in_reply: bool) -> None:
    now = standin.now()
    outcome = str(answer.body.get("description", "")) if answer.status != 200 else "ok"
    standin.journal.add_call(now, call.method, call.parameters, outcome=outcome, in_reply=in_reply)
    standin.changes.mark(CALLS)
    if standin.strict:
        for remark in call.notes:
            standin.journal.add_problem(now, ProblemKind.SUSPICIOUS, call.method, remark)
