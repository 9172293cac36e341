"""Marks of bold, italic and struck words that have no partner: Markdown shows them as they are typed."""

import re
from collections.abc import Iterable

from flows.compiler.page import Link, Piece, Text
from flows.compiler.report import Report
from flows.compiler.span import Span

_LONE = re.compile(r"(?<![\w*])(?:\*\*|~~|\*(?=\w))|(?:\*\*|~~)(?!\w)")


def warn_of_lone_mark(pieces: Iterable[Piece], report: Report) -> None:
    """Warn of the first mark in a paragraph that opens or closes nothing."""
    mark = _first(pieces)
    if mark:
        why = "It would be shown as it is typed."
        help = f"Write `{mark.text}` on both sides, touching the words; for a star to be read, write `\\*`."
        report.warn("N15", mark.place, f"`{mark.text}` has no partner", why=why, help=help)


def _first(pieces: Iterable[Piece]) -> Span | None:
    for piece in pieces:
        if isinstance(piece, Text) and piece.escaped is None and (found := _LONE.search(piece.content)):
            return piece.span.group(found)
        if isinstance(piece, Link) and (mark := _first(piece.label)):
            return mark
    return None
