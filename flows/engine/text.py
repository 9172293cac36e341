"""Puts words and marks together into one RichText."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from flows.model.text import PLAIN, Inline, Insert, Mark, MarkKind, RichText, Style, Words

Filler: TypeAlias = Callable[[Insert], str | tuple[Inline, ...]]
"""Gives what an insert shows: plain words, or inlines that carry marks of their own."""


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
        self.units += len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2

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


def both(outer: Style, inner: Style) -> Style:
    """The style of words in one style that stand inside another; the inner link wins."""
    return Style(
        bold=outer.bold or inner.bold,
        italic=outer.italic or inner.italic,
        strike=outer.strike or inner.strike,
        link=inner.link or outer.link,
    )
