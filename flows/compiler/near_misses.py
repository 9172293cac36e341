"""What looks like a part of the grammar to a person and is plain text to Markdown.

The rules look at a paragraph as written, with everything that Markdown did understand blacked out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from flows.compiler.lone_marks import warn_of_lone_mark
from flows.compiler.page import Break, Code, Heading, Link, Prose, Text
from flows.compiler.report import Report
from flows.compiler.span import Span

_BLACK = "\0"
"""Stands for an understood character; files have none of it left."""

MOST_OF_A_KIND = 100
"""Reports of one mistake in one paragraph; a file that is no content at all should not take minutes."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """`pattern` has a group `at` where the mistake is; a match without it is none."""

    code: str
    pattern: re.Pattern[str]
    message: str
    help: str


_HEADING = _Rule(
    "N05",
    re.compile(r"(?m)^(?P<at>#{2,6}[^\s#]\S*)"),
    "This is no heading",
    "Put a space after the `##`.",
)
_CURLY = "“”„‟‘’«»"
_RULES = (
    _Rule(
        "N01",
        re.compile(r"(?P<at>\]\s+\()(?=\s*(?:#|https?://|[\w./-]+\.md\b))"),
        "A gap stands between the words and the target",
        "Write `[words](#screen)` without the gap.",
    ),
    _Rule(
        "N07",
        re.compile(rf"\]\((?P<at>(?=[^()\n]*[{_CURLY}\"])[^()\n]+)\)"),
        "Quotation marks stand in a link",
        "Write `[words](#screen)` without them.",
    ),
    _Rule(
        "N02",
        re.compile(r"\]\((?P<at>(?=[^()\n]*[^\S\n])[^()\n]+)\)"),
        "A space stands in a target",
        "Ids have hyphens: `#my-screen`.",
    ),
    _Rule(
        "N03",
        re.compile(rf"\](?P<at>\([^)\s{_BLACK}]*)"),
        "Markdown does not read this as a link",
        "Write `[words](#screen)`, with one `(` and one `)`.",
    ),
    _Rule(
        "N03",
        re.compile(r"(?P<at>\[[^\[\]()\n]*)\((?:#|https?://|[\w./-]+\.md\b)[^()\s]*\)?(?![^\[\]\n]*\])"),
        "The bracket is not closed",
        "Write `[words](#screen)`, with one `]` before the `(`.",
    ),
    _Rule(
        "N04",
        re.compile(rf"(?m)^(?:(?P<at>[-*+–—−•‣⁃·●▪◦])(?=\s*[\[{_BLACK}])|(?P<bullet>[•‣⁃●▪◦]|[-*+]\xa0))"),
        "This makes no list in Markdown",
        "Begin the line with a plain `-` and a space.",
    ),
    _Rule(
        "N04",
        re.compile(r"\A(?P<at>[–—])\s"),
        "This makes no list in Markdown",
        "Begin the line with a plain `-` and a space.",
    ),
    _HEADING,
    _Rule(
        "N06",
        re.compile("(?P<at>`+)"),
        "A backtick stands alone",
        "Instructions stand between two backticks: `` `if ...` ``.",
    ),
    _Rule(
        "N10",
        re.compile(r"\{[^{}\n]*\}|(?P<at>[{}])"),
        "A brace stands alone",
        "Inserts stand between two braces: `{name}`. For a brace that is read, write `\\{`.",
    ),
    _Rule(
        "N13",
        re.compile(r"(?P<at></?[A-Za-z][A-Za-z0-9-]*(?:[\s:/][^<>\n]*)?>|<!--)"),
        "HTML would be shown as it is typed",
        "Use **bold**, *italic*, ~~strike~~ or [words](https://...).",
    ),
)
_SIGNS = re.compile(r"[-\[\]`{}<#*+–—−•‣⁃·●▪◦]")
"""Every rule needs one of these; most paragraphs have none left once what Markdown understood is black."""

_TICK_BOX = _Rule(
    "N11",
    re.compile(r"\A(?P<at>\[(?:|[xX]|\s{2,})\]|\[\s\](?=[^\s(]))"),
    "This is no tick box",
    "Write `- [ ] words`, with one space inside and one after.",
)


def report_near_misses(prose: Prose, report: Report, *, in_list: bool = False) -> bool:
    """Report everything in a paragraph that Markdown took for plain text; True when there was any.

    Marks without a partner are only warned of.
    """
    masked = _masked(prose)
    taken: list[tuple[int, int]] = []
    rules = (*_RULES, _TICK_BOX) if in_list else _RULES
    for rule in rules if _SIGNS.search(masked) else ():
        for found in islice(rule.pattern.finditer(masked), MOST_OF_A_KIND):
            start, end = found.span(found.lastgroup or 0)
            if found.lastgroup and not any(start < stop and end > begin for begin, stop in taken):
                taken.append((start, end))
                report.add(rule.code, prose.span.cut(start, end).place, rule.message, help=rule.help)
    if _report_quoted_targets(prose, report) or taken:
        return True
    warn_of_lone_mark(prose.pieces, report)
    return False


def missed_headings(prose: Prose) -> Iterator[Span]:
    """Every `##id` without a space that begins a line of a paragraph."""
    return (prose.span.group(found, "at") for found in _HEADING.pattern.finditer(prose.span.origin.text))


def report_gap(heading: Heading, report: Report) -> None:
    """Report `##id` that stands alone on its line and was taken for a heading."""
    if not heading.gap:
        report.add(_HEADING.code, heading.span.place, _HEADING.message, help=_HEADING.help)


def report_missed_headings(prose: Prose, report: Report) -> None:
    """Report no more than those, where Markdown is not read for anything else."""
    for span in missed_headings(prose):
        report.add(_HEADING.code, span.place, _HEADING.message, help=_HEADING.help)


def _report_quoted_targets(prose: Prose, report: Report) -> bool:
    faults = [piece for piece in prose.pieces if isinstance(piece, Link) and _is_quoted(piece)]
    for link in faults:
        help = "Write `[words](#screen)` without them."
        report.add("N07", link.target.place, "Quotation marks stand in a link", help=help)
    return bool(faults)


def _is_quoted(link: Link) -> bool:
    return link.title or any(mark in link.target.text for mark in f'{_CURLY}"')


def _masked(prose: Prose) -> str:
    text = prose.span.origin.text
    parts: list[str] = []
    at = 0
    for start, end in _understood(prose):
        parts += text[at:start], _BLACK * (end - start)
        at = end
    return "".join([*parts, text[at:]])


def _understood(prose: Prose) -> Iterator[tuple[int, int]]:
    for piece in prose.pieces:
        match piece:
            case Code() | Link():
                span: Span = piece.whole
            case Text(escaped=str()):
                span = piece.span
            case Text() | Break():
                continue
        yield span.start, span.end
