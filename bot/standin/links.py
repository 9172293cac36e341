"""Which addresses a link or a button may open."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"^[^\s/]+\.[^\s/.]{2,}$|^[0-9.]+$|^\[[0-9a-fA-F:]+\]$")


def fault_of_link(url: str) -> str:
    """Why Telegram refuses the address, in its words, or "" when it does not.

    Stricter in one point: Telegram puts http:// before `example.org` by itself.
    """
    if not url:
        return "URL host is empty"
    scheme, separator, _ = url.partition("://")
    if not separator:
        return "Wrong HTTP URL"
    if scheme.lower() == "tg":
        return ""
    if scheme.lower() not in ("http", "https"):
        return "Unsupported URL protocol"
    return _fault_of_host(url)


def _fault_of_host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return "Wrong HTTP URL"
    if not host:
        return "URL host is empty"
    if ":" in host:
        host = f"[{host}]"
    return "" if _HOST.match(host) else "Wrong HTTP URL"
