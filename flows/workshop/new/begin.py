"""From what an editor asked for to a draft that the check has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.compiler.compile import compile_content
from flows.model.diagnostic import Diagnostic, Severity
from flows.workshop.new.draft import Draft, Head, title_of
from flows.workshop.new.flow import new_flow
from flows.workshop.new.later import new_answer, new_clinic
from flows.workshop.new.question import new_question
from flows.workshop.worse import new_problems

UNREACHED = "G06"
"""What the check says of a flow that nothing leads to."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`thing` is "flow", "question", "faq" or "clinic"; without `title` and `label` the name gives them."""

    thing: str
    name: str
    title: str | None
    reviewer: str
    linked_from: str
    label: str | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft, and the errors that would come with it: with any, it should not be written."""

    draft: Draft
    problems: tuple[Diagnostic, ...]


def begin(files: Mapping[str, bytes], wanted: Wanted, today: date) -> Begun:
    """Draft what is wanted and hold it against the check; raises Refused."""
    draft = _draft(files, wanted, today)
    before, after = (compile_content(each, today) for each in (files, {**files, **draft.files}))
    found = new_problems(before.diagnostics, after.diagnostics)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    return Begun(draft, tuple(error for error in errors if draft.is_linked or error.code != UNREACHED))


def _draft(files: Mapping[str, bytes], wanted: Wanted, today: date) -> Draft:
    title = wanted.title or title_of(wanted.name)
    head = Head(title, wanted.reviewer, today)
    match wanted.thing:
        case "flow":
            return new_flow(files, wanted.name, head, wanted.linked_from, wanted.label or title)
        case "question":
            return new_question(files, wanted.name, wanted.topics)
        case "faq":
            return new_answer(files, wanted.name, head)
        case _:
            return new_clinic(files, wanted.name, title)
