"""What somebody has to look at again, when, and in which role."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flows.compiler.references import flow_of
from flows.compiler.report import Report
from flows.compiler.rules_file import RULES_FILE, read_rules
from flows.compiler.source import SourceFile
from flows.model.bank import Helpline
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.workshop.files import HELPLINES_FILE, decoded, front_matter

CHECK_EVERY_DAYS = 90
"""How often a help line is called or opened where rules.yaml says nothing."""

_TEXT = re.compile(r"(?P<language>[^/]+)/(faq/)?[^/]+\.md|clinics/[^/]+/(?P<words>[^/]+)\.md")


@dataclass(frozen=True, slots=True)
class Review:
    """One text or help line; `last` is None for never, and then it is due since it was written.

    `id` never changes while the file keeps its name. `role` is who looks, never a person.
    """

    id: str
    title: str
    place: Place
    role: str
    last: date | None
    due: date


def reviews(files: Mapping[str, bytes], snapshot: Snapshot, today: date) -> list[Review]:
    """Everything that is ever looked at again, due or not, the oldest first."""
    texts = (_text(file, today) for file in _texts(files, snapshot.language))
    found = [*filter(None, texts), *_lines(files, snapshot)]
    return sorted(found, key=lambda review: (review.due, review.id))


def due_within(found: Iterable[Review], today: date, days: int) -> list[Review]:
    """Those that are due today or in so many days, and all that are overdue."""
    return [review for review in found if review.due <= today + timedelta(days=days)]


def _texts(files: Mapping[str, bytes], language: str) -> Iterator[SourceFile]:
    """Flows, the question bank, answers and clinics; translations have a record of their own."""
    for path in sorted(files):
        found = _TEXT.fullmatch(path)
        if found and language in (found["language"], found["words"]):
            yield decoded(files, path)


def _text(file: SourceFile, today: date) -> Review | None:
    front = front_matter(file, today)
    if front is None:
        return None
    flow = front.flow
    due = flow.reviewed + timedelta(days=flow.review_every_days) if flow.reviewed else flow.written
    place = _line_with(file, re.compile("reviewed:"))
    return Review(file.path, flow.title or file.path, place, flow.reviewer, flow.reviewed, due)


def _lines(files: Mapping[str, bytes], snapshot: Snapshot) -> Iterator[Review]:
    """Help lines are looked after by whoever reviews the safety pages."""
    role = snapshot.flows[flow_of(snapshot.safety)].reviewer
    file = decoded(files, HELPLINES_FILE)
    every = timedelta(days=_check_every(files, snapshot))
    for line in snapshot.helplines:
        due = line.checked + every if line.checked else line.seen
        place = _line_with(file, re.compile(rf".*\bid: *{re.escape(line.id)}\b"))
        yield Review(f"{HELPLINES_FILE}#{line.id}", _name(line, snapshot), place, role, line.checked, due)


def _name(line: Helpline, snapshot: Snapshot) -> str:
    country = snapshot.countries.get(line.country, line.country) or "any country"
    return f"Help line {line.number or line.url}, {line.name} ({country})"


def _check_every(files: Mapping[str, bytes], snapshot: Snapshot) -> int:
    rules = read_rules(decoded(files, RULES_FILE), tuple(snapshot.phrases), Report({}))
    return rules.check_help_lines_every_days or CHECK_EVERY_DAYS


def _line_with(file: SourceFile, pattern: re.Pattern[str]) -> Place:
    numbers = (number for number, line in enumerate(file.lines, start=1) if pattern.match(line))
    return file.place(next(numbers, 1))
