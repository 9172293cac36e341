"""Reads `remember NAME = VALUE`, after a button or as what a screen remembers on opening."""

import re

from flows.compiler.instruction_words import first_word, report_lacking, rest
from flows.compiler.names import Names
from flows.compiler.span import Span
from flows.model.bank import MemoryRule
from flows.model.instruction import Remember

_REMEMBER = re.compile(r"remember\s+(?P<name>[^\s=]+)\s*=\s*(?P<value>[^\s=]+)")


def read_remember(span: Span, names: Names) -> Remember | None:
    """The value to set, or None after a report."""
    found = _REMEMBER.fullmatch(span.text)
    if not found:
        report_lacking(span, names.report)
        return None
    rule = names.rule(span.group(found, "name"))
    if rule is None:
        return None
    names.used.remembered.add(rule.name)
    if not rule.values or rule.many:
        _report_kind(rule, span, names)
        return None
    known = names.has_value(rule, span.group(found, "value"))
    return Remember(rule.name, found["value"]) if known else None


def read_opening(span: Span, names: Names) -> Remember | None:
    """What `on opening remember NAME = VALUE` says; None after a report."""
    said = rest(rest(span))
    if first_word(rest(span)) != "opening" or first_word(said) != "remember":
        report_lacking(span, names.report)
        return None
    return read_remember(said, names)


def _report_kind(rule: MemoryRule, span: Span, names: Names) -> None:
    kind, help = "several values", "Use tick boxes: `- [ ] Label`."
    if not rule.values:
        kind, help = "typed text", f"Use `write {rule.name}, up to ...`."
    names.report.add("M03", span.place, f"`{rule.name}` holds {kind}", help=help)
