"""Reads what takes words in and gives them out: `write NAME, up to N characters` and `copy NAME`."""

import re

from flows.compiler.instruction_words import report_lacking
from flows.compiler.names import Names
from flows.compiler.span import Span
from flows.model.instruction import Write

PIN = "pin"
"""What is typed under this name is held against a hash and never remembered, so it is no memory."""

SHORTEST_PIN, LONGEST_PIN = 4, 8
"""Digits."""

LONGEST_COPIED = 250
"""Characters of a text to copy: Telegram puts at most 256 UTF-16 units on a clipboard."""

_WRITE = re.compile(r"write\s+(?P<name>[^\s,]+),?\s+up\s+to\s+(?P<limit>[0-9]{1,6})\s+characters")
_COPY = re.compile(r"copy\s+(?P<name>\S+)")


def read_write(span: Span, names: Names) -> Write | None:
    """What a screen takes as typed text; None after a report."""
    found = _WRITE.fullmatch(span.text)
    if not found:
        report_lacking(span, names.report)
        return None
    name, limit = span.group(found, "name"), span.group(found, "limit")
    if name.text == PIN:
        return _write(PIN, limit, SHORTEST_PIN, LONGEST_PIN, names)
    rule = names.rule(name)
    if rule is None:
        return None
    names.used.remembered.add(rule.name)
    if rule.text_limit is None:
        help = f"Say `text: {int(limit.text)}` for it in memory.yaml."
        names.report.add("M03", span.place, f"`{rule.name}` does not hold typed text", help=help)
        return None
    return _write(rule.name, limit, 1, rule.text_limit, names)


def _write(name: str, limit: Span, least: int, most: int, names: Names) -> Write | None:
    if least <= int(limit.text) <= most:
        return Write(name, int(limit.text))
    names.report.add("M06", limit.place, f"`{name}` takes {least} to {most} characters")
    return None


def read_copy(span: Span, names: Names) -> str | None:
    """The memory whose text a press puts on the clipboard; None after a report."""
    found = _COPY.fullmatch(span.text)
    if not found:
        report_lacking(span, names.report)
        return None
    name = span.group(found, "name")
    rule = names.text_rule(name)
    if rule is None:
        return None
    names.used.asked.add(rule.name)
    if rule.text_limit is not None and rule.text_limit > LONGEST_COPIED:
        why = "Telegram puts no longer text on a clipboard."
        help = f"Say `text: {LONGEST_COPIED}` or less for it in memory.yaml."
        message = f"`{rule.name}` can hold {rule.text_limit} characters; there is room for {LONGEST_COPIED}"
        names.report.add("B13", name.place, message, why=why, help=help)
        return None
    return rule.name
