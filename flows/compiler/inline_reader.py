"""Inline tokens become pieces: words, breaks, instructions and links, each with its place."""

import re
from collections import Counter
from collections.abc import Sequence

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from flows.compiler.page import Break, Code, Link, Piece, Text
from flows.compiler.span import Origin, Span
from flows.model.text import PLAIN, Style

_LINK_END = re.compile(r"""\s*(?P<title>"[^"]*"|'[^']*'|\([^)]*\))?\s*\)""")
_GAP = re.compile(r"\s*")


def read_pieces(origin: Origin, tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """The pieces of one paragraph, in order."""
    return _Reader(origin, tokens).pieces()


class _Reader:
    def __init__(self, origin: Origin, tokens: Sequence[Token]) -> None:
        self._origin = origin
        self._tokens = iter(tokens)
        self._open: Counter[str] = Counter()
        self._style = PLAIN
        self._link_close = 0

    def pieces(self) -> tuple[Piece, ...]:
        """All pieces up to the end, or up to the end of the link that is being read."""
        found: list[Piece] = []
        for token in self._tokens:
            if token.type == "link_close":
                self._link_close = token.meta["pos"]
                break
            self._read(token, found)
        return tuple(found)

    def _read(self, token: Token, found: list[Piece]) -> None:
        match token.type:
            case "text" | "softbreak":
                self._add_text(token, found)
            case "hardbreak":
                found.append(Break())
            case "text_special":
                span = self._span(token.meta["pos"], len(token.markup))
                found.append(Text(span, self._style, escaped=token.content))
            case "code_inline":
                found.append(self._code(token))
            case "link_open":
                found.append(self._link(token))
            case _:
                self._mark(token)

    def _mark(self, token: Token) -> None:
        # Bold may stand inside bold, so each mark counts how often it is open.
        self._open[token.tag] += token.nesting
        is_open = {tag for tag, times in self._open.items() if times > 0}
        self._style = Style(bold="strong" in is_open, italic="em" in is_open, strike="s" in is_open)

    def _add_text(self, token: Token, found: list[Piece]) -> None:
        length = 1 if token.type == "softbreak" else len(token.content)
        span = self._span(token.meta["pos"], length)
        before = found[-1] if found else None
        if isinstance(before, Text) and _continues(before, span, self._style):
            found[-1] = Text(Span(self._origin, before.span.start, span.end), self._style)
        elif length:
            found.append(Text(span, self._style))

    def _code(self, token: Token) -> Code:
        start = token.meta["pos"] + len(token.markup)
        closing = re.compile(f"(?<!`){token.markup}(?!`)").search(self._origin.text, start)
        end = closing.start() if closing else start
        return Code(
            self._between(start, end).strip(), self._between(token.meta["pos"], end + len(token.markup))
        )

    def _link(self, token: Token) -> Link:
        label = self.pieces()
        text = self._origin.text
        start, end = token.meta["pos"] - 1, self._link_close + 1
        gap = _GAP.match(text, end + 1)
        opening = gap.end() if gap else end + 1
        closing = parseLinkDestination(text, opening, len(text)).pos or opening
        tail = _LINK_END.match(text, closing)
        return Link(
            label,
            words=self._between(start, end),
            target=self._between(opening, closing),
            url=str(token.attrs["href"]),
            whole=self._between(start, tail.end() if tail else closing),
            title=bool(tail and tail["title"]),
        )

    def _span(self, start: int, length: int) -> Span:
        return Span(self._origin, start, start + length)

    def _between(self, start: int, end: int) -> Span:
        return Span(self._origin, start, end)


def _continues(before: Text, span: Span, style: Style) -> bool:
    return before.span.end == span.start and before.style == style and before.escaped is None
