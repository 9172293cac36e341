"""Trouble, time and limits, at a test's word."""

from bot.standin.control.asked import Asked, Nonsense
from bot.standin.faults import Fault, FaultKind
from bot.standin.state import StandIn


async def forget_problems(standin: StandIn, _: Asked) -> object:
    standin.journal.problems.clear()
    return {}


async def add_fault(standin: StandIn, asked: Asked) -> object:
    """Order trouble: the fields of Fault. `times` null is for good; once when left out."""
    try:
        kind = FaultKind(asked.text("kind"))
    except ValueError:
        raise Nonsense(f"kind is one of: {', '.join(FaultKind)}") from None
    fault = Fault(
        kind,
        method=asked.text("method", ""),
        update_kind=asked.text("update_kind", ""),
        chat_id=asked.integer("chat_id") if "chat_id" in asked else None,
        times=None if asked.is_null("times") else asked.integer("times", 1),
        probability=asked.number("probability", 1.0),
        retry_after=asked.integer("retry_after", 1),
        seconds=asked.number("seconds", 60.0),
    )
    if "seed" in asked:
        standin.faults.random.seed(asked.integer("seed"))
    standin.faults.orders.append(fault)
    return {}


async def forget_faults(standin: StandIn, _: Asked) -> object:
    standin.faults.clear()
    return {}


async def move_clock(standin: StandIn, asked: Asked) -> object:
    """Let `jump` seconds pass (or go back)."""
    standin.jump(asked.number("jump"))
    return {"now": standin.now()}


async def set_limits(standin: StandIn, asked: Asked) -> object:
    """Rate limits `on` or off, and how narrow."""
    standin.limits.set(
        is_on=bool(asked.number("on", 1)),
        overall_per_second=asked.number("overall_per_second", 30),
        chat_per_second=asked.number("chat_per_second", 1),
        chat_burst=asked.number("chat_burst", 4),
    )
    return {}


async def inject(standin: StandIn, asked: Asked) -> object:
    """Queue an update of any `kind` with any `body`: what no telephone here can make."""
    standin.queue(asked.text("kind"), asked.integer("chat_id", 0), asked.structure("body"))
    return {}
