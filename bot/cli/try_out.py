"""`test`: are the conversations that editors wrote down still the ones that people have?"""

# ruff: noqa: PT028  # `test` is a command here and not a test, so its arguments may have defaults
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import FOUND, FolderOption, folder_of
from bot.cli.formats import Format, FormatOption


def test(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Transcripts; all of content/tests if left out.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write what is there now into lines that expect something else.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say which screens and buttons no conversation reaches.")
    ] = False,
    content: FolderOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Replay the transcripts in content/tests and say which conversations no longer hold.

    Every conversation is played twice, in memory and through the store. Exits 1 when one does not hold.
    """
    from bot.cli.rehearsal import Rehearsal  # the store costs half a second that `--help` need not wait for

    rehearsal = Rehearsal(folder_of(content), files or ())
    if accept:
        rehearsal.accept()
    rehearsal.report(sys.stdout, format, with_coverage=coverage)
    if not rehearsal.holds:
        raise typer.Exit(FOUND)
