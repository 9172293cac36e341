"""A Markdown file as the grammar of content sees it, before any name in it is looked up."""

from dataclasses import dataclass
from typing import TypeAlias

from flows.compiler.source import SourceFile
from flows.compiler.span import Span
from flows.model.text import Style


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; `escaped` is the character that an escape stands for, which is never part of an insert."""

    span: Span
    style: Style
    escaped: str | None = None

    @property
    def content(self) -> str:
        """The words as they are shown."""
        return self.span.text if self.escaped is None else self.escaped


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that is shown; others are spaces."""


@dataclass(frozen=True, slots=True)
class Code:
    """An instruction to the bot, without its backticks; `whole` has them."""

    span: Span
    whole: Span


@dataclass(frozen=True, slots=True)
class Link:
    """`[label](target)`: `words` is the label in its brackets, `url` the target without escapes."""

    label: "tuple[Piece, ...]"
    words: Span
    target: Span
    url: str
    whole: Span
    title: bool = False


Piece: TypeAlias = Text | Break | Code | Link


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    span: Span
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of any level; `gap` is False where the space after `##` is missing."""

    level: int
    span: Span
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Quoted:
    """A `>` block."""

    paragraphs: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item of one paragraph."""

    prose: Prose


@dataclass(frozen=True, slots=True)
class Foreign:
    """Markdown that content has no use for; `kind` is markdown-it's name of it."""

    kind: str
    span: Span


Block: TypeAlias = Prose | Heading | Quoted | Item | Foreign


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under a level-2 heading."""

    heading: Heading
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A file; `front` is the text between its first two `---` lines, None where there is none."""

    file: SourceFile
    front: str | None
    notes: tuple[Block, ...]
    sections: tuple[Section, ...]


def span_of(block: Block) -> Span:
    """Where a block begins."""
    match block:
        case Prose() | Heading() | Foreign():
            return block.span
        case Quoted():
            return block.paragraphs[0].span
        case Item():
            return block.prose.span
