"""Reads `while` of memory.yaml: on what other answers an answer depends."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.compiler.conditions import read_condition
from flows.compiler.declared import Declared
from flows.compiler.names import Names
from flows.compiler.span import Span
from flows.model.bank import MemoryRule
from flows.model.condition import Condition, Has, Is, Known, Not


def read_whiles(whiles: Mapping[str, Span], names: Names) -> Mapping[str, Condition]:
    """The conditions by the name that is dropped without them; one that cannot be is reported."""
    read = {name: condition for name, span in whiles.items() if (condition := _read(span, names))}
    circles: set[str] = set()
    for name in read:
        asked = _asked(name, read)
        if name in asked and name not in circles:
            circles |= asked
            message = f"`{name}` depends on itself"
            why = "It would be dropped as soon as it is told, or never."
            help = "Name another memory after `while`, one that does not depend on this one."
            names.report.add("V14", whiles[name].place, message, why=why, help=help)
    return read


def with_whiles(
    memory: Mapping[str, Declared[MemoryRule]], whiles: Mapping[str, Condition]
) -> dict[str, Declared[MemoryRule]]:
    """The rules with their conditions."""
    return {
        name: replace(declared, value=replace(declared.value, only_while=whiles.get(name)))
        for name, declared in memory.items()
    }


def _read(span: Span, names: Names) -> Condition | None:
    condition = read_condition(span, names)
    if condition is None or len(list(_names(condition))) == len(condition.terms):
        return condition
    help = "Write `NAME is VALUE`, `NAME has VALUE` or `NAME is known`, of other names of memory.yaml."
    names.report.add("C01", span.place, "`while` asks about what was told and nothing else", help=help)
    return None


def _names(condition: Condition) -> Iterator[str]:
    for term in condition.terms:
        plain = term.term if isinstance(term, Not) else term
        if isinstance(plain, Is | Has | Known):
            yield plain.name


def _asked(name: str, whiles: Mapping[str, Condition]) -> set[str]:
    """All that the name depends on, near or far."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for asked in _names(whiles[waiting.pop()]):
            if asked not in found:
                found.add(asked)
                waiting += [asked] if asked in whiles else []
    return found
