"""Texts as people typically see them: every insert filled with a value of middling length."""

from collections.abc import Iterable, Mapping, Sequence

from flows.model.bank import Helpline, MemoryRule, Question
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Insert, Words

TYPED = "a few words of their own"
"""Stands for what somebody typed; only ever counted, never shown to anybody."""

CLINIC = "Example Clinic"


class Typical:
    """Fills in the texts of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._memory = snapshot.memory
        self._lines = {name: _middle(texts) for name, texts in _lines(snapshot.helplines).items()}
        self._questions = {name: _middle(texts) for name, texts in _questions(snapshot.questions).items()}

    def text(self, inlines: Sequence[Inline]) -> str:
        """The words as drawn."""
        return "".join(one.text if isinstance(one, Words) else self._value(one) for one in inlines)

    def _value(self, insert: Insert) -> str:
        if insert.scope == "memory":
            return _remembered(self._memory.get(insert.field))
        if insert.scope == "clinic":
            return CLINIC
        return self._questions.get(insert.field) or self._lines.get(insert.field, "")


def _remembered(rule: MemoryRule | None) -> str:
    return _middle(rule.values) if rule and rule.values else TYPED


def _lines(lines: Iterable[Helpline]) -> Mapping[str, list[str]]:
    fields = ("name", "number", "url", "hours", "cost", "languages", "trace")
    return {field: [getattr(line, field) for line in lines] for field in fields}


def _questions(questions: Mapping[str, Question]) -> Mapping[str, list[str]]:
    fields = {"ask": "ask", "why": "why", "good": "good", "warning": "warning", "follow-up": "follow_up"}
    return {
        field: [
            "".join(one.text for one in getattr(q, name) if isinstance(one, Words))
            for q in questions.values()
        ]
        for field, name in fields.items()
    }


def _middle(texts: Iterable[str]) -> str:
    """The text of middling length among those that say something; "" when none does."""
    said = sorted(filter(None, texts), key=len)
    return said[(len(said) - 1) // 2] if said else ""
