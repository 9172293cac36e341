"""Reads a YAML file, or says in plain words why it cannot be read."""

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.yaml_node import Node
from flows.compiler.yaml_reasons import IN_QUOTES, plain_reason
from flows.compiler.yaml_scanner import QuickScanner
from flows.compiler.yaml_tree import UNSEEN, Refused, TreeBuilder
from flows.model.place import Place

LONGEST = 1_000_000
"""Characters; real files have some thousands."""

_WHY = "Until it can be read, nothing that this part says can go live."
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_OTHER_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")


def load_yaml(
    file: SourceFile, report: Report, code: str, *, text: str | None = None, first_line: int = 1
) -> Node | None:
    """The tree of a YAML file, or None when it cannot be read, which is then reported under `code`.

    `text` is the part of the file that begins on its line `first_line` (front matter), and the
    whole file when None. A key that stands twice is reported, and its first value kept.
    """
    words = _with_plain_line_ends(file.text if text is None else text)
    builder = TreeBuilder(file, report, code, first_line)
    try:
        _refuse_unfit(words, builder)
        return builder.build(iter(_parser().parse(words)))
    except Refused as refused:
        report.add(code, refused.place, refused.message, why=_WHY, help=refused.help)
    except MarkedYAMLError as error:
        _report_broken(error, builder)
    except OverflowError:
        # The parser lets a number behind a backslash through that is no character's.
        report.add(code, file.place(first_line), "A backslash stands before a number that is no character's")
    return None


def _parser() -> YAML:
    parser = YAML(typ="safe", pure=True)
    parser.Scanner = QuickScanner
    return parser


def _with_plain_line_ends(text: str) -> str:
    """Lines end as CommonMark counts them; otherwise every place below another end would be wrong."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_LINE_ENDS)


def _refuse_unfit(text: str, builder: TreeBuilder) -> None:
    if len(text) > LONGEST:
        raise Refused(builder.file.place(builder.first_line), f"This is longer than {LONGEST:,} characters")
    unseen = UNSEEN.search(text)
    if unseen:
        help = "Delete it and type the line again."
        raise Refused(_place_of(unseen, builder), "A character that cannot be seen stands here", help)
    directive = _DIRECTIVE.search(text)
    if directive:
        raise Refused(_place_of(directive, builder), "A line cannot begin with `%`", IN_QUOTES)


def _place_of(match: re.Match[str], builder: TreeBuilder) -> Place:
    before = match.string[: match.start()].split("\n")
    return builder.file.place(builder.first_line + len(before) - 1, len(before[-1]) + 1)


def _report_broken(error: MarkedYAMLError, builder: TreeBuilder) -> None:
    reason = plain_reason(error.problem or "")
    marks = [error.problem_mark, error.context_mark]
    known = [mark for mark in (reversed(marks) if reason.at_start else marks) if mark]
    place = builder.at(known[0]) if known else builder.file.place(builder.first_line)
    builder.report.add(builder.code, place, reason.message, why=_WHY, help=reason.help)
