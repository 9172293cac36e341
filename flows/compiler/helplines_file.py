"""Reads helplines.yaml: whom a person can call, write to or look up, by country."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from flows.compiler.report import Report, did_you_mean
from flows.compiler.source import SourceFile
from flows.compiler.value_files import address_of, fields, is_named, past_day_of, read_top, text_of, words_of
from flows.compiler.yaml_node import Node
from flows.model.bank import Helpline
from flows.model.place import Place

EVERYWHERE = "everywhere"
"""The key of lines that serve any country."""

KINDS = ("emergency", "violence", "suicide", "child", "directory")
GRADES = ("A", "B", "common")
"""Seen on the line's own page, seen on a secondary page, known to everybody (911)."""

_COUNTRY = re.compile("[A-Z]{2}")
_REQUIRED = (
    "id",
    "kind",
    "name",
    "hours",
    "cost",
    "languages",
    "trace",
    "grade",
    "source",
    "seen",
    "checked",
)


@dataclass(frozen=True, slots=True)
class Helplines:
    """Names of countries by ISO code, and all lines, in file order; where each line's `checked` stands."""

    countries: Mapping[str, str]
    lines: tuple[Helpline, ...]
    checked: Mapping[str, Place]


def read_helplines(
    file: SourceFile | None, sources: Collection[str] | None, report: Report, today: date
) -> Helplines:
    """The help lines; a line that lacks something is reported and read as far as it goes.

    `sources` is None where mistakes of their own file hide which there are.
    """
    countries: dict[str, str] = {}
    lines: dict[str, Helpline] = {}
    checked: dict[str, Place] = {}
    for key, node in read_top(file, report).items():
        found = fields(node, ("name", "lines"))
        country = _country(key, node)
        if country:
            countries[country] = text_of(found.get("name"))
        for line in (found["lines"].expect_list("V03") or ()) if "lines" in found else ():
            read = _line(line, country, sources, today)
            _add(read, line, lines)
            checked.setdefault(read.id, dict(line.items()).get("checked", line).place)
    return Helplines(countries, tuple(lines.values()), checked)


def _country(key: str, node: Node) -> str:
    if key != EVERYWHERE and not _COUNTRY.fullmatch(key):
        help = f"Use two capital letters such as `US`, or `{EVERYWHERE}`."
        node.report.add("V06", node.key_place, f"`{key}` is not the code of a country", help=help)
    return "" if key == EVERYWHERE else key


def _add(line: Helpline, node: Node, lines: dict[str, Helpline]) -> None:
    if line.id and line.id in lines:
        id = dict(node.items())["id"]
        id.fault("E03", f"The id `{line.id}` stands twice", help="Ids of help lines are unique in the file.")
    lines.setdefault(line.id, line)


def _line(node: Node, country: str, sources: Collection[str] | None, today: date) -> Helpline:
    found = fields(node, _REQUIRED, ("number", "url"))
    if found and not _has_way(found):
        help = "Give a `number` in quotes, or a `url`."
        node.fault(
            "E02", "This line can neither be called nor opened", why="It would be a dead end.", help=help
        )
    texts = {key: text_of(found.get(key), empty=key != "name") for key in _TEXTS}
    return Helpline(
        id=_id(found.get("id")),
        country=country,
        kinds=tuple(words_of(found.get("kind"), KINDS)),
        number=_number(found.get("number")),
        url=address_of(found.get("url")),
        grade=_grade(found.get("grade")),
        source=_source(found.get("source"), sources),
        seen=past_day_of(found.get("seen"), today) or today,
        checked=_checked(found.get("checked"), today),
        **texts,
    )


_TEXTS = ("name", "hours", "cost", "languages", "trace")


def _has_way(found: Mapping[str, Node]) -> bool:
    return any(key in found and found[key].value for key in ("number", "url"))


def _id(node: Node | None) -> str:
    text = text_of(node)
    return text if node and text and is_named(text, node.place, node.report) else ""


def _number(node: Node | None) -> str:
    """Only in quotes: other tools read 0800 as a number and drop its zero."""
    text = text_of(node, empty=True)
    if node and text and not node.quoted:
        why = "YAML may take it for a number and lose a zero in front."
        number = text.strip("\"'")
        node.fault("E01", f"The number {number} is not in quotes", why=why, help=f'Write "{number}".')
    return text


def _grade(node: Node | None) -> str:
    if node and node.value in ("M", "practice"):
        why = "A person in danger would get a number that nobody has seen on a page of the line."
        node.fault(
            "E04",
            f"A help line cannot have the grade `{node.value}`",
            why=why,
            help="Find it on an official page.",
        )
        return ""
    return (node.expect_word("V07", GRADES) or "") if node else ""


def _source(node: Node | None, sources: Collection[str] | None) -> str:
    text = text_of(node)
    if node and text and sources is not None and text not in sources:
        node.fault(
            "S01",
            f"There is no source `{text}`",
            help=did_you_mean(text, sources) or "Add it to sources.yaml.",
        )
    return text


def _checked(node: Node | None, today: date) -> date | None:
    return None if node and node.value == "never" else past_day_of(node, today)
