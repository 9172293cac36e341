"""Reads what stands under a heading: paragraphs, quotes and list items become a screen."""

from collections.abc import Sequence
from dataclasses import replace

from flows.compiler.each import read_guard
from flows.compiler.inserts import read_words
from flows.compiler.instruction_words import first_word, is_written_well, report_lacking
from flows.compiler.items import read_item
from flows.compiler.names import Names
from flows.compiler.near_misses import report_near_misses
from flows.compiler.page import Block as PageBlock
from flows.compiler.page import Code, Foreign, Heading, Item, Link, Piece, Prose, Quoted, Section
from flows.compiler.references import Screens, looks_like_screen
from flows.compiler.scope import Scope
from flows.compiler.screen_index import abouts, is_about, is_blank
from flows.compiler.span import Span
from flows.model.condition import Condition
from flows.model.flow import Block, Bullet, ButtonTemplate, Paragraph, Quote, ScreenId, ScreenTemplate
from flows.model.text import Inline, Words

_FOREIGN = {
    "ordered_list_open": (
        "N08",
        "Markdown reads this as a numbered list",
        "Begin with a word, or write `1986\\.`.",
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


def read_screen(id: ScreenId, section: Section, names: Names, screens: Screens) -> ScreenTemplate:
    """The screen under a heading; what is wrong in it is reported and left out."""
    reader = _ScreenReader(Scope(names, id), screens)
    for code in abouts(section):
        reader.read_about(code)
    is_under_heading = True
    for block in section.blocks:
        is_under_heading = is_under_heading and is_about(block)
        if not is_under_heading:
            reader.read(block)
    reader.check_buttons()
    place = section.heading.span.place
    return ScreenTemplate(id, place, tuple(reader.blocks), tuple(reader.rows), reader.is_private)


class _ScreenReader:
    def __init__(self, scope: Scope, screens: Screens) -> None:
        self.blocks: list[Block] = []
        self.rows: list[tuple[ButtonTemplate, ...]] = []
        self.is_private = False
        self._scope = scope
        self._screens = screens
        self._report = scope.names.report
        self._has_if = False
        self._has_buttons = False

    def read_about(self, code: Code) -> None:
        """`was old-id` has been read with the headings; `keep private` is for here."""
        if not is_written_well(code, ("was", "keep", "if", "otherwise"), self._report):
            return
        match first_word(code.span):
            case "if" | "otherwise":
                self._report_empty(code.span)
            case "keep" if " ".join(code.span.text.split()) == "keep private":
                self.is_private = True
            case "keep":
                report_lacking(code.span, self._report)

    def read(self, block: PageBlock) -> None:
        """Take in one block."""
        match block:
            case Heading():
                help = "A screen has `##`; bold words make a heading inside it."
                self._report.add("H04", block.span.place, "A heading of this level is no screen", help=help)
            case Foreign():
                code, message, help = _FOREIGN.get(
                    block.kind, ("N12", "No chat can show this", "Write plain prose.")
                )
                self._report.add(code, block.span.place, message, help=help)
            case Prose():
                self._read_prose(block)
            case Quoted():
                self._read_quote(block)
            case Item():
                self._read_item(block)

    def check_buttons(self) -> None:
        """Report buttons of this screen that people could not tell apart."""
        buttons = [button for row in self.rows for button in row]
        labels: dict[str, list[ButtonTemplate]] = {}
        for button in buttons:
            label = _shown_label(button)
            if label and any(_may_meet(button, other) for other in labels.get(label, ())):
                why = "Nobody could tell them apart; typing the label would press the first."
                self._report.add("B09", button.place, "Another button of this screen has this label", why=why)
            labels.setdefault(label, []).append(button)
        guards = [button.condition for button in buttons if button.write]
        for number, button in enumerate(button for button in buttons if button.write):
            if button.condition in guards[:number]:
                why = "Only the first would get what is typed."
                self._report.add("I09", button.place, "The screen takes typed text in two ways", why=why)

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

    def _read_prose(self, prose: Prose) -> None:
        guard, pieces = _guard_of(prose)
        word = first_word(guard.span) if guard else ""
        is_known = guard is None or is_written_well(guard, ("if", "otherwise"), self._report)
        if report_near_misses(prose, self._report) or not is_known:
            self._has_if = self._has_if or word == "if"
            return
        if guard and all(map(is_blank, pieces)):
            self._report_empty(guard.span)
        elif self._is_button(pieces):
            help = "Begin the line with `- `."
            self._report.add("N09", prose.span.place, "This button stands outside a list", help=help)
        elif word == "if" and guard:
            self._read_guarded(guard.span, pieces, prose)
        elif word == "otherwise" and guard:
            self._read_otherwise(guard.span, pieces, prose)
        else:
            self._add_paragraph(pieces, prose)

    def _read_guarded(self, guard: Span, pieces: Sequence[Piece], prose: Prose) -> None:
        self._has_if = True
        condition = read_guard(guard, self._scope.names)
        if condition:
            self._add_paragraph(pieces, prose, condition)

    def _read_otherwise(self, guard: Span, pieces: Sequence[Piece], prose: Prose) -> None:
        if guard.text != "otherwise":
            help = "Write `otherwise` alone, or `if` with a condition."
            self._report.add("I04", guard.place, "`otherwise` takes no condition", help=help)
        elif not self._has_if:
            help = "Put a paragraph with `if` before it, or remove the word."
            self._report.add(
                "I06", guard.place, "No `if` of this screen stands before this `otherwise`", help=help
            )
        else:
            self._add_paragraph(pieces, prose, otherwise=True)

    def _add_paragraph(
        self,
        pieces: Sequence[Piece],
        prose: Prose,
        condition: Condition | None = None,
        *,
        otherwise: bool = False,
    ) -> None:
        inlines = read_words(pieces, replace(self._scope, guard=condition))
        if inlines:
            self._add(Paragraph(inlines, prose.span.place, condition, otherwise), prose.span)

    def _add(self, block: Block, span: Span) -> None:
        if self._has_buttons:
            why = "In the chat all text stands above the buttons."
            self._report.add(
                "B10", span.place, "Text stands after buttons", why=why, help="Move it above them."
            )
        self.blocks.append(block)

    def _is_button(self, pieces: Sequence[Piece]) -> bool:
        links = [piece for piece in pieces if isinstance(piece, Link)]
        rest = (piece for piece in pieces if not isinstance(piece, Link | Code))
        return any(looks_like_screen(link.url) for link in links) and all(map(is_blank, rest))

    def _report_empty(self, span: Span) -> None:
        help = "Write the text in the same paragraph, behind it."
        self._report.add("I04", span.place, f"No text stands behind `{span.text}`", help=help)


def _guard_of(prose: Prose) -> tuple[Code | None, Sequence[Piece]]:
    """The code that a paragraph begins with, and what follows it."""
    first = prose.pieces[0] if prose.pieces else None
    return (first, prose.pieces[1:]) if isinstance(first, Code) else (None, prose.pieces)


def _shown_label(button: ButtonTemplate) -> str:
    """The label for comparison; "" where it is a hint, or inserts and lists make several of it."""
    words = [inline.text for inline in button.label if isinstance(inline, Words)]
    if button.each or button.write or len(words) < len(button.label):
        return ""
    return "".join(words).casefold()


def _may_meet(one: ButtonTemplate, other: ButtonTemplate) -> bool:
    return one.condition == other.condition or None in (one.condition, other.condition)
