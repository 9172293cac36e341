"""The content of a folder, and its screens, for commands that need all of it to be right."""

import sys
from pathlib import Path

from bot.cli.common import fail, now
from bot.diagnostics import show_diagnostics
from bot.library import compile_folder
from flows.compiler.report import did_you_mean
from flows.model.diagnostic import Severity
from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.names import screen_named


def snapshot_of(folder: Path) -> Snapshot:
    """The compiled content; ends the command with a sentence when it has errors or is not there."""
    try:
        compilation = compile_folder(folder, now().date())
    except OSError as error:
        fail(str(error))
    if compilation.snapshot is None:
        errors = [found for found in compilation.diagnostics if found.severity is Severity.ERROR]
        show_diagnostics(errors, folder, sys.stderr)
        fail(f"{folder} has errors; mend them first.")
    return compilation.snapshot


def screen_or_fail(written: str, snapshot: Snapshot) -> ScreenId:
    """The screen that was named in a command; ends the command with the nearest name when there is none."""
    screen = screen_named(written, snapshot)
    if screen is None:
        help = did_you_mean(written, [*snapshot.flows, *snapshot.screens])
        fail(f"There is no screen `{written}`. {help}".rstrip())
    return screen
