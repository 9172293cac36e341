"""Instructions between quotation marks, which Markdown takes for words to be read.

People quote for real, so only what can hardly be prose counts: any instruction beside a button, one of
an unmistakable form in a list item, and a guard at the start of a paragraph.
"""

import re
from collections.abc import Iterable

from flows.compiler.instruction_words import BUTTON_WORDS, LONGEST
from flows.compiler.page import Piece, Prose, Text
from flows.compiler.report import Report
from flows.compiler.span import Span

_MARKS = "\"'“”„‟‘’‚«»´′"
_NO_PROSE = r"remember\s+\S+\s*=|[a-z][\w-]*\s*=\s*\w|each\s+\w+\s+in\s|write\s+\S+\s+up\s+to\s"
_BUTTON = rf"(?:{'|'.join(BUTTON_WORDS)})\s|{_NO_PROSE}"
_GUARD = (
    r"if\s+(?!(?:it|he|she|you|they|we|this|that|there)\s)[a-z][\w-]*\s+(?:is|has|answers)\s|otherwise\b"
    r"|keep\s+private|on\s+opening\s|was\s+(?=\S+\s*\Z)"
)


def _in_quotes(forms: str) -> re.Pattern[str]:
    """One of the forms in quotation marks, and the words between these as the group `said`."""
    words = rf"(?:{forms})[^“”„‟«»\"\n]{{0,{LONGEST}}}?"
    return re.compile(rf"(?<![\w{_MARKS}])[{_MARKS}]+(?P<said>{words})[{_MARKS}]+(?!\w)")


_AFTER_BUTTON = _in_quotes(_BUTTON)
_IN_ITEM = _in_quotes(_NO_PROSE)
_AT_START = re.compile(rf"\A\s*{_in_quotes(_GUARD).pattern}")


def report_quoted(prose: Prose, report: Report, *, is_button: bool) -> bool:
    """Report the first instruction of a list item that stands in quotation marks; True when one does."""
    return _report(_said(prose.pieces, _AFTER_BUTTON if is_button else _IN_ITEM), report)


def report_quoted_guard(prose: Prose, report: Report) -> bool:
    """Report quotation marks around the instruction that a paragraph begins with; True when it has them."""
    return _report(quoted_guard(prose), report)


def quoted_guard(prose: Prose) -> Span | None:
    """The instruction in quotation marks, without these, that a paragraph begins with."""
    return _said(prose.pieces[:1], _AT_START)


def _said(pieces: Iterable[Piece], pattern: re.Pattern[str]) -> Span | None:
    for piece in pieces:
        if isinstance(piece, Text) and (found := pattern.search(piece.content)):
            return piece.span.group(found, "said")
    return None


def _report(said: Span | None, report: Report) -> bool:
    if said:
        help = f"Instructions stand between backticks: `` `{said.text}` ``."
        report.add("N14", said.place, "Quotation marks stand around an instruction", help=help)
    return said is not None
