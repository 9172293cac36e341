"""Runs a reader on a text and shows what it found: `code line:column words-there`."""

from collections.abc import Callable
from typing import TypeVar

from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.diagnostic import Diagnostic

Read = TypeVar("Read")


def read(
    reader: Callable[[SourceFile, Report], Read], text: str, path: str = "x.yaml"
) -> tuple[Read, Report]:
    """What the reader made of the text, and its report."""
    file = SourceFile(path, text)
    report = Report({path: file})
    return reader(file, report), report


def found(report: Report) -> list[str]:
    """Each diagnostic with the words that it points at."""
    return [f"{one.code} {one.place.line}:{one.place.column} {_words(one)}" for one in report.diagnostics]


def _words(one: Diagnostic) -> str:
    start = one.place.column - 1
    return one.source_line[start : start + one.place.length]
