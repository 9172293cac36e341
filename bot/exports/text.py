"""A document as plain text.

UTF-8 with a byte order mark: without it, older Notepads and the preview of iPhones take Arabic for
Latin letters; whoever needs none passes over it. Lines end in CR LF, which older Notepads need and
nobody else minds.
"""

from codecs import BOM_UTF8

from bot.exports.characters import tidy
from flows.model.document import Document, Line, Section


def as_text(document: Document) -> bytes:
    """The title, then the sections with an empty line before each."""
    parts = [tidy(document.title), *(_section(section) for section in document.sections)]
    text = "\n\n".join(parts) + "\n"
    return BOM_UTF8 + text.replace("\n", "\r\n").encode()


def _section(section: Section) -> str:
    return "\n".join([tidy(section.heading), *(_line(line) for line in section.lines)])


def _line(line: Line) -> str:
    return " ".join(tidy(part) for part in (line.label, line.text) if part)
