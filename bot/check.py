"""`check`: what the compiler finds in a folder, as an editor reads it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from bot.library import compile_folder
from flows.compiler.show import render_diagnostic
from flows.model.diagnostic import Diagnostic, Severity


def check_folder(folder: Path, today: date, out: TextIO, err: TextIO) -> int:
    """Print every diagnostic and a last line that counts them; the exit code is 1 when there is an error."""
    try:
        compilation = compile_folder(folder, today)
    except OSError as error:
        err.write(f"{error}\n")
        return 2
    show_diagnostics(compilation.diagnostics, folder, out)
    out.write(_summary(compilation.diagnostics, folder))
    return 0 if compilation.snapshot else 1


def show_diagnostics(found: Sequence[Diagnostic], folder: Path, out: TextIO) -> None:
    """Each diagnostic with its line and a caret."""
    for diagnostic in found:
        out.write(f"{render_diagnostic(diagnostic, f'{folder.as_posix()}/')}\n\n")


def _summary(found: Sequence[Diagnostic], folder: Path) -> str:
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    warnings = len(found) - errors
    if not found:
        return f"{folder}: nothing to mend\n"
    return f"{folder}: {_count(errors, 'error')}, {_count(warnings, 'warning')}\n"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
