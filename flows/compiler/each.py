"""Reads the guard of a block and the list that it is repeated for."""

import re
from dataclasses import replace

from flows.compiler.conditions import read_condition
from flows.compiler.instruction_words import report_lacking, rest
from flows.compiler.names import AtHand, Names
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.model.condition import Condition
from flows.model.instruction import Each

COUNTRY = "country"
"""The memory that says whose help lines `each line in helplines` shows."""

_EACH = re.compile(
    r"each\s+(?P<variable>[a-z][a-z0-9-]*)\s+in\s+(?P<source>\S.*?)(\s+where\s+(?P<where>\S.*))?", re.ASCII
)


def read_guard(span: Span, scope: Scope) -> Condition | None:
    """What `if COND` says; None after a report."""
    written = rest(span)
    if not written.text:
        report_lacking(span, scope.names.report)
        return None
    condition = read_condition(written, scope.names)
    if condition and condition.asks_at_hand:
        scope.names.used.at_hand.append(AtHand(scope.screen, written.text, written.place, is_needed=False))
    return condition


def read_each(span: Span, names: Names) -> Each | None:
    """What `each q in SOURCE [where COND]` says; None after a report."""
    found = _EACH.fullmatch(span.text)
    if not found:
        report_lacking(span, names.report)
        return None
    if found["variable"] in names.memory:
        message = f"`{found['variable']}` is the name of a memory"
        names.report.add(
            "L03", span.group(found, "variable").place, message, help="Take another word, such as `q`."
        )
        return None
    if not names.has_list(span.group(found, "source")):
        return None
    if found["source"] == "helplines":
        names.used.asked.add(COUNTRY)
    each = Each(found["variable"], found["source"])
    if not found["where"]:
        return each
    where = read_condition(span.group(found, "where"), names, each)
    return replace(each, where=where) if where else None
