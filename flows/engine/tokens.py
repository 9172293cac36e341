"""Button tokens: those of the content, those of the engine, and the element that a list button names.

A token never tells anything: it may be read on the phone or in Telegram's logs. An element is
therefore named by a hash of its id, and found again among those that the screen offers.
"""

from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b

SAFETY = "s"
"""The safety button of every screen; works from any keyboard, however old."""

HOME = "h"
"""The button after an end."""

AGAIN = "r"
"""Under what stands in for a screen (trouble, a late reply): shows the present one, and says nothing."""

HIDE = "x"
"""The hide button of every screen; works from any keyboard, however old."""

CHECK_IN = "c"
STOP = "q"
"""Under a check-in: open what it is about, and have no more of them; work however old it is."""


MARK_BYTES = 5
"""Of the hash, so that the mark has 8 characters; a list holds a few hundred elements at most."""


def token_of(token: str, item: str) -> str:
    """The token of a button, for one element when it stands in an `each` ("" otherwise)."""
    return f"{token}~{mark_of(item)}" if item else token


def parts_of(token: str) -> tuple[str, str]:
    """The button's own token and the mark of an element ("" for none)."""
    own, _, mark = token.partition("~")
    return own, mark


@lru_cache(maxsize=4096)
def mark_of(item: str) -> str:
    """What stands for an element's id in a token; 8 characters."""
    return b32encode(blake2b(item.encode(), digest_size=MARK_BYTES).digest()).decode().lower()
