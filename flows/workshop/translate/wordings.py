"""Everything that can be translated, each under the name that it has in a catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.compiler.page import Section
from flows.compiler.phrases_file import room_for
from flows.compiler.references import BANK
from flows.compiler.translations.compare import paired
from flows.compiler.translations.parts import Kind, Unit, parts_of
from flows.compiler.translations.survey import Entry, FileSurvey, State
from flows.model.place import Place
from flows.workshop.translate.desk import Desk
from flows.workshop.translate.title import title_of


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry of a catalogue: words of the source, and those of the other language or "".

    `context` is `flow#screen.n` with n from 1, `questions#id.part`, `flow.md` for a title, or the key of one
    of the bot's phrases. `is_stale` when the source has other words than those that were translated.
    """

    context: str
    source: str
    words: str
    place: Place
    comment: str
    is_stale: bool = False


def wordings(desk: Desk, language: str) -> Iterator[Wording]:
    """Everything that can be translated, in the order of the files and then of ui.po."""
    for file in desk.survey(language):
        yield from _title(file)
        for entry in file.entries:
            yield from _of_entry(entry)
    yield from _phrases(desk, language)


def named_units(id: str, section: Section) -> list[tuple[str, Unit]]:
    """The words under a heading with their contexts."""
    if not id.startswith(f"{BANK}#"):
        units = (unit for part in parts_of(section) for unit in part.units)
        return [(f"{id}.{number}", unit) for number, unit in enumerate(units, start=1)]
    found: list[tuple[str, Unit]] = []
    name, number = "question", 0
    for part in parts_of(section):
        if part.kind is Kind.HEADING:
            name, number = part.span.text, 0
        for unit in part.units:
            number += 1
            found.append((f"{id}.{name}" if number == 1 else f"{id}.{name} {number}", unit))
    return found


def present_words(entry: Entry) -> dict[int, Unit]:
    """The words that were written for each unit of the source, by its number, as far as shapes tell."""
    if entry.words is None:
        return {}
    units = [unit for _, unit in named_units(entry.id, entry.source)]
    numbers = {(unit.span.place.line, unit.span.start): number for number, unit in enumerate(units)}
    return {
        numbers[one.span.place.line, one.span.start]: other
        for one, other in paired(entry.source, entry.words)
    }


def _title(file: FileSurvey) -> Iterator[Wording]:
    source = title_of(file.source)
    words = title_of(file.page) if file.page else None
    if source:
        written = words.words if words and words.words != source.words else ""
        yield Wording(f"{file.flow}.md", source.words, written, source.place, "the title of the file")


def _of_entry(entry: Entry) -> Iterator[Wording]:
    present = present_words(entry)
    for number, (context, unit) in enumerate(named_units(entry.id, entry.source)):
        words = present[number].text if number in present else ""
        yield Wording(context, unit.text, words, unit.span.place, _comment(unit), entry.state is State.STALE)


def _comment(unit: Unit) -> str:
    return f"{unit.kind}, at most {unit.room} characters" if unit.room else str(unit.kind)


def _phrases(desk: Desk, language: str) -> Iterator[Wording]:
    source, there = desk.catalogue(desk.settings.source), desk.catalogue(language)
    uses = desk.uses()
    for key, words in desk.phrases().items():
        present = there.get(key)
        said = present if present and present.is_translated else None
        is_stale = said is not None and said.msgid != words
        comment = _phrase_comment(key, uses[key])
        yield Wording(key, words, said.words if said else "", source[key].place, comment, is_stale)


def _phrase_comment(key: str, use: str) -> str:
    room = room_for(key)
    return f"a phrase of the bot: {use}" + (f"; at most {room} characters" if room else "")
