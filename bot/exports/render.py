"""Gives a document the form that its format asks for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from bot.exports.drawable import NoGlyphError
from bot.exports.fonts import FOLDERS
from bot.exports.text import as_text
from bot.ports import Rendered
from flows.model.document import Document, FileFormat


def render(document: Document, folders: Sequence[Path] = FOLDERS) -> Rendered:
    """The document as a file; the same document always gives the same bytes, and none raises.

    A PDF with words that no font in `folders` or of our own can draw becomes a text file: that can be
    read wherever it is opened, boxes cannot.
    """
    match document.format:
        case FileFormat.TEXT:
            return _file(document, "text/plain", as_text(document))
        case FileFormat.JSON:
            return _file(document, "application/json", document.raw.encode(errors="replace"))
        case FileFormat.PDF:
            return _pdf(document, tuple(folders))
        case _:
            assert_never(document.format)


def _pdf(document: Document, folders: tuple[Path, ...]) -> Rendered:
    from bot.exports.pdf import as_pdf  # here, because its libraries would add half a second to every start

    try:
        return _file(document, "application/pdf", as_pdf(document, folders))
    except NoGlyphError:
        return render(replace(document, format=FileFormat.TEXT))


def _file(document: Document, mime: str, content: bytes) -> Rendered:
    return Rendered(f"{document.name}.{document.format}", mime, content)
