"""Where a line may end: after spaces, between CJK characters, and in words that are longer than a line."""

from collections.abc import Iterator, Sequence
from unicodedata import category, east_asian_width

_JOINER = "\u200d"
_NOT_FIRST = frozenset(
    "、。，．・：；？！‼⁇⁈⁉々〻ゝゞヽヾーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ゛゜…‥～〜％,.!?:;%/"
)
_NOT_LAST = frozenset("￥＄$¥#")


def wrap(text: str, advances: Sequence[float], width: float) -> Iterator[tuple[int, int]]:
    """The lines as (start, end) in the text; `advances` is the width of every character.

    Spaces at the end of a line belong to it and hang over its edge.
    """
    start = 0
    while start < len(text):
        end = _line_end(text, advances, start, width)
        yield start, end
        start = end


def _line_end(text: str, advances: Sequence[float], start: int, width: float) -> int:
    filled, best = 0.0, start
    for here in range(start, len(text)):
        if here > start and may_break(text, here):
            best = here
        filled += advances[here]
        if filled > width and text[here] != " ":
            return best if best > start else _inside_word(text, start, here)
    return len(text)


def may_break(text: str, here: int) -> bool:
    """True when a line may end before `text[here]`."""
    before, after = text[here - 1], text[here]
    if after == " " or _belongs_to_former(text, here):
        return False
    if before == " ":
        return True
    return (_is_ideograph(before) or _is_ideograph(after)) and not (
        after in _NOT_FIRST
        or before in _NOT_LAST
        or category(after) in ("Pe", "Pf")
        or category(before) in ("Ps", "Pi")
        or "\u00a0" in (before, after)
    )


def _is_ideograph(char: str) -> bool:
    """Kana and ideographs; Hangul has spaces between its words."""
    return east_asian_width(char) in "WF" and not (
        "\u1100" <= char <= "\u11ff" or "\uac00" <= char <= "\ud7ff"
    )


def _belongs_to_former(text: str, here: int) -> bool:
    return category(text[here])[0] == "M" or _JOINER in (text[here - 1], text[here])


def _inside_word(text: str, start: int, full: int) -> int:
    """The last place up to `full` that parts no letter from its accents; at least one letter goes on."""
    for here in range(full, start, -1):
        if not _belongs_to_former(text, here):
            return here
    here = max(full, start + 1)
    while here < len(text) and _belongs_to_former(text, here):
        here += 1
    return here
