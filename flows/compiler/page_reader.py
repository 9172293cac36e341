"""Markdown tokens become a Page. Nothing is judged here; every block keeps its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from flows.compiler.inline_reader import read_pieces
from flows.compiler.markdown import markdown_tokens
from flows.compiler.page import Block, Foreign, Heading, Item, Link, Page, Prose, Quoted, Section
from flows.compiler.references import is_id, looks_like_screen
from flows.compiler.source import SourceFile
from flows.compiler.span import Origin, Span

SCREEN_LEVEL = 2
"""`## id` is a screen; a file's own title may stand above as `# Title`."""

_MISSED = re.compile("##(?P<id>[a-z][a-z0-9-]*)")


def read_page(file: SourceFile, *, any_level: bool = False) -> Page:
    """The blocks of a Markdown file, under the level-2 headings they belong to.

    With `any_level` an id in a heading of another level opens a section too: it was meant for a screen,
    and what stands below belongs to it.
    """
    tokens = markdown_tokens(file.text)
    front = next((token.content for token in tokens[:1] if token.type == "front_matter"), None)
    notes: list[Block] = []
    sections: list[Section] = []
    for heading, below in _runs(_blocks(_tree(tokens), file)):
        if heading and (heading.level == SCREEN_LEVEL or (any_level and _is_meant(heading, below, sections))):
            sections.append(Section(heading, tuple(below)))
            continue
        kept = (heading, *below) if heading else tuple(below)
        if sections:
            sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + kept)
        else:
            notes += kept
    return Page(file, front, tuple(notes), tuple(sections))


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """Each heading with what stands below it; first, under None, what stands above them all."""
    heading: Heading | None = None
    below: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield heading, below
            heading, below = block, []
        else:
            below.append(block)
    yield heading, below


def _is_meant(heading: Heading, below: Sequence[Block], sections: Sequence[Section]) -> bool:
    """True for a screen with the wrong number of `#`; a file's own title has no button below it."""
    is_title = heading.level == 1 and not sections and not any(map(_has_button, below))
    return is_id(heading.span.text) and not is_title


def _has_button(block: Block) -> bool:
    links = (
        (piece for piece in block.prose.pieces if isinstance(piece, Link)) if isinstance(block, Item) else ()
    )
    return any(looks_like_screen(link.url) for link in links)


@dataclass(slots=True)
class _Node:
    token: Token
    children: "list[_Node]" = field(default_factory=list)


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    open_nodes = [_Node(Token("root", "", 0))]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        node = _Node(token)
        open_nodes[-1].children.append(node)
        if token.nesting > 0:
            open_nodes.append(node)
    return open_nodes[0].children


def _blocks(nodes: Iterable[_Node], file: SourceFile) -> Iterator[Block]:
    for node in nodes:
        match node.token.type:
            case "front_matter":
                continue
            case "heading_open":
                yield Heading(len(node.token.markup), _span(node.children[0].token, file))
            case "paragraph_open":
                yield _missed_heading(node, file) or _fence(node, file) or _prose(node, file)
            case "blockquote_open":
                yield _quoted(node, file)
            case "bullet_list_open":
                yield from (_item(child, file) for child in node.children)
            case _:
                yield _foreign(node, node.token.type, file)


def _missed_heading(node: _Node, file: SourceFile) -> Heading | None:
    """`##id` on a line of its own: taken for what it was meant to be, so that what follows has its screen."""
    span = _span(node.children[0].token, file)
    found = _MISSED.fullmatch(span.origin.text)
    return Heading(SCREEN_LEVEL, span.group(found, "id"), gap=False) if found else None


def _fence(node: _Node, file: SourceFile) -> Foreign | None:
    begins = node.children[0].token.content.startswith(("```", "~~~"))
    return _foreign(node, "fence", file) if begins else None


def _prose(node: _Node, file: SourceFile) -> Prose:
    token = node.children[0].token
    span = _span(token, file)
    return Prose(span, read_pieces(span.origin, token.children or []))


def _quoted(node: _Node, file: SourceFile) -> Block:
    if any(child.token.type != "paragraph_open" for child in node.children):
        return _foreign(node, "quote", file)
    return Quoted(tuple(_prose(child, file) for child in node.children))


def _item(node: _Node, file: SourceFile) -> Block:
    match [child.token.type for child in node.children]:
        case ["paragraph_open"]:
            return Item(_prose(node.children[0], file))
        case []:
            return _foreign(node, "empty item", file)
        case ["paragraph_open", *_]:
            return Foreign("long item", _prose(node.children[0], file).span)
        case _:
            return _foreign(node, "long item", file)


def _foreign(node: _Node, kind: str, file: SourceFile) -> Foreign:
    number = _line(node.token)
    line = file.line(number)
    return Foreign(kind, Span(Origin(file, line, number), 0, len(line)).strip())


def _span(token: Token, file: SourceFile) -> Span:
    return Span(Origin(file, token.content, _line(token)), 0, len(token.content))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
