"""Reads what stands after `if` and `where`."""

import re

from flows.compiler.condition_slips import meant_condition
from flows.compiler.contradictions import is_never_true
from flows.compiler.helplines_file import KINDS
from flows.compiler.names import Names
from flows.compiler.span import Span
from flows.model.bank import MemoryRule
from flows.model.condition import AtHand, ClinicAnswers, Condition, Empty, Has, Is, Known, Not, Term, TopicIn
from flows.model.instruction import Each

_JOINT = re.compile(r"\s+(and|or)\s+")
_FORMS = (
    "Write `NAME is VALUE`, `NAME has VALUE`, `NAME is known`, `LIST is empty`, each also with `not` or `no`,"
    " `clinic answers QUESTION`, `question is own` or `question is on list`."
)
_CLINIC = re.compile(r"clinic\s+answers\s+(?P<name>\S+)")
_AT_HAND = re.compile(r"question\s+is\s+(?P<no>not\s+)?(own|(?P<listed>on\s+list))")
_TOPIC = re.compile(r"topic\s+in\s+(?P<name>\S+)")
_KNOWN = re.compile(r"(?P<name>\S+)\s+is\s+(?P<no>not\s+)?known")
_EMPTY = re.compile(r"(?P<name>\S.*?)\s+is\s+(?P<no>not\s+)?empty")
_HAS = re.compile(r"(?P<name>\S+)\s+has\s+(?P<no>no\s+)?(?P<value>\S+)")
_IS = re.compile(r"(?P<name>\S+)\s+is\s+(?P<no>not\s+)?(?P<value>\S+)")


def read_condition(span: Span, names: Names, each: Each | None = None) -> Condition | None:
    """The condition, or None when it cannot be read, which is reported.

    `each` is given for the condition after `where`, which may also ask about the element.
    """
    joints = list(_JOINT.finditer(span.text))
    for joint in joints:
        if joint[1] != joints[0][1]:
            help = "Use one of them only; write two paragraphs or buttons for the other cases."
            names.report.add("C02", span.group(joint, 1).place, "`and` and `or` are mixed", help=help)
            return None
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(span.text)]
    read = [
        _Term(span.cut(start, end).strip(), names, each).read()
        for start, end in zip(starts, ends, strict=True)
    ]
    terms = tuple(term for term in read if term)
    if len(terms) < len(read):
        return None
    condition = Condition(terms, every=not joints or joints[0][1] == "and")
    if is_never_true(condition, names.memory):
        names.report.add(
            "C03", span.place, "This can never be true", why="What it guards would never be seen."
        )
    return condition


class _Term:
    """One term of a condition, being read."""

    def __init__(self, span: Span, names: Names, each: Each | None) -> None:
        self._span = span
        self._names = names
        self._each = each

    def read(self) -> Term | None:
        """The term, or None after a report."""
        text = self._span.text
        if found := _CLINIC.fullmatch(text):
            return self._clinic(found)
        if found := _AT_HAND.fullmatch(text):
            return self._at_hand(found)
        if found := _TOPIC.fullmatch(text):
            return self._topic(found)
        if found := _KNOWN.fullmatch(text):
            return self._known(found)
        if found := _EMPTY.fullmatch(text):
            return self._empty(found)
        if found := _HAS.fullmatch(text):
            return self._has(found)
        if found := _IS.fullmatch(text):
            return self._is(found)
        self._names.report.add(
            "C01", self._span.place, f"`{text}` is not a condition", help=meant_condition(text) or _FORMS
        )
        return None

    def _clinic(self, found: re.Match[str]) -> Term | None:
        known = self._names.has_question(self._span.group(found, "name"))
        return ClinicAnswers(found["name"]) if known else None

    def _at_hand(self, found: re.Match[str]) -> Term | None:
        if self._each:
            help = "Write it after `if`."
            self._fault("C05", "This asks about the question at hand, not about one of a list", help)
            return None
        return _negated(AtHand("on list" if found["listed"] else "own"), found)

    def _topic(self, found: re.Match[str]) -> Term | None:
        if self._each is None or self._each.source == "helplines":
            self._fault("C04", "`topic in` asks about a question of an `each`", "Write it after `where`.")
            return None
        rule = self._rule(found)
        if rule is None:
            return None
        if not rule.many:
            self._fault("C04", f"`{rule.name}` does not hold topics", "Name a `many` memory of topics.")
        elif others := self._names.without_topics(rule.values):
            self._fault("C04", f"`{rule.name}` does not hold topics", f"`{others[0]}` is not in topics.yaml.")
        else:
            return TopicIn(rule.name)
        return None

    def _known(self, found: re.Match[str]) -> Term | None:
        rule = self._rule(found)
        return _negated(Known(rule.name), found) if rule else None

    def _empty(self, found: re.Match[str]) -> Term | None:
        known = self._names.has_list(self._span.group(found, "name"))
        return _negated(Empty(found["name"]), found) if known else None

    def _has(self, found: re.Match[str]) -> Term | None:
        rule = self._rule(found)
        if rule is None:
            return None
        if not rule.many:
            self._fault("M03", f"`{rule.name}` holds one value", f"Write `{rule.name} is ...`.")
            return None
        value = self._span.group(found, "value")
        return _negated(Has(rule.name, value.text), found) if self._names.has_value(rule, value) else None

    def _is(self, found: re.Match[str]) -> Term | None:
        if self._each and found["name"] == self._each.variable:
            return self._is_tagged(found, self._each)
        rule = self._rule(found)
        if rule is None:
            return None
        if not rule.values or rule.many:
            form = f"{rule.name} has ..." if rule.many else f"{rule.name} is known"
            kind = "several values" if rule.many else "typed text"
            self._fault("M03", f"`{rule.name}` holds {kind}", f"Write `{form}`.")
            return None
        value = self._span.group(found, "value")
        return _negated(Is(rule.name, value.text), found) if self._names.has_value(rule, value) else None

    def _is_tagged(self, found: re.Match[str], each: Each) -> Term | None:
        value = self._span.group(found, "value")
        if each.source != "helplines":
            known = self._names.has_topic(value)
        else:
            kinds = MemoryRule(each.variable, why="", values=KINDS)
            known = self._names.has_value(kinds, value)
        return _negated(Is(each.variable, value.text), found) if known else None

    def _rule(self, found: re.Match[str]) -> MemoryRule | None:
        self._names.used.asked.add(found["name"])
        return self._names.rule(self._span.group(found, "name"))

    def _fault(self, code: str, message: str, help: str) -> None:
        self._names.report.add(code, self._span.place, message, help=help)


def _negated(term: Is | Has | Known | Empty | AtHand, found: re.Match[str]) -> Term:
    return Not(term) if found["no"] else term
