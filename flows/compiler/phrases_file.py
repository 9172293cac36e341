"""Reads ui.po: the bot's own words in one language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.compiler.po_file import Entry, read_entries
from flows.compiler.report import Report, did_you_mean
from flows.compiler.source import SourceFile
from flows.model.phrases import REQUIRED_PHRASES
from flows.model.place import Place

_LIMITS = {
    "command.": 256,
    "memory.": 38,
    "said.": 20,
    "list.asked": 20,
    "file.page": 30,
    "file.": 40,
    "date.shown": 40,
    "quiet.text": 60,
    "late.text": 200,
    "check-in.text": 200,
    "hidden.text": 200,
    "button.safety": 18,
    "button.hide": 18,
    "bot.name": 64,
    "bot.short-description": 120,
    "bot.description": 512,
    "notice.": 200,
    "button.": 38,
}
"""Characters by how keys begin, the first that fits: what Telegram takes, and what a small phone can show."""

_BLANK = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class KnownPhrases:
    """Every key with when it is used; keys that begin as one of `hidden` may be right or wrong."""

    uses: Mapping[str, str]
    hidden: tuple[str, ...] = ()


def read_phrases(
    file: SourceFile | None, language: str, known: KnownPhrases, report: Report
) -> dict[str, str]:
    """The phrases by key, of those that are `known`; each that is missing, unknown or unfit is reported."""
    if file is None:
        path = f"{language}/ui.po"
        report.add(
            "V01", Place(path, 1, 1), f"The file {path} is missing", why="The bot would have no words."
        )
        return {}
    entries = read_entries(file, report)
    if entries is None:
        return {}
    for entry in entries:
        check_phrase(entry, known, report)
    phrases = {entry.key: entry.words for entry in reversed(entries)}
    _report_missing(phrases, known.uses, file, report)
    return phrases


def known_phrases(
    commands: Iterable[str], memory: Iterable[str], *, is_memory_broken: bool = False
) -> KnownPhrases:
    """Every key that a catalogue must hold; memory.yaml may be broken, so that names of it are missing."""
    menu = {f"command.{name}": "the line beside a command in the menu" for name in commands}
    told = {f"memory.{name}": "what it is called where people see what they told" for name in memory}
    return KnownPhrases(REQUIRED_PHRASES | menu | told, ("memory.",) if is_memory_broken else ())


def room_for(key: str) -> int | None:
    """Characters that a phrase may have; None where nothing but good sense limits it."""
    return next((limit for start, limit in _LIMITS.items() if key.startswith(start)), None)


def check_phrase(entry: Entry, known: KnownPhrases, report: Report) -> None:
    """Report a phrase that is unknown, too long, or whose blanks are not what is filled in."""
    if entry.key not in known.uses:
        if not entry.key.startswith(known.hidden):
            help = did_you_mean(entry.key, known.uses)
            report.add("O03", entry.place, f"The bot has no phrase `{entry.key}`", help=help)
        return
    _check_blanks(entry, known.uses[entry.key], report)
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
