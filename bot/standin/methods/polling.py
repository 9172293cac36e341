"""getUpdates."""

import asyncio

from bot.standin.call import Call
from bot.standin.method import Method
from bot.standin.methods.subscription import subscribe, within
from bot.standin.refused import conflict
from bot.standin.state import UPDATES, StandIn
from bot.standin.updates import Update

MOST_UPDATES = 100
LONGEST_POLL_S = 50
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(standin: StandIn, call: Call) -> object:
    """The oldest updates from `offset` on; waits for one, up to `timeout` seconds of real time."""
    limit = within(call, "limit", MOST_UPDATES, lowest=1)
    timeout_s = within(call, "timeout", LONGEST_POLL_S, default=0)
    if standin.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    subscribe(standin, call)
    standin.poll_count += 1
    standin.changes.mark(UPDATES)
    standin.updates.confirm(call.integer("offset"))
    return [update.wire() for update in await _wait(standin, limit, timeout_s)]


async def _wait(standin: StandIn, limit: int, timeout_s: int) -> list[Update]:
    poll = standin.poll_count
    ends_at = asyncio.get_running_loop().time() + timeout_s
    while True:
        _check_alone(standin, poll)
        batch = standin.updates.pending(standin.now(), limit)
        seconds = ends_at - asyncio.get_running_loop().time()
        if batch or seconds <= 0 or standin.changes.closed:
            return batch
        await standin.changes.wait(UPDATES, standin.changes.revision(UPDATES), seconds)


def _check_alone(standin: StandIn, poll: int) -> None:
    if standin.webhook.url:
        raise conflict("terminated by setWebhook request")
    if standin.poll_count != poll:
        raise conflict(OTHER_POLL)


METHODS = (Method("getUpdates", get_updates, ("offset", "limit", "timeout", "allowed_updates")),)
