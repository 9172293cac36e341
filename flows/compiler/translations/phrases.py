"""The bot's own words in another language; each that is not there yet is said in the source language."""

from collections.abc import Mapping

from flows.compiler.decode import Folder
from flows.compiler.phrases_file import KnownPhrases, check_phrase
from flows.compiler.po_file import read_entries
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.place import Place


def read_translated_phrases(
    folder: Folder, language: str, source: Mapping[str, str], known: KnownPhrases
) -> tuple[Mapping[str, str], bool]:
    """The phrases by key, and True when all of them are translated from the source's present words."""
    path = f"{language}/ui.po"
    file = folder.file(path)
    translated = folder.once(
        f"phrases {language}",
        lambda report: _read(file, source, known, report) if file else {},
        *(file, tuple(source.items()), tuple(known.uses), known.hidden),
    )
    if translated is None:
        return source, False  # what is wrong with the file has been reported
    missing = [f"`{key}`" for key in source if key not in translated]
    if missing:
        place = file.place(1) if file else Place(path, 1, 1)
        what = (
            f"These words of the bot are not translated: {', '.join(missing)}"
            if file
            else "This file is missing"
        )
        why = f"They are said in the source language, and nobody can begin in `{language}`."
        folder.report.warn("K13", place, what, why=why, help="Run `translate export`, or write them.")
    return {**source, **translated}, not missing


def _read(
    file: SourceFile, source: Mapping[str, str], known: KnownPhrases, report: Report
) -> dict[str, str] | None:
    entries = read_entries(file, report)
    if entries is None:
        return None
    for entry in entries:
        check_phrase(entry, known, report)
    return {
        entry.key: entry.words
        for entry in reversed(entries)
        if entry.is_translated and entry.msgid == source.get(entry.key)
    }
