"""What can be drawn of a document, and whether that is all that it says."""

from dataclasses import replace
from unicodedata import category

from bot.exports.characters import DIRECTIONS, JOINERS, tidy
from bot.exports.fonts import Fonts
from flows.model.document import Document, Line, Section


class NoGlyphError(Exception):
    """No font at hand draws some of the words; it never says which."""


def drawable(document: Document, fonts: Fonts) -> Document:
    """The document without what has no glyph and can be missed; raises NoGlyphError for what cannot.

    Emoji without a glyph are left out, unless a line says nothing else.
    """
    return replace(
        document,
        title=_drawable(document.title, fonts),
        page=_drawable(document.page, fonts),
        sections=tuple(_section(section, fonts) for section in document.sections),
    )


def _section(section: Section, fonts: Fonts) -> Section:
    lines = (Line(_drawable(line.text, fonts), _drawable(line.label, fonts)) for line in section.lines)
    return Section(_drawable(section.heading, fonts), tuple(lines))


def _drawable(text: str, fonts: Fonts) -> str:
    drawn = "".join(_shown(char, fonts) for char in tidy(text))
    if _is_blank(drawn) and any(category(char) == "So" for char in text):
        raise NoGlyphError
    return drawn


def _shown(char: str, fonts: Fonts) -> str:
    kind = category(char)
    if char == "\n" or char in JOINERS + DIRECTIONS:
        return char
    if kind in ("Cf", "Co", "Cn") or _is_variation_selector(char):
        return ""
    if fonts.has_glyph(char):
        return char
    if kind == "Zs":
        return " "
    if kind in ("So", "Sk", "Me"):
        return ""
    raise NoGlyphError


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_blank(text: str) -> bool:
    return all(char.isspace() or char in JOINERS + DIRECTIONS for char in text)
