"""`content graph`."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.common import FolderOption, folder_of


class Format(StrEnum):
    """Mermaid for documents and pages, JSON for programs."""

    MERMAID = "mermaid"
    JSON = "json"


def graph(
    flow: Annotated[str | None, typer.Argument(help="One flow; all of them if left out.")] = None,
    content: FolderOption = None,
    form: Annotated[
        Format, typer.Option("--format", help="For documents, or for programs.")
    ] = Format.MERMAID,
    web: Annotated[bool, typer.Option("--web", help="Draw web addresses too.")] = False,
) -> None:
    """Draw which screens lead where: screens as boxes, buttons as arrows, dotted where they come back."""
    from bot.cli.compiled import snapshot_of
    from bot.cli.named_flow import flow_named
    from flows.workshop.graph import graph as draw
    from flows.workshop.graph import graph_json
    from flows.workshop.graph_mermaid import is_too_large, mermaid

    snapshot = snapshot_of(folder_of(content))
    drawn = draw(snapshot, flow_named(flow, snapshot), with_web=web)
    text = mermaid(drawn) if form is Format.MERMAID else f"{graph_json(drawn)}\n"
    sys.stdout.write(text)
    if form is Format.MERMAID and is_too_large(drawn, text):
        sys.stderr.write("This is more than GitHub draws in one picture; draw one flow at a time.\n")
