"""`check`: what would break a conversation, as an editor or a program reads it."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.check_formats import CheckFormat, CheckFormatOption
from bot.cli.common import FOUND, FolderOption, fail, now, wants_colour


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Report only what stands in these; or the content folder.", show_default=False),
    ] = None,
    content: FolderOption = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended in one way only.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again after every save.")] = False,
    explain: Annotated[str, typer.Option(metavar="CODE", help="Explain a code such as R02.")] = "",
    format: CheckFormatOption = CheckFormat.TEXT,
) -> None:
    """Check the content; exits 1 when something keeps it from going live.

    The whole folder is compiled, whatever FILES are named.
    """
    if explain:
        from bot.cli.explaining import explain_code

        explain_code(explain, sys.stdout)
        return
    if watch and (fix or format is not CheckFormat.TEXT):
        fail("--watch goes with neither --fix nor --format: it shows problems to somebody who is typing.")
    with _without_collector():
        try:
            _check(files or [], content, format, fix=fix, watch=watch)
        except OSError as error:
            fail(str(error))


def _check(files: list[Path], content: Path | None, format: CheckFormat, *, fix: bool, watch: bool) -> None:
    from bot.cli.checking import Checking
    from bot.cli.named_files import folder_and_files

    folder, named = folder_and_files(files, content)
    checking = Checking(folder, named, sys.stdout, colour=wants_colour(sys.stdout))
    if watch:
        from bot.cli.watching import watch_folder

        watch_folder(checking, now)
        return
    if fix:
        checking.mend(now().date(), sys.stdout if format is CheckFormat.TEXT else sys.stderr)
    found = checking.check(checking.read(), now().date())
    checking.show(found, format)
    if checking.has_errors(found):
        raise typer.Exit(FOUND)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare Python's search for unreachable circles, a third of a check: what is read stays in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
