"""The words after `do`: a closed list, so that content can ask for nothing else."""

import re
from collections.abc import Callable

from flows.compiler.names import Names
from flows.compiler.report import did_you_mean
from flows.compiler.scope import AT_HAND, Scope
from flows.compiler.span import Span
from flows.model.instruction import (
    Action,
    AddOwnQuestion,
    AddQuestion,
    AddQuestions,
    DeleteEverything,
    DropQuestion,
    ExportChecklist,
)

PLAIN: dict[str, Callable[[], Action]] = {
    "add questions": AddQuestions,
    "export checklist": ExportChecklist,
    "delete everything": DeleteEverything,
}
NOT_BUILT = {
    "draft invitation": "",
    "remind in": "",
    "hide chat": "",
    "show helplines": "Use a list item with `each line in helplines`.",
}
"""The first words of an action of the grammar that waits for its feature, and what to write meanwhile."""

_QUESTION = re.compile(r"(?P<verb>add|drop) question (?P<name>\S+)")
_OWN = re.compile(r"add own question (?P<name>\S+)")
_KNOWN = (*PLAIN, "add question", "drop question", "add own question", *NOT_BUILT)

TOPICS = "topics"
"""The `many` memory that `do add questions` asks."""


def read_action(words: Span, scope: Scope) -> Action | None:
    """The action, or None after a report."""
    text = " ".join(words.text.split())
    if text in PLAIN:
        if text == "add questions":
            scope.names.used.asked.add(TOPICS)
        return PLAIN[text]()
    if found := _QUESTION.fullmatch(words.text):
        return _question(found["verb"], words.group(found, "name"), scope)
    if found := _OWN.fullmatch(words.text):
        return _own_question(words.group(found, "name"), scope.names)
    _report_unknown(text, words, scope.names)
    return None


def _question(verb: str, name: Span, scope: Scope) -> Action | None:
    variables = {AT_HAND, scope.each.variable} if scope.each else {AT_HAND}
    if not scope.names.has_question(name, variables):
        return None
    if name.text not in scope.names.questions:
        if scope.source_of(name.text) == "helplines":
            scope.names.report.add("Q01", name.place, f"`{name.text}` is a help line and no question")
            return None
        scope.note_at_hand(name.text, name)
    return AddQuestion(name.text) if verb == "add" else DropQuestion(name.text)


def _own_question(name: Span, names: Names) -> Action | None:
    rule = names.rule(name)
    if rule is None:
        return None
    if rule.text_limit is None:
        help = "Name a memory that says `text: 600` or the like in memory.yaml."
        names.report.add("M03", name.place, f"`{rule.name}` does not hold typed text", help=help)
        return None
    names.used.asked.add(rule.name)
    return AddOwnQuestion(rule.name)


def _report_unknown(text: str, words: Span, names: Names) -> None:
    later = next((start for start in NOT_BUILT if text == start or text.startswith(f"{start} ")), None)
    if later:
        names.report.add("A02", words.place, f"The action `{text}` is not built yet", help=NOT_BUILT[later])
        return
    help = did_you_mean(text, _KNOWN) or f"Known: {', '.join(f'`do {known}`' for known in _KNOWN[:6])}."
    names.report.add("A01", words.place, f"There is no action `{text}`", help=help)
