"""Rewrites the lines of a transcript that expect what is no longer there; never one that does something."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.workshop.transcripts.lines import Line
from flows.workshop.transcripts.replay import Failure


@dataclass(frozen=True, slots=True)
class Change:
    """What a line said, and what it says now."""

    line: Line
    says: str


def changes(failures: Iterable[Failure]) -> list[Change]:
    """The changes after which the lines hold; none for a line that only a person can mend."""
    return [
        Change(failure.line, failure.mismatch.now_says)
        for failure in failures
        if failure.mismatch.now_says is not None
    ]


def rewritten(text: str, accepted: Iterable[Change]) -> str:
    """The transcript with the changes made; remarks, spaces and line ends stay as they are."""
    lines = text.splitlines(keepends=True)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    for change in accepted:
        line, index = change.line, change.line.number - 1
        start = len(mark) * (index == 0) + line.column - 1
        lines[index] = lines[index][:start] + change.says + lines[index][start + len(line.says) :]
    return "".join(lines)
