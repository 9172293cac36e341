"""A content file as its very characters, for putting words in without touching anything else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flows.compiler.page import Section
from flows.compiler.span import Span
from flows.compiler.translations.parts import Kind, Unit
from flows.model.place import Place
from flows.workshop.translate.desk import Unusable

_LINE_END = re.compile(r"\r\n|\r|\n")
_PREFIX = {Kind.QUOTE: "> ", Kind.BULLET: "  ", Kind.BUTTON: "  ", Kind.HINT: "  ", Kind.TICK_BOX: "  "}
"""What a line must begin with to belong to the words of the line above."""


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] becomes `words`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Raw:
    """The text of a file with its own line ends; `mark` is its byte order mark or ""."""

    text: str
    mark: str = ""

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    @property
    def line_end(self) -> str:
        """What ends the lines of this file."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def offset(self, place: Place) -> int:
        """Where a place stands in the text."""
        return self.starts[place.line - 1] + place.column - 1

    def range_of(self, span: Span) -> tuple[int, int]:
        """Where a span that is not empty begins and ends in the text."""
        first, last = span.cut(0, 1).place, span.cut(len(span.text) - 1).place
        return self.offset(first), self.offset(last) + 1

    def line_start(self, section: Section) -> int:
        """Where the heading's line begins."""
        return self.starts[section.heading.span.place.line - 1]

    def edit_place(self, place: Place, words: str) -> Edit:
        """What puts words in the place of those that stand there."""
        start = self.offset(place)
        return Edit(start, start + place.length, words)

    def edit(self, unit: Unit, words: str) -> Edit:
        """What puts words, as `Unit.text` gives them, in the place of a unit's."""
        start, end = self.range_of(unit.span)
        return Edit(start, end, words.replace("\n", self.line_end + _PREFIX.get(unit.kind, "")))

    def edited(self, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
        """text[start:end] with edits, none of which overlap, carried out."""
        parts, at = [], start
        for edit in sorted(edits, key=lambda edit: edit.start):
            parts += [self.text[at : edit.start], edit.words]
            at = edit.end
        return "".join(parts) + self.text[at:end]

    def encoded(self, text: str) -> bytes:
        """The bytes of another text of the same file."""
        return f"{self.mark}{text}".encode()


def raw(path: str, content: bytes) -> Raw:
    """The file; raises Unusable when it is not UTF-8."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise Unusable(f"{path} is not UTF-8. Save it as UTF-8 first.") from None
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return Raw(text.removeprefix(mark), mark)
