"""Button tokens: those of the content, those of the engine, and the element that a list button names.

A token never tells anything: it may be read on the phone or in Telegram's logs.
"""

SAFETY = "s"
"""The safety button of every screen; works from any keyboard, however old."""

HOME = "h"
"""The button after an end."""

AGAIN = "r"
"""The button of the trouble screen: no screen offers it, so it draws the present one again."""


def token_of(token: str, item: str) -> str:
    """The token of a button, for one element when it stands in an `each`."""
    return f"{token}~{item}" if item else token


def parts_of(token: str) -> tuple[str, str]:
    """The button's own token and the element's id ("" for none)."""
    own, _, item = token.partition("~")
    return own, item
