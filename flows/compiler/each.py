"""Reads the guard of a block and the list that it is repeated for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.compiler.at_hand import NEEDED_BY, Kind
from flows.compiler.conditions import read_condition
from flows.compiler.instruction_words import report_lacking, rest
from flows.compiler.names import LIST_ASKS, AtHand
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.model.condition import Condition, Not, ToldIs
from flows.model.instruction import Each

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
    for kind in _kinds_asked(condition) if condition else ():
        at_hand = AtHand(scope.screen, written.text, written.place, kind, is_needed=False)
        scope.names.used.at_hand.append(at_hand)
    return condition


def _kinds_asked(condition: Condition) -> Iterator[Kind]:
    """What has to be at hand for the guard to say anything."""
    if condition.asks_at_hand:
        yield "question"
    if any(isinstance(term.term if isinstance(term, Not) else term, ToldIs) for term in condition.terms):
        yield "told"


def read_each(span: Span, scope: Scope) -> Each | None:
    """What `each q in SOURCE [where COND]` says; None after a report."""
    names = scope.names
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
    names.used.asked.update(LIST_ASKS.get(found["source"], ()))
    if found["source"] in NEEDED_BY:
        scope.note_needed(NEEDED_BY[found["source"]], span.group(found, "source"))
    each = Each(found["variable"], found["source"])
    if not found["where"]:
        return each
    where = read_condition(span.group(found, "where"), names, each)
    return replace(each, where=where) if where else None
