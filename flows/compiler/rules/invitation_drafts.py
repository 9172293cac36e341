"""Every draft that can be put together must fit on a clipboard, and press nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flows.compiler.decode import Folder
from flows.compiler.references import INVITATIONS
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.danger import DangerRules
from flows.model.invitation import DRAFT_UNITS, CoercionRule, Invitations
from flows.model.match_coercion import pressing_in
from flows.model.match_danger import danger_in
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.model.text import units


@dataclass(frozen=True, slots=True)
class _Draft:
    tone: str
    reason: str
    text: str

    @property
    def name(self) -> str:
        return f"tone `{self.tone}`" + (f" with reason `{self.reason}`" if self.reason else "")


def check(snapshot: Snapshot, folder: Folder) -> None:
    """Report, at its tone, the longest draft that is too long, and the first one that presses."""
    for language, invitations in snapshot.invitations.items():
        file = folder.file(f"{language}/{INVITATIONS}.md")
        if file:
            inputs = (invitations, snapshot.coercion, snapshot.danger, file)
            folder.once(f"drafts {language}", partial(_check_tones, *inputs), *inputs)


def _check_tones(
    invitations: Invitations,
    coercion: tuple[CoercionRule, ...],
    danger: DangerRules,
    file: SourceFile,
    report: Report,
) -> None:
    for tone in invitations.tones:
        drafts, place = tuple(_drafts(tone, invitations)), _place_of(tone, file)
        _check_length(drafts, place, report)
        wrong = next(filter(None, (_pressing(draft, coercion, danger) for draft in drafts)), None)
        if wrong:
            help = "Say it so that a no stays easy."
            report.add("J11", place, wrong, why="The words come from here.", help=help)


def _drafts(tone: str, invitations: Invitations) -> Iterator[_Draft]:
    for reason in ("", *invitations.reasons):
        yield _Draft(tone, reason, invitations.draft(tone, reason))


def _check_length(drafts: tuple[_Draft, ...], place: Place, report: Report) -> None:
    longest = max(drafts, key=lambda draft: units(draft.text))
    length = units(longest.text)
    if length > DRAFT_UNITS:
        message = f"The draft of {longest.name} has {length} characters, where {DRAFT_UNITS} is the limit"
        why = "It could not be put on a clipboard."
        report.add("J10", place, message, why=why, help="Shorten one of its sentences.")


def _pressing(draft: _Draft, coercion: tuple[CoercionRule, ...], danger: DangerRules) -> str:
    found = next(pressing_in(coercion, draft.text), None)
    if found:
        rule, words = found
        return f"The draft of {draft.name} says \u201c{words}\u201d: by `{rule.id}`, words that press"
    screen = danger_in(danger, draft.text)
    return f"The draft of {draft.name} would open `{screen}` when it is typed" if screen else ""


def _place_of(tone: str, file: SourceFile) -> Place:
    line = next((number for number, line in enumerate(file.lines, 1) if line.rstrip() == f"## {tone}"), 1)
    return file.place(line, 1, len(file.line(line)))
