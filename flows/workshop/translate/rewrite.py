"""Puts translated words into one Markdown file, or makes the file from its source.

What stands there already stays to the byte. A screen that is missing, or has another shape than its source,
is written anew from the source as soon as there are words for all of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flows.compiler.page import Page
from flows.compiler.po_file import Entry as PoEntry
from flows.compiler.translations.parts import one_line
from flows.compiler.translations.survey import Entry, FileSurvey
from flows.workshop.translate.fitting import ScreenText, screen_texts
from flows.workshop.translate.given import OLDER, Refused
from flows.workshop.translate.raw import Edit, Raw
from flows.workshop.translate.title import title_of, title_written
from flows.workshop.translate.wordings import named_units, present_words

_REVIEWED = re.compile(r"(?m)^reviewed:[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Rewriter:
    """One file of the source with its translation, and what a catalogue gives for it."""

    file: FileSurvey
    source: Raw
    present: Raw | None
    given: Mapping[str, PoEntry]
    refused: list[Refused] = field(default_factory=list)

    def content(self) -> bytes | None:
        """The bytes of the translated file; None while there is none, and no screen to begin it with."""
        texts = screen_texts(self.source, self.file.source)
        words = {str(entry.id): self._words(entry, texts[_name(entry)]) for entry in self.file.entries}
        if self.present is None or self.file.page is None:
            return self._begun(texts, words)
        edits = self._edits(self.present, self.file.page, texts, words)
        return self.present.encoded(
            self.present.edited([*self._title_edits(self.present, self.file.page), *edits])
        )

    def _words(self, entry: Entry, text: ScreenText) -> dict[int, str]:
        """What the catalogue gives for each unit, by number; what cannot be used is refused."""
        found: dict[int, str] = {}
        present = present_words(entry)
        for number, (context, unit) in enumerate(named_units(entry.id, entry.source)):
            if context not in self.given:
                continue
            words = one_line(self.given[context].words)
            is_known = number in present and present[number].text == words
            why = "" if is_known else self._why_not(context, unit.text) or text.why_unfit(number, words)
            if why:
                self.refused.append(Refused(context, why))
            else:
                found[number] = words
        return found

    def _why_not(self, context: str, source: str) -> str:
        return "" if one_line(self.given[context].msgid) == source else OLDER

    def _begun(self, texts: Mapping[str, ScreenText], words: Mapping[str, dict[int, str]]) -> bytes | None:
        """A new file: the head of the source, and every screen that has all its words."""
        screens = [
            texts[_name(entry)].with_words(words[entry.id]).rstrip()
            for entry in self.file.entries
            if len(words[entry.id]) == len(texts[_name(entry)].units)
        ]
        if not screens:
            return None
        first = min(text.start for text in texts.values())
        head = self.source.edited(self._title_edits(self.source, self.file.source), 0, first)
        body = (self.source.line_end * 2).join(screens)
        head = _REVIEWED.sub("reviewed: never", head, count=1)
        return self.source.encoded(f"{head}{body}{self.source.line_end}")

    def _title_edits(self, raw: Raw, page: Page) -> Iterator[Edit]:
        given, title = self.given.get(f"{self.file.flow}.md"), title_of(page)
        if given and title and title.words != given.words:
            yield raw.edit_place(title.place, title_written(one_line(given.words)))

    def _edits(
        self, raw: Raw, page: Page, texts: Mapping[str, ScreenText], words: Mapping[str, dict[int, str]]
    ) -> Iterator[Edit]:
        """What changes in the file that is there: words in their place, and screens that are written anew."""
        there = screen_texts(raw, page)
        new: dict[int, list[str]] = {}
        anchor = min((text.start for text in there.values()), default=len(raw.text))
        for entry in self.file.entries:
            source, own, given = texts[_name(entry)], there.get(_name(entry)), words[entry.id]
            if own:
                anchor = own.end
                yield from _changes(raw, entry, source, own, given)
            elif len(given) == len(source.units):
                new.setdefault(anchor, []).append(source.with_words(given).rstrip())
        for at, screens in new.items():
            yield Edit(at, at, _inserted(raw, at, screens))


def _changes(
    raw: Raw, entry: Entry, source: ScreenText, own: ScreenText, given: Mapping[int, str]
) -> Iterator[Edit]:
    """The edits of a screen that is there."""
    present = present_words(entry)
    changed = {
        number: words
        for number, words in given.items()
        if number not in present or present[number].text != words
    }
    if own.shapes == source.shapes:
        yield from (raw.edit(present[number], words) for number, words in changed.items())
        return
    whole = {number: unit.text for number, unit in present.items()} | dict(given)
    if changed and len(whole) == len(source.units):
        screen = _with_line_ends(source.with_words(whole).rstrip(), raw)
        written = raw.text[own.start : own.end]
        yield Edit(own.start, own.start + len(written.rstrip()), screen)


def _inserted(raw: Raw, at: int, screens: list[str]) -> str:
    """Screens as they are put in at a place, with an empty line before and behind each."""
    before, line_end = raw.text[:at], raw.line_end
    missing = 0 if not before or before.endswith(line_end * 2) else 1 if before.endswith(line_end) else 2
    whole = _with_line_ends("\n\n".join(screens), raw)
    return f"{line_end * missing}{whole}{line_end * (1 if at == len(raw.text) else 2)}"


def _with_line_ends(text: str, raw: Raw) -> str:
    return text.replace("\r\n", "\n").replace("\n", raw.line_end)


def _name(entry: Entry) -> str:
    return entry.id.partition("#")[2]
