"""Diagnostics on a terminal: of `check`, and of every command that content with errors stops."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from flows.compiler.show import render_diagnostic
from flows.model.diagnostic import Diagnostic, Severity


def show_diagnostics(found: Sequence[Diagnostic], folder: Path, out: TextIO, *, colour: bool = False) -> None:
    """Each diagnostic with its line and a caret."""
    for diagnostic in found:
        out.write(f"{render_diagnostic(diagnostic, f'{folder.as_posix()}/', colour=colour)}\n\n")


def counted(found: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or `nothing to mend`."""
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    if not found:
        return "nothing to mend"
    return f"{count(errors, 'error')}, {count(len(found) - errors, 'warning')}"


def count(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
