"""Stretches of Markdown that know where they stand in the file.

Markdown hands out a paragraph's text without its indentation, list marks and quote marks. An Origin
is such a text, and finds the way back: every line of it ends a line of the file.
"""

import re
from dataclasses import dataclass

from flows.compiler.source import SourceFile
from flows.model.place import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """The text of one paragraph or heading; `line` is where its first line stands, from 1."""

    file: SourceFile
    text: str
    line: int

    def place(self, start: int, end: int) -> Place:
        """Where text[start:end] stands; cut off at the end of the line it begins on."""
        begin = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", start)
        piece = self.text[begin : len(self.text) if stop < 0 else stop]
        number = self.line + self.text.count("\n", 0, start)
        words = piece.strip()
        indent = len(piece) - len(piece.lstrip())
        column = max(self.file.line(number).rfind(words), 0) + start - begin - indent + 1
        length = min(end, begin + len(piece)) - start
        return Place(self.file.path, number, max(column, 1), max(length, 1))


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end] of an origin."""

    origin: Origin
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the span; a line break inside is a space."""
        return self.origin.text[self.start : self.end].replace("\n", " ")

    @property
    def place(self) -> Place:
        """Where the span stands in its file."""
        return self.origin.place(self.start, self.end)

    def cut(self, start: int, end: int | None = None) -> "Span":
        """A part of the span, counted from its own start."""
        return Span(self.origin, self.start + start, self.end if end is None else self.start + end)

    def group(self, match: re.Match[str], group: int | str = 0) -> "Span":
        """What a group of a match on this span's text stands for."""
        return self.cut(*match.span(group))

    def strip(self) -> "Span":
        """The span without white space at its ends."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.cut(start, start + len(text.strip()))
