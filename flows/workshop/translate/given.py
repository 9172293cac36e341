"""Reads a translator's catalogue, and says of each entry whether its words can be used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.compiler.po_file import Entry as PoEntry
from flows.compiler.po_file import read_entries
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.workshop.translate.desk import Unusable

_LANGUAGE = re.compile(r'^"Language: *(?P<tag>[A-Za-z_-]+)\\n"', re.MULTILINE)

OLDER = "The source has other words by now. Export again, and translate those."
"""Why words are refused that were made from a source of before."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry whose words are left out, and why."""

    context: str
    why: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries with words that nobody marked as a guess, by context."""

    language: str
    entries: Mapping[str, PoEntry]


def read_catalogue(name: str, content: bytes, language: str = "") -> Catalogue:
    """A catalogue in the language that is named here, or else in its header; raises Unusable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"{name} is not UTF-8. Export it as UTF-8 from the program that wrote it.") from None
    file = SourceFile(name, text)
    report = Report({name: file})
    entries = read_entries(file, report)
    if entries is None or report.has_errors:
        first = report.diagnostics[0]
        raise Unusable(f"{name}:{first.place.line}: {first.message}. {first.help}")
    found = _LANGUAGE.search(text)
    tag = language or (found["tag"].replace("_", "-") if found else "")  # programs write es_MX
    if not tag:
        raise Unusable(f"{name} does not say which language it is in. Name it: `translate import FILE LANG`.")
    return Catalogue(tag, {entry.key: entry for entry in entries if entry.is_translated})
