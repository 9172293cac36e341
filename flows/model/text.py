"""Text with marks: as content writes it (with inserts), and as a person reads it (filled in)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks; `link` is a web address or None."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    link: str | None = None


PLAIN = Style()


def units(text: str) -> int:
    """UTF-16 units, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Words:
    """A run of literal text in one style; a line break is `\\n`."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Insert:
    """A value to fill in: `{memory name}`, `{q.ask}`, `{clinic.name}`, `{line.number}`.

    `scope` is the part before the dot and `field` the part after it; a bare `{name}` is a
    remembered value and has the scope "memory". `argument` is the word after a space
    (`{clinic.answer q}`), or None.
    """

    scope: str
    field: str
    argument: str | None = None
    style: Style = PLAIN


Inline: TypeAlias = Words | Insert


class MarkKind(StrEnum):
    """The marks that every face can draw; anything else in the content is an error."""

    BOLD = "bold"
    ITALIC = "italic"
    STRIKE = "strike"
    LINK = "link"
    QUOTE = "quote"
    LONG_QUOTE = "long quote"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a RichText; `start` and `length` count code points."""

    kind: MarkKind
    start: int
    length: int
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """Text as a person reads it, with its marks in order of `start`."""

    text: str
    marks: tuple[Mark, ...] = ()
