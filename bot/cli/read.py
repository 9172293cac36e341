"""`content read`."""

import sys
from typing import Annotated

import typer

from bot.cli.common import FOUND, FolderOption, folder_of


def read(
    flow: Annotated[
        str | None, typer.Argument(help="One flow, or `questions`; everything if left out.")
    ] = None,
    content: FolderOption = None,
) -> None:
    """Say how hard each screen and question is to read, the hardest first; exits 1 when one is too hard."""
    from bot.cli.compiled import snapshot_of
    from bot.cli.named_flow import flow_named
    from bot.library import read_folder
    from flows.compiler.references import BANK
    from flows.workshop.read import limits_of
    from flows.workshop.read import read as measure
    from flows.workshop.read_table import reading_table

    folder = folder_of(content)
    snapshot = snapshot_of(folder)
    wanted = BANK if flow in (BANK, f"{BANK}.md") else flow_named(flow, snapshot)
    readings = measure(snapshot, limits_of(read_folder(folder), snapshot), wanted)
    sys.stdout.write(reading_table(readings, f"{folder.as_posix()}/"))
    if any(reading.is_hard or reading.has_long_sentence for reading in readings):
        raise typer.Exit(FOUND)
