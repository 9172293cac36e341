"""`why`: what do these words do, and which line of the content says so?"""

import sys
from typing import Annotated

import typer

from bot.cli.common import FolderOption, folder_of, now
from bot.cli.formats import Format, FormatOption, write_json


def why(
    text: Annotated[str, typer.Argument(help="The words, as somebody would type them.")],
    on: Annotated[
        str, typer.Option("--on", metavar="SCREEN", help="Where they are typed; home if left out.")
    ] = "",
    content: FolderOption = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Say what typed words would do, and which rule of the content decides so."""
    from bot.cli.compiled import screen_or_fail, snapshot_of  # the engine is nothing `--help` need wait for
    from flows.workshop.danger_places import danger_places
    from flows.workshop.why import explain, render, to_json

    folder = folder_of(content)
    snapshot = snapshot_of(folder)
    found = explain(snapshot, text, screen_or_fail(on, snapshot) if on else snapshot.home, now())
    if format is Format.JSON:
        write_json(to_json(found), sys.stdout)
        return
    path = f"{snapshot.language}/danger.yaml"
    places = danger_places(path, (folder / path).read_text(encoding="utf-8-sig"))
    sys.stdout.write(f"{render(found, places, folder.as_posix())}\n")
