"""How an ordered fault looks to the caller."""

from bot.standin.asgi import Receive, Scope, Send, drop, hold, send_answer, send_page
from bot.standin.dispatch import Answer, execute, refusal
from bot.standin.faults import Fault, FaultKind
from bot.standin.methods.polling import OTHER_POLL
from bot.standin.refused import TOO_OLD, Refused, bad_request, conflict, forbidden, too_many_requests
from bot.standin.state import CALLS, StandIn

CARRIED_OUT = (FaultKind.TIMEOUT_AFTER, FaultKind.RESET_AFTER, FaultKind.SLOW)
DROPPED = (FaultKind.TIMEOUT_BEFORE, FaultKind.TIMEOUT_AFTER, FaultKind.RESET_BEFORE, FaultKind.RESET_AFTER)
HELD = (FaultKind.TIMEOUT_BEFORE, FaultKind.TIMEOUT_AFTER, FaultKind.SLOW)
PAGES = {FaultKind.SERVER_ERROR: 500, FaultKind.BAD_GATEWAY: 502}


async def carry_out(
    standin: StandIn, fault: Fault, name: str, parameters: dict[str, object]
) -> Answer | None:
    """Do what the call asks for, or only note it (None) when the fault strikes before."""
    if fault.kind in CARRIED_OUT:
        return await execute(standin, name, parameters)
    now = standin.now()
    standin.journal.add_call(now, name, parameters, outcome=fault.kind, in_reply=False)
    standin.changes.mark(CALLS)
    return None


async def answer_wrongly(
    fault: Fault, scope: Scope, receive: Receive, send: Send, rightly: Answer | None = None
) -> None:
    """Answer as the fault wants it, or not at all; `rightly` is the answer of a call that was carried out."""
    if fault.kind in HELD:
        await hold(receive, fault.seconds)
    if fault.kind in DROPPED:
        await drop(scope)
    elif rightly is not None:
        await send_answer(send, rightly)
    elif fault.kind in PAGES:
        await send_page(send, PAGES[fault.kind])
    else:
        await send_answer(send, refusal(_refused_by(fault)))


def _refused_by(fault: Fault) -> Refused:
    if fault.kind is FaultKind.TOO_MANY_REQUESTS:
        return too_many_requests(fault.retry_after)
    if fault.kind is FaultKind.UNAUTHORIZED:
        return Refused(401, "Unauthorized")
    if fault.kind is FaultKind.FORBIDDEN:
        return forbidden("bot was blocked by the user")
    return conflict(OTHER_POLL) if fault.kind is FaultKind.CONFLICT else bad_request(TOO_OLD)
