"""Finds what names a screen in a Markdown file: targets of links, and code."""

import re
from collections.abc import Iterable, Iterator

from flows.compiler.page import Block, Code, Item, Link, Page, Piece, Prose, Quoted
from flows.compiler.span import Span
from flows.workshop.files import flow_id
from flows.workshop.rename.edits import Edit, edit_at
from flows.workshop.rename.names import Rename

_TARGET = re.compile(r"(?<![\w./-])(?:[a-z][a-z0-9-]*\.md)?#[a-z][a-z0-9-]*|[a-z][a-z0-9-]*\.md(?![\w#])")
_NOTE_ABOUT = re.compile(r"(?:note|hide) (?P<screen>\S+)")


def link_edits(page: Page, rename: Rename) -> Iterator[Edit]:
    """One edit for each link, instruction or note that names what is renamed; `was` lines are history."""
    flow = flow_id(page.file.path)
    for block in (*page.notes, *(block for section in page.sections for block in section.blocks)):
        for span in _spans(_pieces(block)):
            for found in _TARGET.finditer(span.text):
                new = rename.target(found.group(), flow)
                if new:
                    yield edit_at(span.group(found).place, new)
    for section in page.sections:  # a clinic's file adds to screens by their whole names
        about = _NOTE_ABOUT.fullmatch(section.heading.span.text)
        new = rename.id(about["screen"]) if about else None
        if about and new:
            yield edit_at(section.heading.span.group(about, "screen").place, new)


def _pieces(block: Block) -> Iterator[Piece]:
    match block:
        case Prose():
            yield from block.pieces
        case Item():
            yield from block.prose.pieces
        case Quoted():
            for paragraph in block.paragraphs:
                yield from paragraph.pieces


def _spans(pieces: Iterable[Piece]) -> Iterator[Span]:
    for piece in pieces:
        match piece:
            case Link():
                yield piece.target
                yield from _spans(piece.label)
            case Code() if not piece.span.text.startswith("was "):
                yield piece.span
