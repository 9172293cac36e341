"""What content has to pass before it goes live: the check, its transcripts, and a walk through all of it."""

import random
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.cli.common import fail
from bot.cli.rehearsal import TRANSCRIPTS, play
from bot.diagnostics import count, show_diagnostics
from bot.library import compile_folder, read_folder
from flows.model.diagnostic import Severity
from flows.model.snapshot import Snapshot
from flows.workshop.explore.explore import explore
from flows.workshop.explore.report import render
from flows.workshop.transcripts.report import render_file, summary

TO_BE_WRITTEN = ("Write here ", "Write the question here ")
"""How the lines begin that `content new` leaves to be written."""

STEPS = 2_000
"""Steps at random after every choice was tried once; some seconds."""


def passes_gate(folder: Path, now: datetime, out: TextIO) -> bool:
    """True when nothing is wrong; says so, or what it is. Ends the command without a content folder."""
    snapshot = _checked(folder, now, out)
    if snapshot is None or _has_blanks(folder, out):
        return False
    holds = _transcripts_hold(folder, snapshot, now, out)
    return _walk_is_fine(folder, snapshot, now, out) and holds


def _checked(folder: Path, now: datetime, out: TextIO) -> Snapshot | None:
    try:
        compilation = compile_folder(folder, now.date())
    except OSError as error:
        fail(str(error))
    show_diagnostics(compilation.diagnostics, folder, out)
    errors = sum(found.severity is Severity.ERROR for found in compilation.diagnostics)
    out.write(f"check: {count(errors, 'error')}\n")
    return compilation.snapshot


def _has_blanks(folder: Path, out: TextIO) -> bool:
    """Whether something still says what `content new` wrote for an editor to replace."""
    blanks = [
        f"{(folder / path).as_posix()}:{number}:1: This is still to be written: {line}\n"
        for path, words in read_folder(folder).items()
        for number, line in enumerate(words.decode().splitlines(), 1)
        if line.startswith(TO_BE_WRITTEN)
    ]
    out.writelines(blanks)
    return bool(blanks)


def _transcripts_hold(folder: Path, snapshot: Snapshot, now: datetime, out: TextIO) -> bool:
    files = play(sorted(folder.glob(TRANSCRIPTS)), snapshot, now)
    out.writelines(f"{part}\n\n" for file in files for part in render_file(file))
    out.write(f"test: {summary(files)}\n")
    return not any(file.failed or file.transcript.slips for file in files)


def _walk_is_fine(folder: Path, snapshot: Snapshot, now: datetime, out: TextIO) -> bool:
    explored = explore(snapshot, now, STEPS, random.Random(1).randrange)  # noqa: S311  # no secret hangs on it
    if explored.is_fine:
        out.write(f"explore: all {len(snapshot.screens)} screens, nothing wrong\n")
    else:
        out.write(f"explore:\n{render(explored, snapshot, folder.as_posix())}\n")
    return explored.is_fine
