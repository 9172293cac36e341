"""Text with marks as HTML: one element a mark, so that the marks can be read back."""

from collections.abc import Sequence
from dataclasses import replace

from flows.model.text import Mark, MarkKind, RichText
from flows.workshop.preview.markup import is_safe_link, tag, words

_TAGS = {MarkKind.BOLD: "strong", MarkKind.ITALIC: "em", MarkKind.STRIKE: "s"}
_QUOTES = {MarkKind.QUOTE, MarkKind.LONG_QUOTE}


def rich_text_html(text: RichText) -> str:
    """The text as it is, line breaks and all; to be shown with `white-space: pre-wrap`."""
    marks = sorted((mark for mark in text.marks if mark.length), key=_outermost_first)
    return _stretch(text.text, marks, 0, len(text.text))


def _outermost_first(mark: Mark) -> tuple[int, int, bool]:
    # A quote is a block, which must not stand inside a word's mark of the same length.
    return mark.start, -mark.length, mark.kind not in _QUOTES


def _stretch(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    parts, place = [], start
    while marks:
        outer, last = marks[0], marks[0].start + marks[0].length
        inner, marks = _parted(marks[1:], last)
        parts.append(words(text[place : outer.start]))
        parts.append(_around(outer, _stretch(text, inner, outer.start, last)))
        place = last
        if outer.kind in _QUOTES and text.startswith("\n", last) and last < min([end, *_starts(marks)]):
            parts.append(_BREAK_AFTER_QUOTE)
            place += 1
    return "".join(parts) + words(text[place:end])


_BREAK_AFTER_QUOTE = tag("span", "\n", class_="gap")
"""A quote is a block, so this line break has been made already; it is not shown but can be read back."""


def _starts(marks: Sequence[Mark]) -> list[int]:
    return [mark.start for mark in marks]


def _parted(marks: Sequence[Mark], end: int) -> tuple[list[Mark], list[Mark]]:
    """The marks before and after a place; one across it is cut in two, since elements cannot overlap."""
    before, after = [], []
    for mark in marks:
        if mark.start >= end:
            after.append(mark)
            continue
        inside = min(mark.length, end - mark.start)
        before.append(replace(mark, length=inside))
        if inside < mark.length:
            after.append(replace(mark, start=end, length=mark.length - inside))
    return before, sorted(after, key=_outermost_first)


def _around(mark: Mark, inside: str) -> str:
    if mark.kind in _QUOTES:
        return tag("blockquote", inside, class_="long" if mark.kind is MarkKind.LONG_QUOTE else False)
    if mark.kind is not MarkKind.LINK:
        return tag(_TAGS[mark.kind], inside)
    url = mark.link or ""
    if not is_safe_link(url):
        return tag("span", inside, data_link=url)
    return tag("a", inside, href=url, target="_blank", rel="noopener noreferrer")
