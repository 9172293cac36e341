"""The files and folders that stand behind `check`."""

from collections.abc import Collection, Sequence
from pathlib import Path

from bot.cli.common import fail, folder_of
from flows.compiler.report import did_you_mean

MAIN_FILE = "content.yaml"
"""What makes a folder a content folder."""


def folder_and_files(named: Sequence[Path], content: Path | None) -> tuple[Path, Sequence[Path]]:
    """The content folder, and the files to report; none for all of them.

    A folder that stands alone is the content folder, unless it is a part of one. Without `--content` the
    folder around the first named file is meant, else the one of the settings.
    """
    if content is None and len(named) == 1 and named[0].is_dir() and not _around(named[0].resolve().parent):
        return named[0], ()
    around = next(filter(None, (_around(path.absolute()) for path in named)), None)
    return folder_of(content or around), named


def _around(path: Path) -> Path | None:
    """The content folder that a path is or lies in, as seen from here; None when it lies in none."""
    folder = next((folder for folder in (path, *path.parents) if (folder / MAIN_FILE).is_file()), None)
    here = Path.cwd()
    return folder.relative_to(here) if folder and folder.is_relative_to(here) else folder


def paths_of(named: Sequence[Path], folder: Path, known: Collection[str]) -> frozenset[str]:
    """The named files as the compiler calls them; ends the command when one of them is no content."""
    return frozenset(path for name in named for path in _paths(name, folder, known))


def _paths(name: Path, folder: Path, known: Collection[str]) -> list[str]:
    """A file, or all files of a folder; as seen from here if it is there, else inside the content folder."""
    whole, top = name.resolve(), folder.resolve()
    inside = whole.relative_to(top).as_posix() if whole.is_relative_to(top) else name.as_posix()
    found = _within(inside, known) or _within(name.as_posix(), known)
    if not found and name.suffix == ".chat":
        fail(f"{name} is a transcript: `python -m bot test {name}` plays it.")
    if not found:
        near = did_you_mean(inside, known)
        fail(f"There is no content file {name}, neither here nor in {folder}. {near}".rstrip())
    return found


def _within(path: str, known: Collection[str]) -> list[str]:
    return [one for one in known if path in (one, ".") or one.startswith(f"{path}/")]
