"""Markdown in the dialect of content, with the offset of every inline token in `token.meta["pos"]`.

markdown-it-py gives lines only. The inline parser is the place that knows more: a token's offset
is where the parser stood when it pushed it. Plain text is pushed late, so its start is noted when
its first character is put aside.
"""

from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.front_matter import front_matter_plugin

SWITCHED_OFF = [
    *("lheading", "code", "fence", "reference", "autolink", "html_block", "html_inline", "image"),
    "text_join",
]
"""Text over `---` would become a heading, four spaces a code block, and three backticks that nobody
closes would swallow every screen below. Escapes must stay apart from text, to be no insert."""


def markdown_tokens(text: str) -> list[Token]:
    """The block tokens of a file; the children of each inline token carry their offsets."""
    return _parser().parse(text)


@cache
def _parser() -> MarkdownIt:
    return _ContentMarkdown().use(front_matter_plugin)


class _ContentMarkdown(MarkdownIt):
    def __init__(self) -> None:
        super().__init__()
        self.inline = _PlacedInline()
        self.configure("commonmark").enable("strikethrough").disable(SWITCHED_OFF)
        self.inline.ruler2.disable("fragments_join")

    def validateLink(self, url: str) -> bool:  # noqa: ARG002 - the overridden method has it
        """Take every target: the check says more about a bad one than Markdown, which drops it."""
        return True

    def normalizeLink(self, url: str) -> str:
        """Leave a target as written."""
        return url


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _PlacedState(StateInline):
    _text_start: int | None = None

    def append_pending(self, text: str) -> None:
        if self._text_start is None:
            self._text_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["pos"] = self._text_start
        self._text_start = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        # Text that was all spaces before a line break has been dropped without a push.
        self._text_start = None
        token.meta["pos"] = token.meta["run"] = self.pos
        # The marks of `***` are pushed one by one while the parser stands before the first.
        before = self.tokens[-2] if len(self.tokens) > 1 else token
        if ttype == "text" and before.type == "text" and before.meta.get("run") == self.pos:
            token.meta["pos"] = before.meta["pos"] + len(before.content)
        return token
