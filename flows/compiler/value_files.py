"""What the readers of short values share: their codes and the shapes of names."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node
from flows.model.place import Place

ID = re.compile("[a-z][a-z0-9-]{0,39}")
VALUE = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}")
"""Ids as content writes them; a value may be a country code and a source id begin with a capital."""

_SHAPES = {
    ID: "small letters, digits and hyphens, a letter first, at most 40",
    VALUE: "letters, digits and hyphens, at most 40",
}


def read_top(file: SourceFile | None, report: Report) -> Mapping[str, Node]:
    """The keys of a file; none when it is absent, holds nothing, or is broken (which is reported)."""
    node = load_yaml(file, report, "V02") if file else None
    if node is None or node.is_empty:
        return {}
    return node.expect_mapping("V03") or {}


def fields(node: Node, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, Node]:
    """The keys of one entry, checked against the closed list of them."""
    return node.expect_fields(required, optional, kind="V03", unknown="V04", missing="V05") or {}


def is_named(word: str, place: Place, report: Report, shape: re.Pattern[str] = ID) -> bool:
    """True when the word has the shape of an id; otherwise that is reported."""
    if shape.fullmatch(word):
        return True
    report.add("V06", place, f"`{word}` is not an id", help=f"Use {_SHAPES[shape]}.")
    return False


def words_of(node: Node | None, known: Collection[str] | None = None) -> dict[str, Node]:
    """A list of words without repeats, each of them `known` where a closed list is given."""
    found: dict[str, Node] = {}
    for text, item in (node.expect_texts("V03") or ()) if node else ():
        if text in found:
            item.fault("V09", f"`{text}` stands twice", help="Keep one of them.")
        elif known is None or item.expect_word("V07", known):
            found[text] = item
    return found


def number_of(node: Node | None, high: int) -> int | None:
    """A whole number from 1 to `high`, or None when it is not given."""
    return node.expect_number("V03", low=1, high=high) if node else None


def flag_of(node: Node | None) -> bool:
    """`true` or `false`; False when it is not given."""
    return bool(node and node.expect_flag("V03"))


def text_of(node: Node | None, *, empty: bool = False) -> str:
    """The words of a value; "" when it has none."""
    return (node.expect_text("V03", empty=empty) or "") if node else ""


def address_of(node: Node | None) -> str:
    """A web address, which must be https, or "" for none."""
    text = text_of(node, empty=True)
    if node and text and not re.fullmatch(r"https://[^\s/]+\.[^\s]+", text):
        node.fault(
            "V12", f"`{text}` is not a web address with https://", help='Use the https address, or `""`.'
        )
        return ""
    return text


def past_day_of(node: Node | None, today: date) -> date | None:
    """A day up to `today`."""
    day = node.expect_date("V03") if node else None
    if node and day and day > today:
        node.fault("V08", f"{day} has not come yet", why="A date says when somebody looked.")
    return day
