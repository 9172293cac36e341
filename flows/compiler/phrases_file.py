"""Reads ui.po: the bot's own words in one language."""

import re
from collections.abc import Collection, Iterable, Mapping

from flows.compiler.po_file import Entry, read_entries
from flows.compiler.report import Report, did_you_mean
from flows.compiler.source import SourceFile
from flows.model.phrases import REQUIRED_PHRASES
from flows.model.place import Place

_LIMITS = {
    "command.": 256,
    "bot.name": 64,
    "bot.short-description": 120,
    "bot.description": 512,
    "notice.": 200,
    "button.": 38,
}
"""Characters by how keys begin: what Telegram takes, and what a row on a small phone can show."""

_BLANK = re.compile(r"\{([a-z]+)\}")


def read_phrases(
    file: SourceFile | None, language: str, commands: Collection[str], report: Report
) -> dict[str, str]:
    """The phrases by key; each that is missing, unknown or unfit is reported."""
    if file is None:
        path = f"{language}/ui.po"
        report.add(
            "V01", Place(path, 1, 1), f"The file {path} is missing", why="The bot would have no words."
        )
        return {}
    entries = read_entries(file, report)
    if entries is None:
        return {}
    known = known_phrases(commands)
    for entry in entries:
        check_phrase(entry, known, report)
    phrases = {entry.key: entry.words for entry in reversed(entries)}
    _report_missing(phrases, known, file, report)
    return phrases


def known_phrases(commands: Iterable[str]) -> dict[str, str]:
    """Every key that a catalogue must hold, and when it is used."""
    return REQUIRED_PHRASES | {
        f"command.{name}": "the line beside a command in the menu" for name in commands
    }


def room_for(key: str) -> int | None:
    """Characters that a phrase may have; None where nothing but good sense limits it."""
    return next((limit for start, limit in _LIMITS.items() if key.startswith(start)), None)


def check_phrase(entry: Entry, known: Mapping[str, str], report: Report) -> None:
    """Report a phrase that is unknown, too long, or whose blanks are not what is filled in."""
    if entry.key not in known:
        help = did_you_mean(entry.key, known)
        report.add("O03", entry.place, f"The bot has no phrase `{entry.key}`", help=help)
        return
    _check_blanks(entry, known[entry.key], report)
    _check_length(entry, report)


def _check_blanks(entry: Entry, use: str, report: Report) -> None:
    """What is filled in stands in braces in the description of the key."""
    blanks = set(_BLANK.findall(use))
    rest = _BLANK.sub("", entry.words)
    if set(_BLANK.findall(entry.words)) != blanks or "{" in rest or "}" in rest:
        wanted = " and ".join(f"`{{{blank}}}`" for blank in sorted(blanks)) or "nothing in braces"
        report.add("O05", entry.place, "The braces here are not what is filled in", help=f"Write {wanted}.")


def _check_length(entry: Entry, report: Report) -> None:
    limit = room_for(entry.key)
    if limit and len(entry.words) > limit:
        message = f"{len(entry.words)} characters; there is room for {limit}"
        report.add("O06", entry.place, message, why="Telegram refuses it, or cuts it on a small phone.")


def _report_missing(
    phrases: Mapping[str, str], known: Mapping[str, str], file: SourceFile, report: Report
) -> None:
    missing = [f"`{key}` ({use})" for key, use in known.items() if not phrases.get(key, "").strip()]
    if missing:
        why = "The bot would have nothing to say there."
        report.add("O02", file.place(1), f"Phrases are missing: {', '.join(missing)}", why=why)
