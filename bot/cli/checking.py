"""One content folder under check: compiled, mended, and shown."""

import sys
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from bot.cli.check_formats import CheckFormat
from bot.cli.formats import write_json
from bot.cli.mending import show_changes, write_changes
from bot.cli.named_files import paths_of
from bot.diagnostics import count, counted, show_diagnostics
from bot.library import read_folder
from flows.compiler.annotations import as_github, as_json, as_sarif
from flows.compiler.compile import Compiler
from flows.compiler.mend import mend
from flows.model.diagnostic import Diagnostic, Severity


class Checking:
    """Checks one folder as often as asked; of `files`, where there are any, alone it tells."""

    def __init__(self, folder: Path, files: Sequence[Path], out: TextIO, *, colour: bool) -> None:
        self.folder = folder
        self.out = out
        self._named = files
        self._colour = colour
        self._compiler = Compiler()
        self._told: Collection[str] | None = None

    def read(self) -> dict[str, bytes]:
        """What stands in the folder now; raises OSError.

        The first time, the command ends when a named file is not there; later one may be saved just now.
        """
        files = read_folder(self.folder)
        if self._named and self._told is None:
            self._told = paths_of(self._named, self.folder, files)
        return files

    def check(self, files: dict[str, bytes], today: date) -> tuple[Diagnostic, ...]:
        """All that is wrong, in whatever file."""
        return self._compiler.compile(files, today).diagnostics

    def mend(self, today: date, told: TextIO) -> None:
        """Mend on disk what can be mended, and say what was; raises OSError."""
        files = self.read()
        mended = mend(files, today, self._compiler, only=self._told)
        written = write_changes(self.folder, files, mended.files, sys.stderr)
        show_changes([one for one in mended.changes if one.path in written], self.folder, told)

    def told(self, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """What is to be told of all that was found."""
        return [one for one in found if self._told is None or one.place.path in self._told]

    def show_text(self, found: Sequence[Diagnostic]) -> None:
        """Print what is to be told, for people."""
        show_diagnostics(self.told(found), self.folder, self.out, colour=self._colour)

    def show(self, found: Sequence[Diagnostic], format: CheckFormat) -> None:
        """Print what is to be told, with how much it is."""
        told, prefix = self.told(found), _from_here(self.folder)
        match format:
            case CheckFormat.TEXT:
                self.show_text(found)
                self.out.write(f"{self.folder}: {self.summary(found)}\n")
            case CheckFormat.GITHUB:
                self.out.write(as_github(told, prefix))
            case CheckFormat.JSON:
                write_json(as_json(told, self.folder.as_posix()), self.out)
            case CheckFormat.SARIF:
                write_json(as_sarif(told, prefix), self.out)

    def summary(self, found: Sequence[Diagnostic]) -> str:
        """How many problems there are, and how many more in files that are not told of."""
        told = self.told(found)
        others = len(found) - len(told)
        return counted(told) + (f"; {count(others, 'problem')} in other files" if others else "")

    def has_errors(self, found: Sequence[Diagnostic]) -> bool:
        """True when an error is to be told."""
        return any(one.severity is Severity.ERROR for one in self.told(found))


def _from_here(folder: Path) -> str:
    """The folder as seen from the working directory, which for annotations is the top of the project."""
    whole, here = folder.resolve(), Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else folder.as_posix()
