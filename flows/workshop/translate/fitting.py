"""Whether translated words would be read as what they stand for: tried out in the place of the source's."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.compiler.page import Page, Section
from flows.compiler.page_reader import read_page
from flows.compiler.screen_index import id_of
from flows.compiler.source import SourceFile
from flows.compiler.translations.parts import Unit, parts_of, units_of
from flows.workshop.translate.raw import Raw


@dataclass(frozen=True, slots=True)
class ScreenText:
    """A screen as it is written: its section, its words, and where it stands in its file."""

    raw: Raw
    section: Section
    units: Sequence[Unit]
    start: int
    end: int

    @property
    def shapes(self) -> list[tuple[object, ...]]:
        """What a translation must have in common with it."""
        return [part.shape for part in parts_of(self.section)]

    def with_words(self, words: dict[int, str]) -> str:
        """The screen as it is written, with words for some of its units by their numbers."""
        edits = [self.raw.edit(self.units[number], text) for number, text in words.items()]
        return self.raw.edited(edits, self.start, self.end)

    def why_unfit(self, number: int, words: str) -> str:
        """Why words cannot stand for a unit; "" when they can."""
        sections = read_page(SourceFile("", self.with_words({number: words}))).sections
        if len(sections) != 1 or [part.shape for part in parts_of(sections[0])] != self.shapes:
            return "Markdown would not read these words as one text. No line can begin with `-`, `#` or `>`."
        unit = units_of(sections[0])[number]
        if unit.inserts != self.units[number].inserts:
            wanted = ", ".join(self.units[number].inserts) or "nothing in braces"
            return f"The source has {wanted} here, and these words do not."
        return (
            "" if unit.text == words else "Markdown would read these words otherwise than they are written."
        )


def screen_texts(raw: Raw, page: Page) -> dict[str, ScreenText]:
    """Every screen of a file by its id within the file; of two with one id, the first."""
    starts = [raw.line_start(section) for section in page.sections]
    found: dict[str, ScreenText] = {}
    for section, start, end in zip(page.sections, starts, [*starts[1:], len(raw.text)], strict=True):
        found.setdefault(id_of(section), ScreenText(raw, section, units_of(section), start, end))
    return found
