"""Transcripts on disk: found, played both ways, written back, reported."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.cli.common import fail, now
from bot.cli.compiled import snapshot_of
from bot.cli.formats import Format, write_json
from bot.cli.stored_talkers import stored_talkers
from bot.files import replace_file
from flows.model.snapshot import Snapshot
from flows.workshop.coverage import Coverage, coverage, coverage_as_json, render_coverage
from flows.workshop.person import InMemory
from flows.workshop.transcripts.accept import Change, changes, rewritten
from flows.workshop.transcripts.read import read_transcript
from flows.workshop.transcripts.replay import replay_twice
from flows.workshop.transcripts.report import (
    PlayedFile,
    change_as_json,
    render_change,
    render_file,
    summary,
    to_json,
)

TRANSCRIPTS = "tests/*.chat"
"""Where a content folder keeps its transcripts."""

BY_HAND = "A line that does something, and words that stand nowhere near, can only be mended by hand."


def play(paths: Sequence[Path], snapshot: Snapshot, start: datetime) -> list[PlayedFile]:
    """Play every conversation of the files in memory and through the store; all begin at `start`."""
    transcripts = [read_transcript(path.as_posix(), _text(path)) for path in paths]
    with stored_talkers() as stored:
        return [
            PlayedFile(t, [replay_twice(c, snapshot, (InMemory(), stored()), start) for c in t.conversations])
            for t in transcripts
        ]


class Rehearsal:
    """The conversations of some files, or of the folder when none are named."""

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        self._folder = folder
        self._snapshot = snapshot_of(folder)
        self._paths = files or _found(folder)
        self._accepted: list[tuple[str, Change]] = []
        self._files = play(self._paths, self._snapshot, now())

    @property
    def holds(self) -> bool:
        """True when every line of every file was read and holds."""
        return not any(file.failed or file.transcript.slips for file in self._files)

    def accept(self) -> None:
        """Rewrite the lines that expect what is no longer there, and play all again."""
        for file in self._files:
            sound = [played for played in file.played if not played.differs]
            accepted = [change for played in sound for change in changes(played.failures)]
            if accepted:
                path = Path(file.transcript.path)
                replace_file(path, rewritten(_text(path), accepted).encode())
            self._accepted += [(file.transcript.path, change) for change in accepted]
        self._files = play(self._paths, self._snapshot, now())

    def report(self, out: TextIO, format: Format, *, with_coverage: bool) -> None:
        """Say what was rewritten, what does not hold, what was reached if asked for, and the count."""
        covered = self._coverage() if with_coverage else None
        if format is Format.JSON:
            found = to_json(self._files) | {"accepted": [change_as_json(*one) for one in self._accepted]}
            write_json(found | (coverage_as_json(covered) if covered else {}), out)
        else:
            out.writelines(f"{part}\n\n" for part in self._parts(covered))
            out.write(f"{summary(self._files)}\n")

    def _parts(self, covered: Coverage | None) -> list[str]:
        parts = [render_change(*one) for one in self._accepted]
        parts += [part for file in self._files for part in render_file(file)]
        parts += [BY_HAND] if self._accepted and not self.holds else []
        return parts + ([render_coverage(covered, self._folder.as_posix())] if covered else [])

    def _coverage(self) -> Coverage:
        reached = [played.in_memory.reached for file in self._files for played in file.played]
        screens = set().union(*(one.screens for one in reached))
        presses = set().union(*(one.presses for one in reached))
        return coverage(self._snapshot, screens, presses)


def _found(folder: Path) -> list[Path]:
    found = sorted(folder.glob(TRANSCRIPTS))
    if not found:
        fail(f"There is no transcript in {folder.as_posix()}/{TRANSCRIPTS}.")
    return found


def _text(path: Path) -> str:
    try:
        # Not read_text, which would turn every line end into a line feed: an accepted file keeps its own.
        return path.read_bytes().decode()
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        fail(f"{path} is not text in UTF-8; save it as such.")
