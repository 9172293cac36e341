"""Which way text runs: its direction as a whole, and levels where directions are mixed (UAX 9)."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from unicodedata import bidirectional

from fpdf.bidi import BIDI_BRACKETS, BidiParagraph
from fpdf.enums import TextDirection

_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"])
_PLAIN = frozenset(["L", "EN", "ES", "ET", "CS", "NSM", "WS", "ON", "BN"])

_PAIRS = (("<", ">"), ("«", "»"), ("‹", "›"), ("≤", "≥"))

MIRRORED: dict[str, str] = {char: str(bracket["pair"]) for char, bracket in BIDI_BRACKETS.items()}
MIRRORED |= {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""What a character is drawn as where text runs from right to left."""


class Levelled(Protocol):
    """Something on a line at an embedding level: odd is right to left."""

    @property
    def level(self) -> int: ...


L = TypeVar("L", bound=Levelled)


def is_right_to_left_language(tag: str) -> bool:
    """True for a BCP 47 tag whose script runs from right to left."""
    return tag.lower().replace("_", "-").partition("-")[0] in _RIGHT_TO_LEFT


def runs_right_to_left(text: str) -> bool | None:
    """The direction of the first letter that has one, isolates passed over; None when there is none."""
    depth = 0
    for kind in map(bidirectional, text):
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return None


def levels(text: str, *, is_rtl: bool) -> list[int]:
    """The embedding level of every character in a paragraph of that direction."""
    if not is_rtl and all(bidirectional(char) in _PLAIN for char in text):
        return [0] * len(text)  # most text, and the whole algorithm is slow
    base = TextDirection.RTL if is_rtl else TextDirection.LTR
    counted = "".join(char for char in text if bidirectional(char) != "BN")
    found = iter(BidiParagraph(counted, base).get_characters())
    levels, level = [], int(is_rtl)
    for char in text:
        if bidirectional(char) != "BN":
            level = next(found).embedding_level
        levels.append(level)  # a joiner goes with the letter before it (rule X9)
    return levels


def in_visual_order(items: Sequence[L]) -> list[L]:
    """The items of one line from left to right (rule L2)."""
    ordered = list(items)
    for level in range(max((item.level for item in ordered), default=0), 0, -1):
        _reverse_from(level, ordered)
    return ordered


def _reverse_from(level: int, items: list[L]) -> None:
    start = 0
    while start < len(items):
        end = start
        while end < len(items) and items[end].level >= level:
            end += 1
        items[start:end] = items[start:end][::-1]
        start = end + 1
