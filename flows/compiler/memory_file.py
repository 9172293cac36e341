"""Reads memory.yaml: every name that may be remembered about a person, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.compiler.declared import Declared
from flows.compiler.report import Report, did_you_mean
from flows.compiler.source import SourceFile
from flows.compiler.span import Origin, Span
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
from flows.compiler.write import LONGEST_COPIED
from flows.compiler.yaml_node import Node
from flows.model.bank import MemoryRule
from flows.model.instruction import LIST_SOURCES
from flows.model.time_zones import TIME_ZONE, ZONES

LONGEST_TEXT = 3_500
"""Characters of typed text: what is shown again must fit into one message."""

LONGEST_KEPT = 3_650
"""Days; nothing about a person is kept for longer than ten years."""

_LONGEST = {"draft": LONGEST_COPIED, "return-word": 30}
"""Characters of texts that the bot itself puts somewhere: on a clipboard, beside every typed word."""

_RESERVED = {
    TIME_ZONE: "values",
    "tone": "values",
    "reason": "values",
    "draft": "text",
    "return-word": "text",
}
"""What memories must have that the bot itself reads or writes."""

_OPTIONAL = ("values", "text", "many", "keep-days", "private", "danger", "discreet", "while")
_TAKEN = (*LIST_SOURCES, "topic", "clinic", "question", "answer", "pin")


@dataclass(frozen=True, slots=True)
class Memory:
    """The rules by name, without their `while`, which can only be read once all names are known."""

    rules: Mapping[str, Declared[MemoryRule]]
    whiles: Mapping[str, Span]


def read_memory(file: SourceFile | None, report: Report) -> Memory:
    """All of memory.yaml; an entry that is wrong is reported and read as far as it goes."""
    nodes = {
        name: node
        for name, node in read_top(file, report).items()
        if is_named(name, node.key_place, report) and not _is_taken(name, node)
    }
    rules = {name: Declared(_rule(name, node), node.key_place) for name, node in nodes.items()}
    return Memory(rules, dict(_whiles(nodes, file)) if file else {})


def _whiles(nodes: Mapping[str, Node], file: SourceFile) -> Iterator[tuple[str, Span]]:
    for name, node in nodes.items():
        said = dict(node.items()).get("while")
        text = text_of(said)
        if said and text:
            yield name, Span(Origin(file, text, said.place.line), 0, len(text))


def _is_taken(name: str, node: Node) -> bool:
    if name in _TAKEN:
        message = f"`{name}` means something else in a condition"
        node.report.add("V06", node.key_place, message, help="Choose another name.")
    return name in _TAKEN


def _rule(name: str, node: Node) -> MemoryRule:
    found = fields(node, ("why",), _OPTIONAL)
    _check_kind(node, found)
    _check_reserved(name, node, found)
    values = _values(name, found.get("values"))
    return MemoryRule(
        name,
        text_of(found.get("why")),
        values,
        text_limit=number_of(found.get("text"), _LONGEST.get(name, LONGEST_TEXT)),
        many=flag_of(found.get("many")),
        keep_days=number_of(found.get("keep-days"), LONGEST_KEPT),
        private=flag_of(found.get("private")),
        danger=_marked(
            found.get("danger"), values, "A danger value that nobody can choose would close no door."
        ),
        discreet=_marked(found.get("discreet"), values, "Nobody could choose it."),
    )


def _check_kind(node: Node, found: Mapping[str, Node]) -> None:
    if ("values" in found) is ("text" in found):
        help = "Give `values: [one, two]` for buttons, or `text: 600` for at most 600 typed characters."
        node.report.add("V10", node.key_place, "A memory has either `values` or `text`", help=help)
    for key, other in _APART:
        if key in found and other in found:
            message = f"`{key}` and `{other}` cannot stand together"
            node.report.add("V10", found[key].key_place, message, help="Remove one of them.")


_APART = (
    *(("many", "text"), ("danger", "text"), ("danger", "many")),
    *(("discreet", "text"), ("discreet", "many")),
)


def _check_reserved(name: str, node: Node, found: Mapping[str, Node]) -> None:
    """Report a memory that the bot itself reads or writes and that could not hold what it does."""
    wanted = _RESERVED.get(name)
    if wanted and (wanted not in found or "many" in found):
        message = f"`{name}` is a memory of the bot's own and has `{wanted}`"
        help = f"Give it `{wanted}`, without `many`, or take another name."
        node.report.add("V13", node.key_place, message, help=help)


def _values(name: str, node: Node | None) -> tuple[str, ...]:
    known = ZONES if name == TIME_ZONE else None
    words = words_of(node, known)
    return tuple(word for word, item in words.items() if is_named(word, item.place, item.report, VALUE))


def _marked(node: Node | None, values: tuple[str, ...], why: str) -> tuple[str, ...]:
    """Those of the values that are marked as danger, or as discreet."""
    words = words_of(node)
    for word, item in words.items():
        if word not in values:
            item.fault("V11", f"`{word}` is not one of the values", why=why, help=did_you_mean(word, values))
    return tuple(word for word in words if word in values)
