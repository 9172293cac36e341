"""What stands under a heading as a translator sees it: parts that hold words, and orders that must stay.

The source and its translation are read alike; words are taken over part by part. Orders are instructions,
targets and the names of a question's parts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from flows.compiler.buttons import WIDEST_ALONE, WIDEST_BESIDE
from flows.compiler.declared import Ref
from flows.compiler.inserts import INSERT
from flows.compiler.instruction_words import first_word
from flows.compiler.page import Block, Code, Heading, Item, Link, Piece, Prose, Quoted, Section, Text
from flows.compiler.rules.limits import LONGEST_HINT
from flows.compiler.screen_index import abouts, is_about, is_blank
from flows.compiler.span import Span
from flows.compiler.tick_boxes import TICK_BOX, is_tick_box

_HARD_BREAK = re.compile(r"(?: {2,}|(?<!\\)\\)\n[ \t]*")
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")


class Kind(StrEnum):
    """What a part, or a stretch of its words, is."""

    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    BULLET = "list item"
    BUTTON = "button"
    HINT = "typing hint"
    TICK_BOX = "tick box"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that are translated in one piece, with their marks and inserts; `room` in characters or None."""

    kind: Kind
    span: Span
    inserts: tuple[str, ...]
    room: int | None = None

    @property
    def text(self) -> str:
        """The Markdown of the words on one line; a break that is shown is a backslash at a line's end."""
        return one_line(self.span.origin.text[self.span.start : self.span.end])


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a quote or a list item."""

    kind: Kind
    span: Span
    units: tuple[Unit, ...]
    orders: tuple[Ref, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """All that a translation of this part must have in common with it, but for its inserts."""
        return self.kind, len(self.units), *(order.text for order in self.orders)


def parts_of(section: Section) -> tuple[Part, ...]:
    """The parts under a heading, in order; the lines of code right below it are none."""
    above = 0
    while above < len(section.blocks) and is_about(section.blocks[above]):
        above += 1
    return tuple(part for block in section.blocks[above:] if (part := _part(block)))


def about_orders(section: Section) -> tuple[Ref, ...]:
    """What the lines of code right below the heading say."""
    return tuple(map(_order, abouts(section)))


def units_of(section: Section) -> tuple[Unit, ...]:
    """All words under a heading, in order."""
    return tuple(unit for part in parts_of(section) for unit in part.units)


def hash_of(section: Section) -> str:
    """What stands for the words under a heading in translations.lock; orders do not count."""
    words = "\0".join(unit.text for unit in units_of(section))
    return blake2b(words.encode(), digest_size=8).hexdigest()


def one_line(words: str) -> str:
    """Words without the line breaks that nobody is shown."""
    return "\\\n".join(_SOFT_BREAK.sub(" ", line) for line in _HARD_BREAK.split(words.strip()))


def _part(block: Block) -> Part | None:
    match block:
        case Heading():
            name = f"{'#' * block.level} {block.span.text}"
            return Part(Kind.HEADING, block.span, (), (Ref(name, block.span.place),))
        case Prose():
            return _prose(block, Kind.PARAGRAPH)
        case Quoted():
            units = (unit for prose in block.paragraphs for unit in _prose(prose, Kind.QUOTE).units)
            return Part(Kind.QUOTE, block.paragraphs[0].span, tuple(units), ())
        case Item():
            return _item(block.prose)
        case _:
            return None


def _item(prose: Prose) -> Part:
    if is_tick_box(prose):
        return _prose(prose, Kind.TICK_BOX, skip=len(TICK_BOX), room=WIDEST_ALONE)
    words = any(isinstance(piece, Text) and not is_blank(piece) for piece in prose.pieces)
    if not words and any(isinstance(piece, Link) for piece in prose.pieces):
        return _row(prose)
    return _prose(prose, Kind.BULLET)


def _prose(prose: Prose, kind: Kind, *, skip: int = 0, room: int | None = None) -> Part:
    runs = (run for run in _runs(prose, skip) if run.text)
    units = tuple(Unit(kind, run, _inserts(_within(prose.pieces, run)), room) for run in runs)
    orders = tuple(_order(piece) for piece in prose.pieces if isinstance(piece, Code))
    return Part(kind, prose.span, units, orders)


def _runs(prose: Prose, start: int) -> Iterator[Span]:
    """The stretches between instructions."""
    for piece in prose.pieces:
        if isinstance(piece, Code):
            yield prose.span.cut(start, piece.whole.start).strip()
            start = piece.whole.end
    yield prose.span.cut(start, len(prose.span.text)).strip()


def _within(pieces: Sequence[Piece], run: Span) -> Iterator[Piece]:
    for piece in pieces:
        span = piece.whole if isinstance(piece, Link) else piece.span if isinstance(piece, Text) else None
        if span and run.start <= span.end and span.start < run.end:
            yield piece


def _row(prose: Prose) -> Part:
    links = [piece for piece in prose.pieces if isinstance(piece, Link)]
    units = []
    for number, link in enumerate(links):
        end = links[number + 1].whole.start if number + 1 < len(links) else prose.span.end
        codes = (piece for piece in prose.pieces if isinstance(piece, Code))
        own = [code for code in codes if link.whole.end <= code.span.start < end]
        units.append(_label(link, own, is_alone=len(links) == 1))
    orders = tuple(_order(piece) for piece in prose.pieces if isinstance(piece, Link | Code))
    return Part(Kind.BUTTON, prose.span, tuple(units), orders)


def _label(link: Link, codes: Sequence[Code], *, is_alone: bool) -> Unit:
    words = link.words.cut(1, -1 + len(link.words.text)).strip()
    if any(first_word(code.span) == "write" for code in codes):
        return Unit(Kind.HINT, words, _inserts(link.label), LONGEST_HINT)
    room = WIDEST_ALONE if is_alone else WIDEST_BESIDE
    return Unit(Kind.BUTTON, words, _inserts(link.label), room)


def _inserts(pieces: Sequence[Piece] | Iterator[Piece]) -> tuple[str, ...]:
    return tuple(sorted(_written_inserts(pieces)))


def _written_inserts(pieces: Sequence[Piece] | Iterator[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Link):
            yield from _written_inserts(piece.label)
        elif isinstance(piece, Text) and piece.escaped is None:
            yield from (found.group() for found in INSERT.finditer(piece.content))


def _order(piece: Link | Code) -> Ref:
    if isinstance(piece, Link):
        return Ref(piece.url, piece.target.place)
    return Ref(" ".join(piece.span.text.split()), piece.span.place)
