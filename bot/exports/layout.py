"""Puts words into rows: runs of one font and direction are measured, wrapped, and set in order.

The library that writes the PDF wraps and orders lines too, but parts no CJK text, measures a line anew with
every letter, and knows two levels of direction only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from unicodedata import bidirectional

import uharfbuzz as hb
from fpdf.enums import TextDirection
from fpdf.unicode_script import UnicodeScript, get_unicode_script

from bot.exports.characters import DIRECTIONS
from bot.exports.direction import MIRRORED, in_visual_order, levels
from bot.exports.fonts import Face, Fonts
from bot.exports.wrapping import wrap

_RIGHT_TO_LEFT_MARK = "\u200f"
_BESIDE_NUMBERS = ("CS", "ES", "ET")
_ANY_SCRIPT = (UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Style:
    """How words look; `size` in points, `gray` from 0 (black) to 255."""

    size: float
    is_bold: bool = False
    gray: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style, without line ends."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one font, style and direction, in the order in which they are read."""

    text: str
    face: Face
    style: Style
    level: int

    @property
    def is_rtl(self) -> bool:
        """True when it is drawn from right to left."""
        return self.level % 2 == 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A run on its row; `x` is its left edge in points, counted from that of the column."""

    x: float
    width: float
    text: str
    face: Face
    style: Style
    is_rtl: bool


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character and all that decides which run it is part of."""

    char: str
    face: Face
    style: Style
    level: int
    script: UnicodeScript


def rows(spans: Sequence[Span], fonts: Fonts, *, width: float, is_rtl: bool) -> Iterator[tuple[Piece, ...]]:
    """One paragraph as rows of pieces, from top to bottom; no row for no words.

    The paragraph stands at the right edge of the column when `is_rtl`, else at the left.
    """
    letters = list(_letters(spans, fonts, is_rtl=is_rtl))
    text = "".join(letter.char for letter in letters)
    advances = [advance for run in _runs(letters) for advance in _advances(run)]
    for start, end in wrap(text, advances, width):
        end = start + len(text[start:end].rstrip(" "))
        yield _row(_runs(letters[start:end]), width, is_rtl=is_rtl)


def _letters(spans: Sequence[Span], fonts: Fonts, *, is_rtl: bool) -> Iterator[_Letter]:
    text = "".join(span.text for span in spans)
    styles = [span.style for span in spans for _ in span.text]
    face, script = fonts.regular[0], UnicodeScript.COMMON
    for char, style, level in zip(text, styles, levels(text, is_rtl=is_rtl), strict=True):
        if char in DIRECTIONS:
            continue
        # Joiners have no glyph that counts: they stay with the letter before them.
        face = fonts.face_of(char, style.is_bold) or face
        own = get_unicode_script(char)
        script = script if own in _ANY_SCRIPT else own
        yield _Letter(char, face, style, level, script)


def _runs(letters: Sequence[_Letter]) -> list[Run]:
    return [_run(list(group)) for _, group in groupby(letters, _run_key)]


def _run_key(letter: _Letter) -> tuple[object, ...]:
    mirrored = letter.level % 2 == 1 and letter.char in MIRRORED
    return letter.face.key, letter.style, letter.level, letter.script, mirrored


def _run(letters: Sequence[_Letter]) -> Run:
    first = letters[0]
    return Run("".join(letter.char for letter in letters), first.face, first.style, first.level)


def _advances(run: Run) -> list[float]:
    """The width of every character in points; those that became one glyph are 0 after the first."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = (TextDirection.RTL if run.is_rtl else TextDirection.LTR).value
    hb.shape(run.face.font, buffer)
    advances = [0.0] * len(run.text)
    scale = run.style.size / run.face.face.upem
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advances[glyph.cluster] += position.x_advance * scale
    return advances


def _row(runs: Sequence[Run], width: float, *, is_rtl: bool) -> tuple[Piece, ...]:
    measured = [(run, sum(_advances(run))) for run in in_visual_order(runs)]
    x = width - sum(advance for _, advance in measured) if is_rtl else 0.0
    pieces: list[Piece] = []
    for run, advance in measured:
        pieces.append(_piece(x, advance, run))
        x += advance
    return tuple(_parted_from_numbers(pieces))


def _parted_from_numbers(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with a mark of direction between a number and a full stop or comma beside it.

    Readers take "1." for a number, and copy it as ".1" where the line runs from right to left.
    """
    for piece, right in pairwise([*pieces, None]):
        assert piece is not None
        if right is None or piece.is_rtl is right.is_rtl:
            yield piece
        elif right.text[0].isalnum() and bidirectional(piece.text[0]) in _BESIDE_NUMBERS:
            yield replace(piece, text=_RIGHT_TO_LEFT_MARK + piece.text)
        elif piece.text[-1].isalnum() and bidirectional(right.text[-1]) in _BESIDE_NUMBERS:
            yield replace(piece, text=piece.text + _RIGHT_TO_LEFT_MARK)
        else:
            yield piece


def _piece(x: float, width: float, run: Run) -> Piece:
    if run.is_rtl and run.text[0] in MIRRORED:
        # Drawn as what it looks like: whoever copies the words counts on that and turns it back.
        looks = "".join(MIRRORED[char] for char in reversed(run.text))
        return Piece(x, width, looks, run.face, run.style, is_rtl=False)
    return Piece(x, width, run.text, run.face, run.style, run.is_rtl)
