"""`explore`: can everything be reached, and does nothing go wrong on the way?"""

from typing import Annotated

import typer

from bot.cli.common import FolderOption, folder_of
from bot.cli.formats import Format, FormatOption


def explore(
    path: Annotated[
        str, typer.Option("--path", metavar="SCREEN", help="Only say how to come to this screen.")
    ] = "",
    steps: Annotated[int, typer.Option(min=0, help="Steps at random after the search.")] = 2_000,
    seed: Annotated[int, typer.Option(help="The same number makes the same random steps.")] = 1,
    content: FolderOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Walk every choice of every screen, and say what cannot be reached or goes wrong.

    Exits 1 when a screen is out of reach, somebody would be stuck, the bot fails, or a flow that closes
    after a danger signal is open after one.
    """
    from bot.cli.exploring import show_exploration, show_way  # the engine is nothing `--help` need wait for

    if path:
        raise typer.Exit(show_way(folder_of(content), path, format))
    raise typer.Exit(show_exploration(folder_of(content), steps, seed, format))
