"""A document as PDF: real text, bookmarks, page numbers, and nothing that tells who made it or when."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.prefs import ViewerPreferences

from bot.exports.column import FOOTER, Column, Row, column_for
from bot.exports.drawable import drawable
from bot.exports.drawing import RunPdf
from bot.exports.embedding import embed, name_glyphs
from bot.exports.fonts import fonts_for
from bot.exports.layout import Piece
from bot.exports.pages import pages
from flows.model.document import Document

WIDTH, HEIGHT = 595.28, 792.0
"""As wide as A4 and as high as Letter, in points: either paper takes it as it is."""

MARGIN = 51.0
FOOTER_TOP = HEIGHT - 38.0

_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""A PDF must say when it was made; this says nothing, and keeps the bytes the same."""

_RULE_GRAY = 170


def as_pdf(document: Document, folders: tuple[Path, ...]) -> bytes:
    """The document as a PDF file; raises NoGlyphError when it has words that no font can draw."""
    _hush()
    fonts = fonts_for(document.language, folders)
    shown = drawable(document, fonts)
    column = column_for(shown, fonts, WIDTH - 2 * MARGIN)
    found = pages(column.document(shown), HEIGHT - 2 * MARGIN)
    footed = [(rows, _footer(column, shown, number, len(found))) for number, rows in enumerate(found, 1)]
    pdf = _blank(shown, is_rtl=column.is_rtl)
    embed(pdf, [piece for rows, footer in footed for row in [*rows, footer] for piece in row.pieces])
    for rows, footer in footed:
        _draw_page(pdf, rows, footer)
    name_glyphs(pdf)
    return bytes(pdf.output())


def _hush() -> None:
    """Keep what the libraries say to themselves: it names glyphs, which are letters that a person typed."""
    for name in ("fpdf", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _footer(column: Column, document: Document, number: int, count: int) -> Row:
    words = document.page.replace("{number}", str(number)).replace("{count}", str(count))
    return column.centred(words.replace("\n", " "), FOOTER)


def _blank(document: Document, *, is_rtl: bool) -> FPDF:
    pdf = RunPdf(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.alias_nb_pages("")  # else "{nb}" in a note would become a number
    pdf.c_margin = 0
    pdf.set_title(document.title)
    pdf.set_lang(_language_tag(document.language))
    pdf.set_creation_date(_MADE_AT)
    pdf.set_producer("")
    direction = "rtl" if is_rtl else "ltr"
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True, direction=direction)
    return pdf


def _language_tag(language: str) -> str:
    tag = language.replace("_", "-")
    return tag if tag.isascii() and tag.replace("-", "").isalnum() else ""


def _draw_page(pdf: FPDF, rows: Sequence[Row], footer: Row) -> None:
    pdf.add_page()
    top = MARGIN
    for row in rows:
        top += row.above
        _draw_row(pdf, row, top)
        top += row.height
    _draw_row(pdf, footer, FOOTER_TOP)


def _draw_row(pdf: FPDF, row: Row, top: float) -> None:
    if row.bookmark:
        pdf.set_y(top)
        pdf.start_section(row.bookmark)
    for piece in row.pieces:
        pdf.set_xy(MARGIN + piece.x, top)
        _draw_piece(pdf, piece, row.height)
    if row.rule:
        y = top + row.height * 0.85
        pdf.set_draw_color(_RULE_GRAY)
        pdf.line(MARGIN + row.rule[0], y, MARGIN + row.rule[1], y)


def _draw_piece(pdf: FPDF, piece: Piece, height: float) -> None:
    pdf.set_font(piece.face.key, size=piece.style.size)
    pdf.set_text_color(piece.style.gray)
    pdf.set_text_shaping(direction="rtl" if piece.is_rtl else "ltr")
    pdf.cell(piece.width, height, piece.text)
