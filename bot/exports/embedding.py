"""Fonts inside a PDF: only the glyphs that are drawn, and which characters each stands for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, cast
from unicodedata import bidirectional, category, normalize

import uharfbuzz as hb
from fpdf import FPDF
from fpdf.fonts import HarfBuzzFont, TTFFont

from bot.exports.fonts import Face
from bot.exports.layout import Piece

_PRESENTATION_FORMS = ((0xFB1D, 0xFDFC), (0xFE70, 0xFEFD))
"""Where Hebrew and Arabic letters stand that were joined beforehand."""

_INVISIBLE = (0x2060,)
"""WORD JOINER: what a glyph stands for that is part of the one before; of none, readers make up a letter."""

_NO_CHARACTER = -1
"""A cluster that no character belongs to."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph as it was shaped: what it is, the index of its first character, and where it goes."""

    codepoint: int
    cluster: int
    x_advance: int
    y_advance: int
    x_offset: int
    y_offset: int


class _SubsetFont(TTFFont):
    """A font of the PDF that comes from memory: the library itself reads files only."""

    def __init__(self, pdf: FPDF, face: Face, text: str) -> None:
        content = face.subset(text)
        file = cast("Path", BytesIO(content))  # handed on to fontTools, which takes both
        super().__init__(pdf, file, face.key, "")
        self.name = "".join(char for char in face.key if char.isascii() and char.isalnum())
        self._hbfont = HarfBuzzFont(hb.Face(content))

    def perform_harfbuzz_shaping(  # type: ignore[override]  # the types it names exist for checkers only
        self, text: str, font_size_pt: float, text_shaping_params: dict[str, Any] | None
    ) -> tuple[list[_Glyph], list[_Glyph]]:
        """The glyphs and their positions, from left to right.

        The library lets the first glyph stand for all letters of a ligature. Where that is a sign, drawn
        out of its place, readers would find the letters at the wrong end of the word.
        """
        shaped = super().perform_harfbuzz_shaping(text, font_size_pt, text_shaping_params)
        glyphs = [_glyph(*both) for both in zip(*shaped, strict=True)] if text else []
        groups = groupby(glyphs, key=lambda glyph: _letter_of(glyph.cluster, text))
        ordered = [glyph for _, group in groups for glyph in _read_at_letter(list(group))]
        return ordered, ordered


def embed(pdf: FPDF, pieces: Iterable[Piece]) -> None:
    """Put the fonts of all pieces into the PDF, each with the glyphs that they need."""
    texts: defaultdict[Face, set[str]] = defaultdict(set)
    for piece in pieces:
        texts[piece.face].update(piece.text)
    for face, chars in texts.items():
        pdf.fonts[face.key] = _SubsetFont(pdf, face, "".join(sorted(chars)))


def name_glyphs(pdf: FPDF) -> None:
    """Let every glyph of several letters, and every one of several glyphs of a letter, be read right.

    Readers turn lines that run from right to left around letter by letter, and some turn around the letters
    of one glyph too. So it stands for the one character that means them all, or where there is none, for
    its letters turned around. To be called once all is drawn.
    """
    for font in pdf.fonts.values():
        for glyph, _ in list(cast("TTFFont", font).subset.items()):
            if glyph is not None and isinstance(glyph.unicode, tuple):
                glyph.unicode = _read_as(glyph.unicode)


def _read_as(letters: tuple[int, ...]) -> tuple[int, ...]:
    if not letters:
        return _INVISIBLE
    if len(letters) < 2 or bidirectional(chr(letters[0])) not in ("R", "AL"):
        return letters
    return _ligatures().get(letters) or _turned_around(letters)


def _turned_around(letters: tuple[int, ...]) -> tuple[int, ...]:
    """The letters from left to right; the signs of each stand before it, in their own order."""
    found: tuple[int, ...] = ()
    signs: tuple[int, ...] = ()
    for code in reversed(letters):
        if _is_sign(chr(code)):
            signs = (code, *signs)
        else:
            found, signs = (*found, *signs, code), ()
    return signs + found


@lru_cache(maxsize=1)
def _ligatures() -> dict[tuple[int, ...], tuple[int]]:
    """Letters -> the one character that stands for all of them."""
    found: dict[tuple[int, ...], tuple[int]] = {}
    for code in (code for start, end in _PRESENTATION_FORMS for code in range(start, end)):
        letters = tuple(map(ord, normalize("NFKC", chr(code))))
        if len(letters) > 1:
            found.setdefault(letters, (code,))
    return found


def _glyph(info: hb.GlyphInfo, position: hb.GlyphPosition) -> _Glyph:
    return _Glyph(
        info.codepoint,
        info.cluster,
        x_advance=position.x_advance,
        y_advance=position.y_advance,
        x_offset=position.x_offset,
        y_offset=position.y_offset,
    )


def _is_sign(char: str) -> bool:
    return category(char).startswith("M")


def _letter_of(index: int, text: str) -> int:
    """Where the letter stands that a sign belongs to; a letter belongs to itself."""
    while index and _is_sign(text[index]):
        index -= 1
    return index


def _read_at_letter(group: list[_Glyph]) -> list[_Glyph]:
    """A letter and its signs, with the letter standing for all their characters and the signs for none."""
    if sum(glyph.x_advance != 0 for glyph in group) != 1:
        return group
    return [glyph if glyph.x_advance else replace(glyph, cluster=_NO_CHARACTER) for glyph in group]
