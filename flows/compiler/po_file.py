"""Reads a gettext catalogue strictly, so that a lost quotation mark cannot lose words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.place import Place

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr) +)?"(?:[^"\\]|\\[nrt"\\])*"')
_KEY = re.compile(r'msgctxt +"(.+)"')
_FOLLOWING = {"msgctxt": ("msgid",), "msgid": ("msgstr",), "msgstr": ("msgctxt", "msgid")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase: its key (msgctxt), its words in the file's language, and where the key stands.

    `msgid` holds the words that were translated; without a translation they are the phrase's own.
    """

    key: str
    words: str
    place: Place
    msgid: str
    is_translated: bool


def read_entries(file: SourceFile, report: Report) -> tuple[Entry, ...] | None:
    """The phrases in file order; what is not translated, or only guessed, has the words of the msgid.

    None after a report that the file is broken. A key that stands twice is reported.
    """
    fault = next(_faults(file), None)
    if fault:
        line, message = fault
        report.add("O01", file.place(line, 1, len(file.line(line)) or 1), message, help=_SHAPE)
        return None
    try:
        catalog = read_po(map(_without_language, file.lines), abort_invalid=True)
    except (PoFileError, ValueError, AttributeError) as error:  # the last two for odd dates in a header
        report.add("O01", file.place(1), f"The catalogue cannot be read: {error}", help="Look at its header.")
        return None
    places = _key_places(file, report)
    return tuple(_entry(message, file, places) for message in catalog if message.id)


_SHAPE = 'Each phrase is `msgctxt "key"`, `msgid "words"` and `msgstr "..."`, in this order.'


def _faults(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Babel cuts the first and last letter off each line, whatever they are: so lines are checked before."""
    expected = _FOLLOWING["msgstr"]
    last = None
    for number, text in enumerate(map(str.strip, file.lines), start=1):
        if not text or text.startswith("#"):
            continue
        line = _LINE.fullmatch(text)
        if line is None or (last is None and line[1] is None):
            yield number, "This line cannot be read"
        elif line[1]:
            if line[1] not in expected:
                yield number, f"`{line[1]}` stands where `{expected[0]}` should"
            last, expected = line[1], _FOLLOWING[line[1]]
    if last not in (None, "msgstr"):
        yield len(file.lines), "The last phrase has no `msgstr`"


def _without_language(line: str) -> str:
    """Babel refuses a header that names a language which it does not know, as pseudo-languages are."""
    return '""' if line.startswith('"Language:') else line


def _key_places(file: SourceFile, report: Report) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for number, line in enumerate(file.lines, start=1):
        key = _KEY.match(line.strip())
        if not key:
            continue
        place = file.place(number, line.index('"') + 2, len(key[1]) or 1)
        if key[1] in found:
            message = f"The phrase `{key[1]}` stands twice; it was first on line {found[key[1]].line}"
            report.add("O04", place, message, help="Keep one of them.")
        found.setdefault(key[1], place)
    return found


def _entry(message: Message, file: SourceFile, places: dict[str, Place]) -> Entry:
    key = message.context or ""
    guessed = message.fuzzy or not message.string
    words = str(message.id if guessed else message.string)
    place = places.get(key, file.place(message.lineno or 1))
    return Entry(key, words, place, str(message.id), not guessed)
