"""The words that instructions begin with, and the mistakes that any of them can have."""

import re
from collections.abc import Sequence

from flows.compiler.page import Code
from flows.compiler.report import Report, nearest
from flows.compiler.span import Span

BUTTON_WORDS = ("if", "remember", "forget", "come", "write", "copy", "each", "do")
"""The first words of what may stand after a button."""

LONGEST = 300
"""Characters; the longest instruction of the grammar has a third."""

_FORMS = {
    "if": "`if NAME is VALUE`",
    "remember": "`remember NAME = VALUE`",
    "forget": "`forget NAME`",
    "come": "`come back` or `come back to #screen`",
    "write": "`write NAME, up to 600 characters`",
    "copy": "`copy NAME`",
    "each": "`each q in questions`, or `each q in questions where ...`",
    "do": "`do add question ID` or another action",
    "otherwise": "`otherwise`",
    "was": "`was old-id`",
    "keep": "`keep private`",
    "behind": "`behind pin`",
    "on": "`on opening remember NAME = VALUE`",
}
FIRST_WORDS = tuple(_FORMS)
"""What every instruction of the grammar begins with."""

_HOMES = {
    "if": "It stands at the start of a paragraph or after a button.",
    "otherwise": "It stands at the start of a paragraph.",
    "was": "It stands in a paragraph of its own under the heading.",
    "keep": "It stands in a paragraph of its own under the heading.",
    "behind": "It stands in a paragraph of its own under the heading.",
    "on": "It stands in a paragraph of its own under the heading.",
    "each": "It stands at the end of a list item.",
}
_NO_WORDS = "Code between backticks tells the bot what to do; write words without them."
_VALUE_ALONE = re.compile(r"[^\s=]+\s*=\s*[^\s=]+")
_QUOTE_MARKS = re.compile("[\"'“”„‘’«»]")


def is_written_well(code: Code, allowed: Sequence[str], report: Report) -> bool:
    """True for an instruction of the grammar that may stand here and has no quotation marks."""
    span = code.span
    quoted = _QUOTE_MARKS.search(span.text)
    word = first_word(span)
    if quoted and word in _FORMS:
        help = "Write the word alone, as in `remember partner = refuses`."
        report.add("I03", span.group(quoted).place, "Instructions have no quotation marks", help=help)
    elif word in allowed and len(span.text) <= LONGEST:
        return True
    elif word in _FORMS and len(span.text) <= LONGEST:
        help = _HOMES.get(word, "It stands after a button.")
        report.add("I02", span.place, f"`{span.text}` cannot stand here", help=help)
    else:
        report.add("I01", span.place, f"`{span.text}` is not an instruction", help=_meant(span))
    return False


def _meant(span: Span) -> str:
    """How to mend what is no instruction."""
    if len(span.text) > LONGEST:
        return f"An instruction has {LONGEST} characters at most."
    if _VALUE_ALONE.fullmatch(span.text):
        return f"Did you mean `remember {span.text}`?"
    near = nearest(first_word(span), _FORMS)
    return f"Did you mean `{' '.join((near, rest(span).text)).strip()}`?" if near else _NO_WORDS


def first_word(span: Span) -> str:
    """The word that says what an instruction is; "" for empty code."""
    return (span.text.split(maxsplit=1) or [""])[0]


def rest(span: Span) -> Span:
    """What stands after the first word."""
    return span.cut(len(first_word(span))).strip()


def report_lacking(span: Span, report: Report) -> None:
    """Say that an instruction begins well but lacks its rest."""
    help = f"Write {_FORMS[first_word(span)]}."
    report.add("I04", span.place, f"`{span.text}` is not complete", help=help)
