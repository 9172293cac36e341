"""Reads what stands in braces: a value that the engine fills in."""

import re

from flows.compiler.report import did_you_mean
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.model.instruction import FIELDS
from flows.model.text import Insert

CLINIC_FIELDS = ("name", "answer")

INSERT = re.compile(r"\{(?P<inside>[^{}]*)\}")
_INSIDE = re.compile(
    r"(?:(?P<scope>[a-z][a-z0-9-]*)\.)?(?P<field>[a-z][a-z0-9-]*)(?: (?P<argument>[a-z][a-z0-9-]*))?"
)


def read_insert(whole: Span, inside: Span, scope: Scope) -> Insert | None:
    """The insert `whole`, whose braces hold `inside`; None after a report."""
    found = _INSIDE.fullmatch(inside.text)
    if not found:
        help = "Write `{name}` for something remembered, `{q.ask}` for a part of a question."
        _report_no_insert(whole, did_you_mean(inside.text, scope.names.memory) or help, scope)
        return None
    if found["scope"] == "clinic":
        return _clinic(found, whole, inside, scope)
    if found["argument"]:
        _report_no_insert(whole, "Only `{clinic.answer QUESTION}` takes a second word.", scope)
        return None
    if found["scope"]:
        return _of_element(found, whole, inside, scope)
    rule = scope.names.rule(inside)
    scope.names.used.asked.add(inside.text)
    return Insert("memory", rule.name) if rule else None


def _report_no_insert(whole: Span, help: str, scope: Scope) -> None:
    scope.names.report.add("I07", whole.place, f"`{whole.text}` is not an insert", help=help)


def _of_element(found: re.Match[str], whole: Span, inside: Span, scope: Scope) -> Insert | None:
    variable = found["scope"]
    source = scope.source_of(variable)
    if source is None:
        help = f"Put `each {variable} in ...` at the end of this list item."
        scope.names.report.add("I08", whole.place, f"Nothing here is called `{variable}`", help=help)
        return None
    if not _has_field(found, inside, FIELDS[source], scope):
        return None
    scope.note_at_hand(variable, whole)
    return Insert(variable, found["field"])


def _clinic(found: re.Match[str], whole: Span, inside: Span, scope: Scope) -> Insert | None:
    if not _has_field(found, inside, CLINIC_FIELDS, scope):
        return None
    argument = found["argument"]
    if (found["field"] == "answer") != (argument is not None):
        _report_no_insert(whole, "Write `{clinic.name}` or `{clinic.answer QUESTION}`.", scope)
        return None
    if argument and not scope.names.has_question(inside.group(found, "argument")):
        return None
    if not scope.guards_clinic(argument):
        message, why = f"`{whole.text}` cannot always be filled in", "Most people come without a clinic."
        help = "Begin the paragraph with `if clinic answers QUESTION`, or end the button with it."
        scope.names.report.add("I08", whole.place, message, why=why, help=help)
        return None
    return Insert("clinic", found["field"], argument)


def _has_field(found: re.Match[str], inside: Span, fields: tuple[str, ...], scope: Scope) -> bool:
    field = found["field"]
    if field in fields:
        return True
    help = did_you_mean(field, fields) or f"Known: {', '.join(f'`{known}`' for known in fields)}."
    place = inside.group(found, "field").place
    scope.names.report.add("I07", place, f"`{found['scope']}` has no part `{field}`", help=help)
    return False
