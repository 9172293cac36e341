"""Puts words and marks together into one RichText."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias
from unicodedata import bidirectional

from flows.model.text import PLAIN, Inline, Insert, Mark, MarkKind, RichText, Style, Words, units

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: what stands between takes its direction from itself."""

_NO_ISOLATES = str.maketrans("", "", ISOLATE + END_ISOLATE)

Value: TypeAlias = str | tuple[Inline, ...]
"""What an insert shows: plain words, or inlines that carry marks of their own."""

Filler: TypeAlias = Callable[[Insert], Value]


class RichTextBuilder:
    """Collects text; marks count code points of what was added so far.

    `length` is in code points, `units` in UTF-16 units, which is what Telegram counts.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self.length = 0
        self.units = 0

    def append(self, other: "RichTextBuilder") -> None:
        """Add all that another one holds."""
        for mark in other._marks:
            self._marks.append(replace(mark, start=mark.start + self.length))
        self._parts += other._parts
        self.length += other.length
        self.units += other.units

    def add(self, words: str, style: Style = PLAIN) -> None:
        """Append words in one style."""
        if style is not PLAIN and words:
            self._mark(style, len(words))
        self._parts.append(words)
        self.length += len(words)
        self.units += units(words)

    def add_inlines(self, inlines: Iterable[Inline], fill: Filler, around: Style = PLAIN) -> None:
        """Append inlines, each insert replaced by what `fill` gives for it; `around` styles them all."""
        for inline in inlines:
            style = inline.style if around is PLAIN else both(around, inline.style)
            value = inline.text if isinstance(inline, Words) else fill(inline)
            if isinstance(value, str):
                self.add(value, style)
            else:
                self.add_inlines(value, fill, style)

    def quote_from(self, start: int, kind: MarkKind) -> None:
        """Mark everything since `start` as a quote."""
        if self.length > start:
            self._marks.append(Mark(kind, start, self.length - start))

    def build(self) -> RichText:
        """The text, its marks in order; white space at the ends is the caller's to avoid."""
        marks = sorted(self._marks, key=lambda mark: (mark.start, -mark.length))
        return RichText("".join(self._parts), tuple(marks))

    def _mark(self, style: Style, length: int) -> None:
        start = self.length
        if style.bold:
            self._marks.append(Mark(MarkKind.BOLD, start, length))
        if style.italic:
            self._marks.append(Mark(MarkKind.ITALIC, start, length))
        if style.strike:
            self._marks.append(Mark(MarkKind.STRIKE, start, length))
        if style.link:
            self._marks.append(Mark(MarkKind.LINK, start, length, style.link))


def isolated(value: Value, *, always: bool) -> Value:
    """The value between marks that keep it from turning the sentence around it, and the reverse.

    They are put where `always` says that the sentence runs from right to left, or where the value does.
    """
    if not value or not (always or _has_right_to_left(value)):
        return value
    if not isinstance(value, str):
        return (Words(ISOLATE), *value, Words(END_ISOLATE))
    # An isolate ends with its line, so only the lines that meet the sentence need one.
    lines = value.split("\n")
    for end in {0, len(lines) - 1}:
        lines[end] = f"{ISOLATE}{lines[end]}{END_ISOLATE}"
    return "\n".join(lines)


def without_isolates(text: str) -> str:
    """The text as somebody would type it."""
    return text if text.isascii() else text.translate(_NO_ISOLATES)


def _has_right_to_left(value: Value) -> bool:
    if not isinstance(value, str):
        return any(_has_right_to_left(part.text) for part in value if isinstance(part, Words))
    return not value.isascii() and any(bidirectional(letter) in ("R", "AL") for letter in value)


def both(outer: Style, inner: Style) -> Style:
    """The style of words in one style that stand inside another; the inner link wins."""
    return Style(
        bold=outer.bold or inner.bold,
        italic=outer.italic or inner.italic,
        strike=outer.strike or inner.strike,
        link=inner.link or outer.link,
    )
