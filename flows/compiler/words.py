"""Pieces of prose become the inlines that the engine fills in and draws."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from flows.compiler.inserts import INSERT, read_insert
from flows.compiler.instruction_words import is_written_well
from flows.compiler.page import Break, Code, Link, Piece, Text
from flows.compiler.references import is_web_address, looks_like_screen
from flows.compiler.scope import Scope
from flows.model.text import Inline, Style, Words


def read_words(pieces: Iterable[Piece], scope: Scope) -> tuple[Inline, ...]:
    """The inlines of a paragraph or label; what cannot stand in it is reported and left out."""
    return _trimmed(_joined(_inlines(pieces, scope)))


def literal_length(inlines: Iterable[Inline]) -> int:
    """The characters that stand there whatever is filled in."""
    return sum(len(inline.text) for inline in inlines if isinstance(inline, Words))


def _inlines(pieces: Iterable[Piece], scope: Scope) -> Iterator[Inline]:
    for piece in pieces:
        match piece:
            case Text():
                yield from _text(piece, scope)
            case Break():
                yield Words("\n")
            case Code():
                is_written_well(piece, (), scope.names.report)
            case Link():
                yield from _link(piece, scope)


def _text(piece: Text, scope: Scope) -> Iterator[Inline]:
    if piece.escaped is not None or "{" not in piece.content:
        yield Words(piece.content, piece.style)
        return
    at = 0
    for found in INSERT.finditer(piece.content):
        yield Words(piece.content[at : found.start()], piece.style)
        insert = read_insert(piece.span.group(found), piece.span.group(found, "inside"), scope)
        if insert:
            yield replace(insert, style=piece.style)
        at = found.end()
    yield Words(piece.content[at:], piece.style)


def _link(piece: Link, scope: Scope) -> Iterator[Inline]:
    report = scope.names.report
    if looks_like_screen(piece.url):
        message, why = "A link to a screen stands inside prose", "Only list items become buttons."
        help = "Make it a list item of its own: `- [words](#screen)`."
        report.add("B08", piece.whole.place, message, why=why, help=help)
    elif not is_web_address(piece.url):
        help = "Write `https://...`."
        report.add("R04", piece.target.place, f"`{piece.target.text}` is not a web address", help=help)
    elif "{" in piece.url:
        report.add("I08", piece.target.place, "Nothing can be filled in inside a web address")
    else:
        for inline in _inlines(piece.label, scope):
            yield replace(inline, style=replace(inline.style, link=piece.url))


def _joined(inlines: Iterable[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for style, run in groupby(inlines, key=_style_of_words):
        if style is None:
            joined.extend(run)
        elif text := "".join(inline.text for inline in run if isinstance(inline, Words)):
            joined.append(Words(text, style))
    return joined


def _style_of_words(inline: Inline) -> Style | None:
    return inline.style if isinstance(inline, Words) else None


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    backwards = _from_words(inlines, str.lstrip)[::-1]
    return tuple(_from_words(backwards, str.rstrip)[::-1])


def _from_words(inlines: list[Inline], strip: Callable[[str], str]) -> list[Inline]:
    """The inlines without the white space before the first that is more."""
    for number, inline in enumerate(inlines):
        if not isinstance(inline, Words):
            return inlines[number:]
        if text := strip(inline.text):
            return [Words(text, inline.style), *inlines[number + 1 :]]
    return []
