"""Reads what stands after `if` and `where`."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from flows.compiler.condition_slips import meant_condition
from flows.compiler.contradictions import is_never_true
from flows.compiler.names import LIST_ASKS, Names
from flows.compiler.span import Span
from flows.compiler.tags import has_tag
from flows.model.bank import MemoryRule
from flows.model.condition import (
    AtHand,
    ClinicAnswers,
    Condition,
    Empty,
    Has,
    Is,
    Known,
    Not,
    PinIsSet,
    Term,
    ToldIs,
    TopicIn,
)
from flows.model.instruction import Each

_JOINT = re.compile(r"\s+(and|or)\s+")
_FORMS = (
    "Write `NAME is VALUE`, `NAME has VALUE`, `NAME is known`, `LIST is empty`, each also with `not` or `no`,"
    " `clinic answers QUESTION`, `question is own` (`on list`, `asked`, `noted`), `answer is NAME`,"
    " `pin is set`."
)
_CLINIC = re.compile(r"clinic\s+answers\s+(?P<name>\S+)")
_AT_HAND = re.compile(r"question\s+is\s+(?P<no>not\s+)?(?P<what>own|on\s+list|asked|noted)")
_AT_HAND_WORDS: Mapping[str, Literal["own", "on list", "asked", "noted"]] = {
    "own": "own",
    "on list": "on list",
    "asked": "asked",
    "noted": "noted",
}
_TOLD = re.compile(r"answer\s+is\s+(?P<no>not\s+)?(?P<name>\S+)")
_PIN = re.compile(r"pin\s+is\s+(?P<no>not\s+)?set")
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
        if self._each and (found := _IS.fullmatch(self._span.text)) and found["name"] == self._each.variable:
            return self._is_tagged(found, self._each)
        for form, read in self._forms():
            if found := form.fullmatch(self._span.text):
                return read(found)
        text = self._span.text
        self._fault("C01", f"`{text}` is not a condition", meant_condition(text) or _FORMS)
        return None

    def _forms(self) -> Iterable[tuple[re.Pattern[str], Callable[[re.Match[str]], Term | None]]]:
        """What a term can look like; the first form that fits counts."""
        return (
            (_CLINIC, self._clinic),
            (_AT_HAND, self._at_hand),
            (_PIN, lambda found: _negated(PinIsSet(), found)),
            (_TOLD, self._told),
            (_TOPIC, self._topic),
            (_KNOWN, self._known),
            (_EMPTY, self._empty),
            (_HAS, self._has),
            (_IS, self._is),
        )

    def _clinic(self, found: re.Match[str]) -> Term | None:
        known = self._names.has_question(self._span.group(found, "name"))
        return ClinicAnswers(found["name"]) if known else None

    def _at_hand(self, found: re.Match[str]) -> Term | None:
        what = _AT_HAND_WORDS[" ".join(found["what"].split())]
        return _negated(AtHand(what), found) if self._is_outside("question") else None

    def _told(self, found: re.Match[str]) -> Term | None:
        rule = self._names.rule(self._span.group(found, "name"))
        return _negated(ToldIs(rule.name), found) if rule and self._is_outside("answer") else None

    def _is_outside(self, what: str) -> bool:
        if self._each:
            message = f"This asks about the {what} at hand, not about one of a list"
            self._fault("C05", message, "Write it after `if`.")
        return self._each is None

    def _topic(self, found: re.Match[str]) -> Term | None:
        if self._each is None or self._each.source not in ("questions", "checklist"):
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
        self._names.used.asked.update(LIST_ASKS.get(found["name"], ()))
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
        known = has_tag(each, value, self._names)
        return _negated(Is(each.variable, value.text), found) if known else None

    def _rule(self, found: re.Match[str]) -> MemoryRule | None:
        self._names.used.asked.add(found["name"])
        return self._names.rule(self._span.group(found, "name"))

    def _fault(self, code: str, message: str, help: str) -> None:
        self._names.report.add(code, self._span.place, message, help=help)


def _negated(term: Is | Has | Known | Empty | AtHand | ToldIs | PinIsSet, found: re.Match[str]) -> Term:
    return Not(term) if found["no"] else term
