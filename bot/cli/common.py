"""What the commands share: the clock, the folder, exit codes, and colour."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

import typer

FOUND = 1
"""Exit code: the command worked and found something to mend."""

UNUSABLE = 2
"""Exit code: what was asked for cannot be done, and a sentence says why."""

FolderOption = Annotated[
    Path | None, typer.Option("--content", help="The content folder; CONTENT_DIR if left out.")
]


def now() -> datetime:
    """The clock of the whole program; everything else is handed its answer."""
    return datetime.now(UTC)


def folder_of(given: Path | None) -> Path:
    """The content folder that was named, or the one of the settings; exits when a setting is wrong."""
    if given is not None:
        return given
    from bot.settings import CannotStart, read_settings  # half a second that a named folder need not wait for

    try:
        return read_settings().content_dir
    except CannotStart as error:
        fail(str(error))


def fail(why: str) -> NoReturn:
    """Say why the command cannot be carried out, and end it."""
    sys.stderr.write(f"{why}\n")
    raise typer.Exit(UNUSABLE)


def wants_colour(out: TextIO) -> bool:
    """Colour is for a person at a terminal; files and pipes get plain text."""
    return out.isatty()
