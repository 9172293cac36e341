"""What getUpdates and setWebhook have in common: ranges of numbers, and the kinds of updates wanted."""

from bot.standin.call import Call
from bot.standin.refused import bad_request
from bot.standin.state import StandIn
from bot.standin.update_kinds import KINDS


def subscribe(standin: StandIn, call: Call) -> None:
    """`allowed_updates` holds for updates made from now on, and stays when it is left out."""
    if not call.has("allowed_updates"):
        return
    raw = call.structure("allowed_updates")
    kinds = raw if isinstance(raw, list) else []
    if raw is not None and not isinstance(raw, list):
        raise bad_request("expected an Array of allowed updates")
    for kind in kinds:
        if kind not in KINDS:
            call.note(f"there is no kind of update {kind!r}")
    standin.updates.subscribe([kind for kind in kinds if kind in KINDS])


def within(call: Call, name: str, highest: int, *, lowest: int = 0, default: int | None = None) -> int:
    """Telegram moves a number outside the range to its edge."""
    number = call.integer(name, highest if default is None else default)
    if not lowest <= number <= highest:
        call.note(f"{name} {number} is not in {lowest}-{highest}")
    return min(max(number, lowest), highest)
