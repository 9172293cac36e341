"""`content preview`: all flows as one web page, for whoever reviews a change without the bot."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import FolderOption, fail, folder_of, now
from bot.files import replace_file
from flows.workshop.preview.dress import GENERATOR, Dress

LOOKED_AT = 2_000
"""Bytes at the start of a page in which its maker is named."""


def preview(
    directory: Annotated[Path, typer.Argument(help="Where index.html is written; made if it is not there.")],
    content: FolderOption = None,
    flow: Annotated[str | None, typer.Option(help="Only this flow, by the name of its file.")] = None,
) -> None:
    """Write all flows as one web page, to read and click through without the bot.

    The page needs no server and no network: open it from the disk, or attach it to a pull request.
    """
    from bot.cli.compiled import snapshot_of
    from flows.workshop.preview.page import preview_page

    page, folder = directory / "index.html", folder_of(content)
    _refuse_to_overwrite(page)
    snapshot, name = snapshot_of(folder), flow.removesuffix(".md") if flow else None
    if name and name not in snapshot.flows:
        fail(f"There is no flow {name} in {folder}; there are {', '.join(snapshot.flows)}.")
    html = preview_page(snapshot, now().date(), dress(), folder=folder.as_posix(), flow=name)
    _write(page, html)
    typer.echo(f"Wrote {page}: {len(html.encode()) / 1e6:.1f} MB. Open it in a browser.")


def _refuse_to_overwrite(page: Path) -> None:
    try:
        with page.open("rb") as file:
            start = file.read(LOOKED_AT)
    except FileNotFoundError:
        return
    except OSError as error:
        fail(f"{page} cannot be looked at ({error.strerror}); name another folder.")
    if GENERATOR.encode() not in start:
        fail(f"{page} was not made by this command, so it stays as it is; name another folder.")


def dress() -> Dress:
    """The style sheet and the script that lie beside the code."""
    there = files("flows.workshop.preview")
    style, script = (there.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "walk.js"))
    return Dress(style, script)


def _write(page: Path, html: str) -> None:
    """All at once: whoever has the page open never finds half of it."""
    try:
        replace_file(page, html.encode())
    except OSError as error:
        fail(f"{page} cannot be written ({error.strerror}); name another folder.")
