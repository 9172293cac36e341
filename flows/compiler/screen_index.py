"""Finds every screen of every flow before any target is looked up."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from flows.compiler.instruction_words import first_word, report_lacking, rest
from flows.compiler.near_misses import missed_headings, report_gap, report_missed_headings
from flows.compiler.page import Block, Code, Heading, Item, Link, Page, Prose, Section, Text
from flows.compiler.page_reader import SCREEN_LEVEL
from flows.compiler.references import RESERVED, WHAT_IS_AN_ID, Screens, is_id, looks_like_screen
from flows.compiler.report import Report
from flows.compiler.span import Span
from flows.model.flow import ScreenId


def index_screens(
    pages: Mapping[str, Page], report: Report, *, unread: Collection[str], languages: Collection[str]
) -> Screens:
    """The screens that targets may name; headings and `was` lines with mistakes are reported."""
    index = _Index(report)
    for flow, page in pages.items():
        index.add_page(flow, page)
    for flow, page in pages.items():
        for section in page.sections:
            index.add_former_ids(flow, section)
    ids = index.ids | {flow: {} for flow in unread}
    without_screens = {flow for flow, known in ids.items() if not known}
    return Screens(ids, index.broken, index.moved, without_screens | index.doubled, languages)


def is_about(block: Block) -> bool:
    """True for a paragraph of nothing but code, which says something about its screen."""
    if not isinstance(block, Prose):
        return False
    rest_of_it = (piece for piece in block.pieces if not isinstance(piece, Code))
    return any(isinstance(piece, Code) for piece in block.pieces) and all(map(is_blank, rest_of_it))


def is_blank(piece: object) -> bool:
    """True for white space between pieces."""
    return isinstance(piece, Text) and not piece.content.strip()


def abouts(section: Section) -> Iterator[Code]:
    """The code of the paragraphs of code alone that stand right under a heading."""
    for block in section.blocks:
        if not (isinstance(block, Prose) and is_about(block)):
            return
        yield from (piece for piece in block.pieces if isinstance(piece, Code))


def id_of(section: Section) -> str:
    """The words of a heading, which are the screen's id."""
    return section.heading.span.text


@dataclass(slots=True)
class _Index:
    report: Report
    ids: dict[str, dict[str, Section]] = field(default_factory=dict)
    broken: set[ScreenId] = field(default_factory=set)
    moved: dict[ScreenId, ScreenId] = field(default_factory=dict)
    doubled: set[str] = field(default_factory=set)

    def add_page(self, flow: str, page: Page) -> None:
        self.ids[flow] = {}
        for note in page.notes:
            self._check_note(note)
        for section in page.sections:
            self._add_section(flow, section)
        missed = (span.text for prose in _all_prose(page) for span in missed_headings(prose))
        self.broken.update(ScreenId(f"{flow}#{heading.lstrip('#')}") for heading in missed)
        if not page.sections:
            help = "A screen begins with `## start`."
            self.report.add("H06", page.file.place(1), "The file has no screen", help=help)

    def add_former_ids(self, flow: str, section: Section) -> None:
        for code in abouts(section):
            if first_word(code.span) == "was":
                self._add_former_id(flow, rest(code.span), code, ScreenId(f"{flow}#{id_of(section)}"))

    def _check_note(self, note: Block) -> None:
        prose = note.prose if isinstance(note, Item) else note
        if isinstance(prose, Heading) and prose.level > 1:
            help = "Write `## id` for a screen."
            self.report.add("H04", prose.span.place, "A heading of this level is no screen", help=help)
        if isinstance(prose, Prose):
            self._check_note_words(prose)

    def _check_note_words(self, prose: Prose) -> None:
        report_missed_headings(prose, self.report)
        for piece in prose.pieces:
            if isinstance(piece, Link) and looks_like_screen(piece.url):
                why = "What stands above the first `##` is a note and never sent."
                self.report.add("H05", piece.whole.place, "A button stands before the first screen", why=why)

    def _add_section(self, flow: str, section: Section) -> None:
        report_gap(section.heading, self.report)
        span, id = section.heading.span, id_of(section)
        known = self.ids[flow]
        if section.heading.level != SCREEN_LEVEL:
            help = f"Write `## {id}` for a screen; bold words make a heading inside one."
            self.report.add("H04", span.place, "A heading of this level is no screen", help=help)
            known.setdefault(id, section)
        elif not is_id(id):
            slug = _slug(id)
            self.broken |= {ScreenId(f"{flow}#{id}"), ScreenId(f"{flow}#{slug}")}
            help = f"Write `## {slug}`." if is_id(slug) else WHAT_IS_AN_ID
            help += " If the screen had an id before, write that one again: buttons lead to it."
            self.report.add("H01", span.place, f"`{id}` is not an id", why=_WHY_ID, help=help)
        elif id in RESERVED:
            self.report.add("H02", span.place, f"`#{id}` has a meaning of its own", help="Choose another id.")
        elif id in known:
            help = f"The first one stands on line {known[id].heading.span.place.line}."
            self.report.add("H03", span.place, f"Two screens are called `{id}`", help=help)
            self.doubled.add(flow)
        else:
            known[id] = section

    def _add_former_id(self, flow: str, name: Span, code: Code, screen: ScreenId) -> None:
        file, hash_mark, id = name.text.rpartition("#")
        if not is_id(id) or (hash_mark and not file.endswith(".md")):
            report_lacking(code.span, self.report)
            return
        home = file.removesuffix(".md") or flow
        former = ScreenId(f"{home}#{id}")
        if id in self.ids.get(home, ()):
            why, help = "An old button would have two places to lead to.", "Remove the line."
            self.report.add("R06", name.place, f"The screen `{id}` still exists", why=why, help=help)
        elif self.moved.setdefault(former, screen) != screen:
            help = f"`{self.moved[former]}` says so too; keep one of them."
            self.report.add("R07", name.place, f"Two screens say that they were `{id}`", help=help)


_WHY_ID = "The heading is the screen's id: links name it, and it never changes."


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _all_prose(page: Page) -> Iterator[Prose]:
    for blocks in (page.notes, *(section.blocks for section in page.sections)):
        yield from (block for block in blocks if isinstance(block, Prose))
