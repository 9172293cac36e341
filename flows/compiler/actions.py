"""Reads the words after `do`: a closed list, so that content can ask for nothing else."""

import re

from flows.compiler.action_words import KNOWN, NOT_BUILT, PLAIN, REMIND_IN, WRITTEN, Takes
from flows.compiler.at_hand import OPENED_IN, QUESTION
from flows.compiler.names import Names
from flows.compiler.report import did_you_mean
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.model.instruction import Action, AddQuestion, DropQuestion, Remind

LONGEST_REMINDER_DAYS = 366
"""Whoever wants to be asked again later than in a year can say so then."""

_QUESTION = re.compile(r"(?P<verb>add|drop) question (?P<name>\S+)")
_WRITTEN = re.compile(rf"(?P<verb>{'|'.join(WRITTEN)}) (?P<name>\S+)")
_REMIND = re.compile(r"remind in (?P<days>\S+) days?")
_EXPORT = re.compile(r"(?P<what>export (?:checklist|comparison|data)) as (?P<form>\S+)")


def read_action(words: Span, scope: Scope) -> Action | None:
    """The action, or None after a report."""
    text = " ".join(words.text.split())
    if text in PLAIN:
        action, takes = PLAIN[text]
        return action if _has_all(takes, words, scope) else None
    if found := _WRITTEN.fullmatch(words.text):
        return _written(found, words, scope)
    if found := _QUESTION.fullmatch(words.text):
        return _question(found["verb"], words.group(found, "name"), scope)
    if found := _REMIND.fullmatch(words.text):
        return _remind(words.group(found, "days"), words, scope)
    if found := _EXPORT.fullmatch(words.text):
        _report_form(found["what"], words.group(found, "form"), scope.names)
    else:
        _report_unknown(text, words, scope.names)
    return None


def _has_all(takes: Takes, words: Span, scope: Scope) -> bool:
    """True when all that the action takes can be there; notes what it uses."""
    if takes.each and (scope.each is None or scope.each.source != takes.each):
        help = f"It stands after a button with `each c in {takes.each}`."
        scope.names.report.add("I02", words.place, f"`{words.text}` cannot stand here", help=help)
        return False
    for kind in takes.at_hand:
        scope.note_needed(kind, words)
    scope.names.used.asked.update(takes.asks)
    scope.names.used.remembered.update(takes.sets)
    return scope.names.declares((*takes.asks, *takes.sets), words)


def _written(found: re.Match[str], words: Span, scope: Scope) -> Action | None:
    make, takes = WRITTEN[found["verb"]]
    rule = scope.names.text_rule(words.group(found, "name"))
    if rule is None or not _has_all(takes, words, scope):
        return None
    scope.names.used.asked.add(rule.name)
    return make(rule.name)


def _question(verb: str, name: Span, scope: Scope) -> Action | None:
    variables = {QUESTION, scope.each.variable} if scope.each else {QUESTION}
    if not scope.names.has_question(name, variables):
        return None
    if name.text not in scope.names.questions:
        source = scope.source_of(name.text) or ""
        if OPENED_IN.get(source) != "question":
            scope.names.report.add("Q01", name.place, f"`{name.text}` is one of `{source}` and no question")
            return None
        scope.note_at_hand(name.text, name)
    return AddQuestion(name.text) if verb == "add" else DropQuestion(name.text)


def _remind(days: Span, words: Span, scope: Scope) -> Action | None:
    number = int(days.text) if re.fullmatch("[0-9]{1,4}", days.text) else 0
    if not 0 < number <= LONGEST_REMINDER_DAYS:
        help = f"Write a number from 1 to {LONGEST_REMINDER_DAYS}, as in `do remind in 30 days`."
        message = f"`{days.text}` is no number of days to wait"
        scope.names.report.add("A03", days.place, message, help=help)
        return None
    return Remind(days=number) if _has_all(REMIND_IN, words, scope) else None


def _report_form(what: str, form: Span, names: Names) -> None:
    known = [words.removeprefix(f"{what} ") for words in PLAIN if words.startswith(f"{what} as ")]
    help = f"Write {' or '.join(f'`{words}`' for words in known)}, or nothing for a message."
    names.report.add("A03", form.place, f"`{what}` makes no file `{form.text}`", help=help)


def _report_unknown(text: str, words: Span, names: Names) -> None:
    later = next((start for start in NOT_BUILT if text == start or text.startswith(f"{start} ")), None)
    if later:
        names.report.add("A02", words.place, f"The action `{text}` is not built yet", help=NOT_BUILT[later])
        return
    help = did_you_mean(text, KNOWN) or f"Known: {', '.join(f'`do {known}`' for known in KNOWN[:6])}."
    names.report.add("A01", words.place, f"There is no action `{text}`", help=help)
