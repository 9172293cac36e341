"""getUpdates, the webhook's settings, and the two methods that end everything."""

import asyncio
import ipaddress
import re
from urllib.parse import urlsplit

from bot.standin.call import Call
from bot.standin.method import Described, Method
from bot.standin.refused import Refused, bad_request, conflict, too_many_requests
from bot.standin.state import UPDATES, StandIn
from bot.standin.updates import KINDS, Update
from bot.standin.webhook import DEFAULT_CONNECTIONS

MOST_UPDATES = 100
LONGEST_POLL_S = 50
LONGEST_SECRET = 256
PUBLIC_PORTS = (443, 80, 88, 8443)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


async def get_updates(standin: StandIn, call: Call) -> object:
    """The oldest updates from `offset` on; waits for one, up to `timeout` seconds of real time."""
    limit = _within(call, "limit", MOST_UPDATES, lowest=1)
    timeout_s = _within(call, "timeout", LONGEST_POLL_S, default=0)
    if standin.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    _subscribe(standin, call)
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


def _within(call: Call, name: str, highest: int, *, lowest: int = 0, default: int | None = None) -> int:
    """Telegram moves a number outside the range to its edge."""
    number = call.integer(name, highest if default is None else default)
    if not lowest <= number <= highest:
        call.note(f"{name} {number} is not in {lowest}-{highest}")
    return min(max(number, lowest), highest)


def _subscribe(standin: StandIn, call: Call) -> None:
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


async def set_webhook(standin: StandIn, call: Call) -> object:
    """Have updates sent to an address; at most once a second."""
    url = call.text("url").strip()
    if not url:
        return await delete_webhook(standin, call)
    secret = _read_secret(call)
    connections = _within(call, "max_connections", 100, lowest=1, default=DEFAULT_CONNECTIONS)
    _check_address(url)
    if standin.now() - standin.webhook.set_at < 1:
        raise too_many_requests(1)
    _subscribe(standin, call)
    if call.flag("drop_pending_updates"):
        standin.updates.drop_all()
    standin.webhook.set_at = standin.now()
    was = (standin.webhook.url, standin.webhook.secret, standin.webhook.max_connections)
    standin.webhook.set(url, secret, connections)
    standin.changes.mark(UPDATES)
    is_same = was == (url, secret, connections)
    return Described(True, "Webhook is already set" if is_same else "Webhook was set")


async def delete_webhook(standin: StandIn, call: Call) -> object:
    """Back to getUpdates; nothing is lost unless `drop_pending_updates` says so."""
    if call.flag("drop_pending_updates"):
        standin.updates.drop_all()
    was_set = bool(standin.webhook.url)
    standin.webhook.set("")
    standin.changes.mark(UPDATES)
    return Described(True, "Webhook was deleted" if was_set else "Webhook is already deleted")


async def get_webhook_info(standin: StandIn, _: Call) -> object:
    standin.updates.pending(standin.now(), 1)
    info = standin.webhook.wire() | {"pending_update_count": len(standin.updates.waiting)}
    if standin.updates.subscribed is not None:
        info["allowed_updates"] = sorted(standin.updates.subscribed)
    return info


def _read_secret(call: Call) -> str:
    secret = call.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def _check_address(url: str) -> None:
    try:
        address = urlsplit(url)
        host, port = address.hostname or "", address.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if _is_loopback(host):  # as a server in local mode allows
        return
    if address.scheme != "https" or not host:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in PUBLIC_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def log_out(_standin: StandIn, _call: Call) -> object:
    """Moves a bot to a server of its own; never meant here."""
    raise Refused(400, "Bad Request: the stand-in cannot be left")


async def close(_standin: StandIn, _call: Call) -> object:
    """The real server refuses it in the first ten minutes of a bot's life."""
    raise too_many_requests(600)


METHODS = (
    Method("getUpdates", get_updates, ("offset", "limit", "timeout", "allowed_updates")),
    Method(
        "setWebhook",
        set_webhook,
        ("url", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"),
        ("certificate", "ip_address"),
    ),
    Method("deleteWebhook", delete_webhook, ("drop_pending_updates",)),
    Method("getWebhookInfo", get_webhook_info),
    Method("logOut", log_out),
    Method("close", close),
)
