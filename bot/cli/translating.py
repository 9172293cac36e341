"""What the `translate` commands do; apart from them, because the compiler takes a while to import."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from bot.cli.common import FOUND, fail
from bot.cli.formats import Format, write_json
from bot.files import replace_file
from bot.library import read_folder
from flows.compiler.translations.lock import LOCK_FILE
from flows.workshop.translate.accept import Accepted
from flows.workshop.translate.accept import accept as accept_screens
from flows.workshop.translate.bring_in import bring_in
from flows.workshop.translate.desk import Desk, Unusable, check_language, open_desk
from flows.workshop.translate.export import export
from flows.workshop.translate.given import read_catalogue
from flows.workshop.translate.pseudo import with_pseudo
from flows.workshop.translate.pseudo_words import KINDS
from flows.workshop.translate.status import as_objects, as_text, status

MOST_NAMED = 20
"""Screens that are named one by one; more of them are counted."""


def show_status(folder: Path, language: str, form: Format) -> None:
    """Write how far one language has come, or every one."""
    with _desk(folder) as desk:
        if language:
            check_language(desk, language)
        found = [status(desk, one) for one in ([language] if language else desk.settings.others)]
    if form is Format.JSON:
        write_json(as_objects(found), sys.stdout)
    else:
        sys.stdout.write(as_text(found))


def write_catalogue(folder: Path, language: str, out: Path | None) -> None:
    """Write the catalogue; a file that holds something else stays as it is."""
    with _desk(folder) as desk:
        catalogue = export(desk, language)
    if out is None:
        sys.stdout.write(catalogue.decode())
        return
    if out.exists() and out.read_bytes() != catalogue:
        fail(f"{out} is there already, perhaps with a translator's work in it. Name another file.")
    replace_file(out, catalogue)
    sys.stdout.write(f"Wrote {out}: send it to the translator, then `translate import {out}`.\n")


def bring_catalogue_in(folder: Path, file: Path, language: str) -> None:
    """Write the files that change, and say which entries were left out."""
    with _desk(folder) as desk:
        brought = bring_in(desk, read_catalogue(str(file), file.read_bytes(), language))
    _write(folder, brought.files)
    for path in sorted(brought.files):
        sys.stdout.write(f"Wrote {folder / path}.\n")
    for refused in brought.refused:
        sys.stdout.write(f"Left out {refused.context}: {refused.why}\n")
    sys.stdout.write(
        f"{_count(brought.used, 'entry', 'entries')} with words, {len(brought.refused)} left out.\n"
    )
    if brought.files:
        sys.stdout.write(f"Read them, then run `translate accept {brought.language}`.\n")
    if brought.refused:
        raise typer.Exit(FOUND)


def accept_words(folder: Path, language: str, names: Sequence[str]) -> None:
    """Write translations.lock, and say what can be seen from now and what cannot."""
    with _desk(folder) as desk:
        accepted = accept_screens(desk, language, names)
    if accepted.accepted:
        _write(folder, {LOCK_FILE: accepted.lock})
    sys.stdout.write(_told(accepted, language))
    if accepted.unfit:
        raise typer.Exit(FOUND)


def write_pseudo(folder: Path, directory: Path, kind: str) -> None:
    """Write the copy into a folder that is new or empty."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        fail(f"{directory} is not empty. Name a new folder: nothing is written over.")
    with _desk(folder) as desk:
        files = with_pseudo(desk, KINDS[kind])
    _write(directory, files)
    language = KINDS[kind].language
    sys.stdout.write(f"Wrote {directory} with the language `{language}`. Try `check {directory}`.\n")


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    """The folder opened for work; what cannot be done ends the command with a sentence."""
    try:
        yield open_desk(read_folder(folder))
    except (Unusable, OSError) as error:
        fail(str(error))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            replace_file(folder / path, content)
    except OSError as error:
        fail(str(error))


def _told(accepted: Accepted, language: str) -> str:
    lines = [f"{_count(len(accepted.accepted), 'text', 'texts')} accepted in `{language}`."]
    if accepted.were_stale:
        lines.append(f"The source had changed since for {_named(accepted.were_stale)}.")
    if accepted.unfit:
        lines.append(f"Missing, or not of one shape with the source (see `check`): {_named(accepted.unfit)}.")
    return "".join(f"{line}\n" for line in lines)


def _named(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return f"{', '.join(ids[:MOST_NAMED])}{more}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
