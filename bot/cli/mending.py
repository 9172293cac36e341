"""Puts mended files on disk, whole or not at all."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from bot.diagnostics import count
from bot.files import replace_file
from flows.compiler.mend import Change
from flows.compiler.show import drawn


def write_changes(
    folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes], err: TextIO
) -> set[str]:
    """Write every file that differs, and give the paths that were; raises OSError.

    A file that somebody saved since it was read is left alone, which is said.
    """
    written: set[str] = set()
    for path, content in after.items():
        if content == before[path]:
            continue
        if (folder / path).read_bytes() != before[path]:
            err.write(f"{folder / path} was saved by somebody just now and is left alone; check again.\n")
            continue
        replace_file(folder / path, content)
        written.add(path)
    return written


def show_changes(changes: Sequence[Change], folder: Path, out: TextIO) -> None:
    """Each mended line as it was and as it is, and how many there are."""
    for one in changes:
        where = f"{(folder / one.path).as_posix()}:{one.line}"
        out.write(f"{where}\n  - {drawn(one.before)}\n  + {drawn(one.after)}\n\n")
    files = len({one.path for one in changes})
    said = f"mended {count(len(changes), 'line')} in {count(files, 'file')}" if changes else "nothing mended"
    out.write(f"{folder}: {said}\n")
