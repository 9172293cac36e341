"""setWebhook, deleteWebhook, getWebhookInfo."""

import ipaddress
import re
from urllib.parse import urlsplit

from bot.standin.call import Call
from bot.standin.method import Described, Method
from bot.standin.methods.subscription import subscribe, within
from bot.standin.refused import bad_request, too_many_requests
from bot.standin.state import UPDATES, StandIn
from bot.standin.webhook import DEFAULT_CONNECTIONS

LONGEST_SECRET = 256
PUBLIC_PORTS = (443, 80, 88, 8443)


async def set_webhook(standin: StandIn, call: Call) -> object:
    """Have updates sent to an address; at most once a second."""
    url = call.text("url").strip()
    if not url:
        return await delete_webhook(standin, call)
    secret = _read_secret(call)
    connections = within(call, "max_connections", 100, lowest=1, default=DEFAULT_CONNECTIONS)
    _check_address(url)
    if standin.now() - standin.webhook.set_at < 1:
        raise too_many_requests(1)
    subscribe(standin, call)
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


METHODS = (
    Method(
        "setWebhook",
        set_webhook,
        ("url", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"),
        ("certificate", "ip_address"),
    ),
    Method("deleteWebhook", delete_webhook, ("drop_pending_updates",)),
    Method("getWebhookInfo", get_webhook_info),
)
