"""`content diff`."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli.common import FOUND, UNUSABLE, FolderOption, fail, folder_of, now
from bot.cli.formats import Format, FormatOption
from flows.model.diagnostic import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class _Version:
    """One side: what the person called it, and its files by path; `is_folder` or a version in git."""

    name: str
    files: Mapping[str, bytes]
    is_folder: bool

    @property
    def prefix(self) -> str:
        """What stands before its places."""
        return f"{Path(self.name).as_posix()}/" if self.is_folder else f"{self.name}:"


def diff(
    before: Annotated[
        str, typer.Argument(help="The older version: a content folder, or a name in git.")
    ] = "HEAD",
    after: Annotated[
        str | None, typer.Argument(help="The newer one; the content folder as it is now if left out.")
    ] = None,
    content: FolderOption = None,
    form: FormatOption = Format.TEXT,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 1 when anything is different.")
    ] = False,
) -> None:
    """Say what changed between two versions of the content, as an editor sees it.

    What touches safety stands first: help lines, safety pages, and the ways that lead to them.
    """
    folder = folder_of(content)
    different = _tell(_version(before, folder), _version(after or str(folder), folder), form)
    if different and exit_code:
        raise typer.Exit(FOUND)


def _version(name: str, folder: Path) -> _Version:
    from bot.cli.folder_files import read_all
    from bot.cli.revisions import NoSuchVersion, read_revision

    if Path(name).is_dir():
        return _Version(name, read_all(Path(name)), is_folder=True)
    try:
        return _Version(name, read_revision(folder, name), is_folder=False)
    except NoSuchVersion as problem:
        fail(str(problem))


def _tell(before: _Version, after: _Version, form: Format) -> bool:
    """Print what differs; True when something does."""
    from flows.compiler.compile import compile_content
    from flows.workshop.diff.as_json import diff_as_json
    from flows.workshop.diff.compare import diff as compare
    from flows.workshop.diff.conversations import passing
    from flows.workshop.diff.show import render_diff

    old, new = (compile_content(side.files, now().date()) for side in (before, after))
    if old.snapshot is None or new.snapshot is None:
        _refuse(before, after, {before.name: old.diagnostics, after.name: new.diagnostics})
    found = compare(old.snapshot, new.snapshot)
    met = tuple(passing(_transcripts(before), old.snapshot, found.different, now()))
    if form is Format.JSON:
        sys.stdout.write(f"{diff_as_json(found, met)}\n")
    else:
        sys.stdout.write(render_diff(found, met, before.prefix, after.prefix))
    return bool(found.changes)


def _transcripts(version: _Version) -> dict[str, str]:
    return {
        path: content.decode("utf-8", errors="replace")
        for path, content in sorted(version.files.items())
        if path.startswith("tests/") and path.endswith(".chat")
    }


def _refuse(before: _Version, after: _Version, diagnostics: Mapping[str, Sequence[Diagnostic]]) -> NoReturn:
    """Name the first error of each side, and tell what can be told without understanding the content."""
    from flows.compiler.show import render_diagnostic
    from flows.workshop.diff.rough import rough_changes

    for side in (before, after):
        errors = [found for found in diagnostics[side.name] if found.severity is Severity.ERROR]
        if errors:
            sys.stderr.write(f"{side.name} has errors; this is the first of {len(errors)}:\n")
            sys.stderr.write(f"{render_diagnostic(errors[0], side.prefix if side.is_folder else '')}\n\n")
    sys.stderr.write("So the two cannot be compared as conversations, only file by file:\n")
    sys.stdout.writelines(f"{sentence}\n" for sentence in rough_changes(before.files, after.files))
    raise typer.Exit(UNUSABLE)
