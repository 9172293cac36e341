"""`content links`."""

import sys

import typer

from bot.cli.common import FOUND, FolderOption, fail, folder_of, now
from bot.cli.formats import Format, FormatOption


def links(
    content: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """List the sources and web addresses of the content, and what uses them; opens none of them.

    Exits 1 when an address is not https, or two sources or two help lines have the same one.
    """
    from bot.library import read_folder
    from flows.compiler.compile import compile_content
    from flows.workshop.links import links as find
    from flows.workshop.links_list import links_json, links_list

    folder = folder_of(content)
    try:
        files = read_folder(folder)
    except OSError as error:
        fail(str(error))
    snapshot = compile_content(files, now().date()).snapshot
    if snapshot is None:
        sys.stderr.write(f"{folder} has errors, so its sources are left out; `check` says which.\n")
    found = find(files, snapshot)
    prefix = f"{folder.as_posix()}/"
    sys.stdout.write(f"{links_json(found)}\n" if form is Format.JSON else links_list(found, prefix))
    if found.insecure or found.repeated:
        raise typer.Exit(FOUND)
