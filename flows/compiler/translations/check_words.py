"""What holds for the words of the source holds for every language: limits, and the safety button."""

from dataclasses import replace

from flows.compiler.report import Report
from flows.compiler.rules import graph_safety, limits
from flows.model.snapshot import Snapshot


def check_words(snapshot: Snapshot, report: Report) -> None:
    """Report, for each language, what is too long and what could be mistaken for the safety button."""
    for language in snapshot.words:
        spoken = in_language(snapshot, language)
        limits.check(spoken, report)
        graph_safety.check(spoken, report)


def in_language(snapshot: Snapshot, language: str) -> Snapshot:
    """The snapshot as it is read in one language: its words, and the source's wherever it has none."""
    return replace(
        snapshot,
        language=language,
        screens={**snapshot.screens, **snapshot.words[language]},
        questions={**snapshot.questions, **snapshot.asked[language]},
    )
