"""A document as one long column of rows, before it is cut into pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.exports.direction import is_right_to_left_language, runs_right_to_left
from bot.exports.fonts import Fonts
from bot.exports.layout import Piece, Span, Style, rows
from flows.model.document import Document, Line, Section

TITLE = Style(21, is_bold=True)
HEADING = Style(14.5, is_bold=True)
BODY = Style(13.5)
LABEL = Style(13.5, gray=90)
FOOTER = Style(10, gray=90)

_LEADING = 1.4
"""A row's height for a size of 1: Arabic, and accents above capitals, need it."""

_ROOM_TO_WRITE = 150.0
"""In points: with less beside a label, the line to write on is a row of its own."""

_ISOLATED = "\u2068{}\u2069"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; lengths in points.

    `above` is empty space, which falls away on top of a page; `rule` the two ends of a line to write on.
    A row that `keeps_next` stands on one page with the row after it. `bookmark` is the heading that
    begins here, or "".
    """

    height: float
    pieces: tuple[Piece, ...] = ()
    above: float = 0.0
    rule: tuple[float, float] | None = None
    keeps_next: bool = False
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What paragraphs are set in: the fonts and direction of one document, and a width in points."""

    fonts: Fonts
    is_rtl: bool
    width: float

    def document(self, document: Document) -> Iterator[Row]:
        """The title and all sections from top to bottom."""
        if document.title:
            yield from _together(self._text(document.title, TITLE))
        for section in document.sections:
            yield from self._section(section)

    def centred(self, words: str, style: Style) -> Row:
        """Words in the middle of the column; of those that take several rows, the first."""
        row = self.paragraph([Span(words, style)])[0]
        left, right = _edges(row)
        shift = (self.width - right - left) / 2
        return replace(row, pieces=tuple(replace(piece, x=piece.x + shift) for piece in row.pieces))

    def paragraph(self, spans: Sequence[Span], *, above: float = 0.0) -> list[Row]:
        """The rows of words that run as their first letter does; half an empty row for no words."""
        is_rtl = self._runs_right_to_left("".join(span.text for span in spans))
        height = spans[0].style.size * _LEADING
        found = [Row(height, pieces) for pieces in rows(spans, self.fonts, width=self.width, is_rtl=is_rtl)]
        found = found or [Row(height / 2)]
        return [replace(found[0], above=above), *found[1:]]

    def _section(self, section: Section) -> Iterator[Row]:
        heading = self._text(section.heading, HEADING, above=18.0) if section.heading else []
        if heading:
            heading[0] = replace(heading[0], bookmark=section.heading.replace("\n", " "))
        lines = [row for line in section.lines for row in self._line(line)]
        yield from _together(heading) if lines else heading
        yield from lines

    def _text(self, text: str, style: Style, *, above: float = 0.0) -> list[Row]:
        parts = [self.paragraph([Span(part, style)]) for part in text.split("\n")]
        first, *others = [row for part in parts for row in part]
        return [replace(first, above=above), *others]

    def _line(self, line: Line) -> list[Row]:
        if not line.label:
            return self._text(line.text, BODY, above=5.0)
        label = self._text(line.label, LABEL, above=5.0)
        if not line.text:
            return [*label[:-1], *self._ruled(label[-1], line.label)]
        if "\n" in line.label or self._turns(line):
            return [*_together(label), *self._text(line.text, BODY)]
        return self._labelled(line)

    def _labelled(self, line: Line) -> list[Row]:
        first, _, others = line.text.partition("\n")
        spans = [Span(f"{line.label} ", LABEL), Span(_ISOLATED.format(first), BODY)]
        found = self.paragraph(spans, above=5.0)
        return [*found, *self._text(others, BODY)] if others else found

    def _turns(self, line: Line) -> bool:
        """True when the text runs against its label: side by side, only a row or two could be read."""
        text = runs_right_to_left(line.text)
        return text is not None and text != self._runs_right_to_left(line.label)

    def _ruled(self, row: Row, label: str) -> list[Row]:
        """The row of a label with a line to write on, beside it or under it."""
        is_rtl = self._runs_right_to_left(label)
        left, right = _edges(row)
        room = (0.0, left - 6) if is_rtl else (right + 6, self.width)
        if room[1] - room[0] >= _ROOM_TO_WRITE:
            return [replace(row, rule=room)]
        return [replace(row, keeps_next=True), Row(row.height, rule=(0.0, self.width))]

    def _runs_right_to_left(self, text: str) -> bool:
        own = runs_right_to_left(text)
        return self.is_rtl if own is None else own


def column_for(document: Document, fonts: Fonts, width: float) -> Column:
    """The column runs as the document's language does."""
    return Column(fonts, is_right_to_left_language(document.language), width)


def _together(found: Sequence[Row]) -> list[Row]:
    return [replace(row, keeps_next=True) for row in found]


def _edges(row: Row) -> tuple[float, float]:
    """Where its words begin and end, counted from the left."""
    if not row.pieces:
        return 0.0, 0.0
    return row.pieces[0].x, row.pieces[-1].x + row.pieces[-1].width
