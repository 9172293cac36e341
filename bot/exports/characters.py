"""What becomes of characters that cannot be seen."""

import re
from unicodedata import category

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

JOINERS = "\u200c\u200d"
"""They change how their neighbours are shaped, as Persian needs."""

DIRECTIONS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
"""Marks and isolates, which put mixed directions in order. Overrides do not: they make words lie."""


def tidy(text: str) -> str:
    """The text with one kind of line end, and without control characters and broken halves of characters."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(char for char in text if char == "\n" or category(char) not in ("Cc", "Cs"))
