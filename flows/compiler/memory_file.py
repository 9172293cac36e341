"""Reads memory.yaml: every name that may be remembered about a person, and why."""

from collections.abc import Mapping

from flows.compiler.declared import Declared
from flows.compiler.report import Report, did_you_mean
from flows.compiler.source import SourceFile
from flows.compiler.value_files import (
    VALUE,
    fields,
    flag_of,
    is_named,
    number_of,
    read_top,
    text_of,
    words_of,
)
from flows.compiler.yaml_node import Node
from flows.model.bank import MemoryRule
from flows.model.instruction import LIST_SOURCES

LONGEST_TEXT = 3_500
"""Characters of typed text: what is shown again must fit into one message."""

LONGEST_KEPT = 3_650
"""Days; nothing about a person is kept for longer than ten years."""

_OPTIONAL = ("values", "text", "many", "keep-days", "private", "danger")
_TAKEN = (*LIST_SOURCES, "topic", "clinic", "question")


def read_memory(file: SourceFile | None, report: Report) -> dict[str, Declared[MemoryRule]]:
    """The rules by name; one that is wrong is reported and read as far as it goes."""
    return {
        name: Declared(_rule(name, node), node.key_place)
        for name, node in read_top(file, report).items()
        if is_named(name, node.key_place, report) and not _is_taken(name, node)
    }


def _is_taken(name: str, node: Node) -> bool:
    if name in _TAKEN:
        message = f"`{name}` means something else in a condition"
        node.report.add("V06", node.key_place, message, help="Choose another name.")
    return name in _TAKEN


def _rule(name: str, node: Node) -> MemoryRule:
    found = fields(node, ("why",), _OPTIONAL)
    _check_kind(node, found)
    values = _values(found.get("values"))
    return MemoryRule(
        name,
        text_of(found.get("why")),
        values,
        text_limit=number_of(found.get("text"), LONGEST_TEXT),
        many=flag_of(found.get("many")),
        keep_days=number_of(found.get("keep-days"), LONGEST_KEPT),
        private=flag_of(found.get("private")),
        danger=_danger(found.get("danger"), values),
    )


def _check_kind(node: Node, found: Mapping[str, Node]) -> None:
    if ("values" in found) is ("text" in found):
        help = "Give `values: [one, two]` for buttons, or `text: 600` for at most 600 typed characters."
        node.report.add("V10", node.key_place, "A memory has either `values` or `text`", help=help)
    for key, other in (("many", "text"), ("danger", "text"), ("danger", "many")):
        if key in found and other in found:
            message = f"`{key}` and `{other}` cannot stand together"
            node.report.add("V10", found[key].key_place, message, help="Remove one of them.")


def _values(node: Node | None) -> tuple[str, ...]:
    return tuple(
        word for word, item in words_of(node).items() if is_named(word, item.place, item.report, VALUE)
    )


def _danger(node: Node | None, values: tuple[str, ...]) -> tuple[str, ...]:
    words = words_of(node)
    for word, item in words.items():
        if word not in values:
            why = "A danger value that nobody can choose would close no door."
            item.fault("V11", f"`{word}` is not one of the values", why=why, help=did_you_mean(word, values))
    return tuple(word for word in words if word in values)
