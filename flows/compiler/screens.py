"""Reads what stands under a heading: paragraphs, quotes and list items become a screen."""

from flows.compiler.instruction_words import first_word, is_written_well, report_lacking
from flows.compiler.items import read_item
from flows.compiler.names import Names
from flows.compiler.near_misses import report_near_misses
from flows.compiler.page import Block as PageBlock
from flows.compiler.page import Code, Foreign, Heading, Item, Link, Prose, Quoted, Section
from flows.compiler.paragraphs import begins_with_if, read_paragraph, report_no_text
from flows.compiler.references import Screens
from flows.compiler.remember import read_opening
from flows.compiler.rules import alike
from flows.compiler.scope import Scope
from flows.compiler.screen_index import abouts, is_about
from flows.compiler.span import Span
from flows.compiler.words import read_words
from flows.model.flow import Block, Bullet, ButtonTemplate, Quote, ScreenId, ScreenTemplate
from flows.model.instruction import Remember
from flows.model.text import Inline, Words

_FOREIGN = {
    "ordered_list_open": (
        "N08",
        "Markdown reads this as a numbered list",
        "Begin buttons with `-`; for a year write `1986\\.`.",
    ),
    "empty item": ("B01", "This list item is empty", "Remove the line, or write a button."),
    "long item": (
        "B12",
        "A list item holds more than one paragraph",
        "Put an empty line before the next `-`, and none inside.",
    ),
    "quote": ("N12", "A quote can only hold paragraphs", "Take the list or heading out of it."),
    "hr": ("N12", "A line across cannot be shown in a chat", "Remove it."),
    "fence": ("N12", "A block of code cannot be shown in a chat", "Remove the three backticks or tildes."),
}
_UNKNOWN = ("N12", "No chat can show this", "Write plain prose.")


def read_screen(id: ScreenId, section: Section, names: Names, screens: Screens) -> ScreenTemplate:
    """The screen under a heading; what is wrong in it is reported and left out."""
    reader = _ScreenReader(Scope(names, id), screens)
    spoken_before = len(names.used.at_hand)
    for code in abouts(section):
        reader.read_about(code)
    is_under_heading = True
    for block in section.blocks:
        is_under_heading = is_under_heading and is_about(block)
        if not is_under_heading:
            reader.read(block)
    alike.check((button for row in reader.rows for button in row), names.report)
    needed = {one.kind for one in names.used.at_hand[spoken_before:] if one.is_needed}
    return ScreenTemplate(
        id,
        section.heading.span.place,
        tuple(reader.blocks),
        tuple(reader.rows),
        reader.is_private,
        tuple(reader.on_opening),
        needs_question="question" in needed,
        needs_therapist="therapist" in needed,
        needs_told="told" in needed,
        behind_pin=reader.is_behind_pin,
    )


class _ScreenReader:
    def __init__(self, scope: Scope, screens: Screens) -> None:
        self.blocks: list[Block] = []
        self.rows: list[tuple[ButtonTemplate, ...]] = []
        self.is_private = False
        self.is_behind_pin = False
        self.on_opening: list[Remember] = []
        self._scope = scope
        self._screens = screens
        self._report = scope.names.report
        self._has_if = False
        self._has_buttons = False

    def read_about(self, code: Code) -> None:
        """`was old-id` has been read with the headings; the others are for here."""
        if not is_written_well(code, ("was", "keep", "behind", "on", "if", "otherwise"), self._report):
            return
        match first_word(code.span):
            case "if" | "otherwise":
                report_no_text(code.span, self._report)
            case "keep" if " ".join(code.span.text.split()) == "keep private":
                self.is_private = True
            case "behind" if " ".join(code.span.text.split()) == "behind pin":
                self.is_behind_pin = True
            case "keep" | "behind":
                report_lacking(code.span, self._report)
            case "on":
                self._read_opening(code.span)

    def _read_opening(self, span: Span) -> None:
        said = read_opening(span, self._scope.names)
        if said and any(said.name == other.name for other in self.on_opening):
            self._report.add("I05", span.place, "This screen says so twice", help="Leave one of them.")
        elif said:
            self.on_opening.append(said)

    def read(self, block: PageBlock) -> None:
        """Take in one block."""
        match block:
            case Heading():
                help = "A screen has `##`; bold words make a heading inside it."
                self._report.add("H04", block.span.place, "A heading of this level is no screen", help=help)
            case Foreign():
                code, message, help = _FOREIGN.get(block.kind, _UNKNOWN)
                self._report.add(code, block.span.place, message, help=help)
            case Prose():
                self._read_paragraph(block)
            case Quoted():
                self._read_quote(block)
            case Item():
                self._read_item(block)

    def _read_paragraph(self, prose: Prose) -> None:
        paragraph = read_paragraph(prose, self._scope, after_if=self._has_if)
        self._has_if = self._has_if or begins_with_if(prose)
        if paragraph:
            self._add(paragraph, prose.span)

    def _read_item(self, item: Item) -> None:
        read = read_item(item, self._scope, self._screens)
        if isinstance(read, Bullet):
            self._add(read, item.prose.span)
        elif read:
            self.rows.append(read)
        is_row = not isinstance(read, Bullet) and any(isinstance(piece, Link) for piece in item.prose.pieces)
        self._has_buttons = self._has_buttons or bool(self.rows) or is_row

    def _read_quote(self, quote: Quoted) -> None:
        inlines: list[Inline] = []
        for prose in quote.paragraphs:
            if report_near_misses(prose, self._report):
                continue
            words = read_words(prose.pieces, self._scope)
            inlines += (Words("\n\n"), *words) if inlines and words else words
        if inlines:
            span = quote.paragraphs[0].span
            self._add(Quote(tuple(inlines), span.place), span)

    def _add(self, block: Block, span: Span) -> None:
        if self._has_buttons:
            why = "In the chat all text stands above the buttons."
            help = "Move it above them."
            self._report.add("B10", span.place, "Text stands after buttons", why=why, help=help)
        self.blocks.append(block)
