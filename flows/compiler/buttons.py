"""Reads a row of buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.compiler.button_token import with_token
from flows.compiler.declared import Ref
from flows.compiler.instruction_words import BUTTON_WORDS
from flows.compiler.instructions import Orders, read_orders
from flows.compiler.page import Code, Link, Piece
from flows.compiler.references import Screens, flow_of
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.compiler.words import literal_length, read_words
from flows.model.flow import ButtonTemplate, Goto, Target, Web
from flows.model.text import PLAIN, Inline

WIDEST_ALONE = 38
WIDEST_BESIDE = 18
"""Characters of a label that a small phone shows in full, in a row of its own and in a shared one."""

MOST_IN_ROW = 3


def read_row(pieces: Sequence[Piece], scope: Scope, screens: Screens) -> tuple[ButtonTemplate, ...] | None:
    """The buttons of a list item of nothing but links and code; None when none can be used."""
    written: list[tuple[Link, list[Code]]] = []
    for piece in pieces:
        if isinstance(piece, Link):
            written.append((piece, []))
        elif isinstance(piece, Code) and written:
            written[-1][1].append(piece)
        elif isinstance(piece, Code):
            message, help = f"`{piece.span.text}` cannot stand here", "It stands after its button."
            scope.names.report.add("I02", piece.span.place, message, help=help)
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
        label = read_label(link.label, link.words, scope)
        if target is None or label is None:
            return None
        if not orders.write:
            check_width(label, link.words, scope, is_alone=self._is_alone)
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
            copy=orders.copy or "",
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
        elif orders.copy and not self._only_copies(orders, target):
            fault = (
                "A copy button does nothing else, and its press never reaches the bot: it leads to its screen"
            )
        elif orders.each and (orders.write or not self._is_alone):
            fault = "A repeated button stands alone in its list item"
        if fault:
            self._scope.names.report.add("I02", codes[0].span.place, fault)
        return not fault

    def _only_copies(self, orders: Orders, target: Target | None) -> bool:
        does = (orders.instructions, orders.come_back, orders.write, orders.each)
        return target in (None, Goto(self._scope.screen)) and not any(does)


def read_label(pieces: Iterable[Piece], written: Span, scope: Scope) -> tuple[Inline, ...] | None:
    """The words of a button, without marks; None when there are none, which is reported."""
    marked = read_words(pieces, scope)
    if not marked:
        scope.names.report.add("B01", written.place, "This button has no words")
        return None
    if any(inline.style != PLAIN for inline in marked):
        help = "Remove the `*`, `_` or `~`."
        scope.names.report.warn("B11", written.place, "A button's words cannot be marked", help=help)
    return tuple(replace(inline, style=PLAIN) for inline in marked)


def check_width(label: tuple[Inline, ...], written: Span, scope: Scope, *, is_alone: bool) -> None:
    """Report a label that a small phone would cut off."""
    length, room = literal_length(label), WIDEST_ALONE if is_alone else WIDEST_BESIDE
    if length > room:
        message = f"The label has {length} characters; there is room for {room}"
        help = "Shorten it." if is_alone else "Shorten it, or give the button a list item of its own."
        why = "A small phone would cut it off."
        scope.names.report.add("B04", written.place, message, why=why, help=help)
