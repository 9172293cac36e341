"""Reads a list item: a row of buttons, a tick box, or a line of prose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.compiler.button_token import with_token
from flows.compiler.declared import Ref
from flows.compiler.inserts import literal_length, read_words
from flows.compiler.instruction_words import BUTTON_WORDS, is_written_well
from flows.compiler.instructions import Orders, read_orders
from flows.compiler.near_misses import report_near_misses
from flows.compiler.page import Code, Item, Link, Piece, Prose, Text
from flows.compiler.references import Screens, flow_of, looks_like_screen
from flows.compiler.scope import Scope
from flows.compiler.screen_index import is_blank
from flows.model.flow import Bullet, ButtonTemplate, Goto, Target, Web
from flows.model.instruction import Option
from flows.model.text import PLAIN, Inline

WIDEST_ALONE = 38
WIDEST_BESIDE = 18
"""Characters of a label that a small phone shows in full, in a row of its own and in a shared one."""

MOST_IN_ROW = 3

TICK_BOX = "[ ]"
_OPTION = re.compile(r"(?P<name>[^\s=]+)\s*=\s*(?P<value>[^\s=]+)")
_NO_TARGET = re.compile(r"\[[^\[\]]+\]")


def read_item(item: Item, scope: Scope, screens: Screens) -> tuple[ButtonTemplate, ...] | Bullet | None:
    """A row of buttons, one tick box, or a bullet; None when nothing of it can be used."""
    prose = item.prose
    if report_near_misses(prose, scope.names.report, in_list=True):
        return None
    first = prose.pieces[0] if prose.pieces else None
    if isinstance(first, Text) and first.content.startswith(TICK_BOX):
        return _tick_box(prose, first, scope)
    links = [piece for piece in prose.pieces if isinstance(piece, Link)]
    words = [piece for piece in prose.pieces if isinstance(piece, Text) and not is_blank(piece)]
    if links and not words:
        return _row(prose.pieces, scope, screens)
    if any(looks_like_screen(link.url) for link in links):
        help = "Make the words a paragraph above, or part of the button."
        scope.names.report.add("B07", words[0].span.strip().place, "Words stand beside a button", help=help)
        return None
    return _bullet(prose, scope, screens)


def _bullet(prose: Prose, scope: Scope, screens: Screens) -> Bullet | None:
    codes = [piece for piece in prose.pieces if isinstance(piece, Code)]
    rest = [piece for piece in prose.pieces if not isinstance(piece, Code)]
    if len(rest) == 1 and isinstance(rest[0], Text) and _NO_TARGET.fullmatch(rest[0].content.strip()):
        help = "Write `[words](#screen)`."
        scope.names.report.add("B02", rest[0].span.strip().place, "This button has no target", help=help)
        return None
    if all(map(is_blank, rest)):
        scope.names.report.add("B01", prose.span.place, "This list item has no words")
        return None
    orders = read_orders(codes, ("each",), scope, screens)
    if not orders.sound:
        return None
    inlines = read_words(rest, replace(scope, each=orders.each))
    return Bullet(inlines, prose.span.place, orders.each) if inlines else None


def _tick_box(prose: Prose, first: Text, scope: Scope) -> tuple[ButtonTemplate, ...] | None:
    codes = [piece for piece in prose.pieces if isinstance(piece, Code)]
    label = [replace(first, span=first.span.cut(len(TICK_BOX))), *prose.pieces[1:]]
    inlines = _label([piece for piece in label if not isinstance(piece, Code)], prose, scope)
    option = _option(codes, prose, scope)
    if inlines is None or option is None:
        return None
    _check_width(inlines, prose, WIDEST_ALONE, scope)
    return (with_token(scope.screen, ButtonTemplate("", inlines, None, prose.span.place, option=option)),)


def _option(codes: Sequence[Code], prose: Prose, scope: Scope) -> Option | None:
    names = scope.names
    found = _OPTION.fullmatch(codes[0].span.text) if codes else None
    if not found:
        help = "End it with `` `name = value` ``, of a memory that has `many: true`."
        place = codes[0].span.place if codes else prose.span.place
        names.report.add("B06", place, "This tick box is not remembered", help=help)
        return None
    for code in codes[1:]:
        is_written_well(code, (), names.report)
    rule = names.rule(codes[0].span.group(found, "name"))
    if rule is None:
        return None
    names.used.remembered.add(rule.name)
    if not rule.many:
        place, help = codes[0].span.group(found, "name").place, "Say `many: true` for it in memory.yaml."
        names.report.add("B06", place, f"`{rule.name}` does not hold several values", help=help)
        return None
    if not names.has_value(rule, codes[0].span.group(found, "value")):
        return None
    return Option(rule.name, found["value"])


def _row(pieces: Sequence[Piece], scope: Scope, screens: Screens) -> tuple[ButtonTemplate, ...] | None:
    written: list[tuple[Link, list[Code]]] = []
    for piece in pieces:
        if isinstance(piece, Link):
            written.append((piece, []))
        elif isinstance(piece, Code) and written:
            written[-1][1].append(piece)
        elif isinstance(piece, Code):
            help = "An instruction stands after its button."
            scope.names.report.add(
                "I02", piece.span.place, f"`{piece.span.text}` cannot stand here", help=help
            )
            return None
    if len(written) > MOST_IN_ROW:
        help = "Give the others a list item of their own."
        place = written[MOST_IN_ROW][0].whole.place
        scope.names.report.add("B05", place, f"A row has room for {MOST_IN_ROW} buttons", help=help)
    reader = _ButtonReader(scope, screens, is_alone=len(written) == 1)
    buttons = tuple(button for link, codes in written if (button := reader.read(link, codes)))
    return buttons or None


class _ButtonReader:
    """Reads the buttons of one row."""

    def __init__(self, scope: Scope, screens: Screens, *, is_alone: bool) -> None:
        self._scope = scope
        self._screens = screens
        self._is_alone = is_alone

    def read(self, link: Link, codes: Sequence[Code]) -> ButtonTemplate | None:
        """The button, or None after a report."""
        orders = read_orders(codes, BUTTON_WORDS, self._scope, self._screens)
        target = self._target(link)
        if not orders.sound or not self._agree(orders, target, codes):
            return None
        scope = replace(self._scope, each=orders.each, guard=orders.condition)
        label = _label(link.label, link, scope)
        if target is None or label is None:
            return None
        if not orders.write:
            _check_width(label, link, WIDEST_ALONE if self._is_alone else WIDEST_BESIDE, scope)
        button = ButtonTemplate(
            "",
            label,
            target,
            link.whole.place,
            condition=orders.condition,
            instructions=tuple(orders.instructions),
            come_back=orders.come_back,
            write=orders.write,
            each=orders.each,
        )
        return with_token(scope.screen, button)

    def _target(self, link: Link) -> Target | None:
        report = self._scope.names.report
        if not link.url:
            report.add("B02", link.whole.place, "This button has no target", help="Write `[words](#screen)`.")
            return None
        return self._screens.target(Ref(link.url, link.target.place), flow_of(self._scope.screen), report)

    def _agree(self, orders: Orders, target: Target | None, codes: Sequence[Code]) -> bool:
        """True when the instructions make sense together, and with where the button leads."""
        fault = ""
        if isinstance(target, Web) and (orders.instructions or orders.come_back or orders.write):
            fault = "The press of a web button never reaches the bot"
        elif orders.come_back and target and not isinstance(target, Goto):
            fault = "Only a button to a screen can come back"
        elif orders.each and (orders.write or not self._is_alone):
            fault = "A repeated button stands alone in its list item"
        if fault:
            self._scope.names.report.add("I02", codes[0].span.place, fault)
        return not fault


def _label(pieces: Iterable[Piece], written: Link | Prose, scope: Scope) -> tuple[Inline, ...] | None:
    place = written.words.place if isinstance(written, Link) else written.span.place
    marked = read_words(pieces, scope)
    if not marked:
        scope.names.report.add("B01", place, "This button has no words")
        return None
    if any(inline.style != PLAIN for inline in marked):
        scope.names.report.warn(
            "B11", place, "A button's words cannot be marked", help="Remove the `*`, `_` or `~`."
        )
    return tuple(replace(inline, style=PLAIN) for inline in marked)


def _check_width(label: tuple[Inline, ...], written: Link | Prose, widest: int, scope: Scope) -> None:
    length = literal_length(label)
    if length > widest:
        place = written.words.place if isinstance(written, Link) else written.span.place
        message = f"The label has {length} characters; there is room for {widest}"
        help = (
            "Shorten it."
            if widest == WIDEST_ALONE
            else "Shorten it, or give the button a list item of its own."
        )
        scope.names.report.add("B04", place, message, why="A small phone would cut it off.", help=help)
