"""Reads a list item: a row of buttons, a tick box, or a line of prose."""

import re
from dataclasses import replace

from flows.compiler.buttons import read_row
from flows.compiler.instructions import read_orders
from flows.compiler.near_misses import report_near_misses
from flows.compiler.page import Code, Item, Link, Prose, Text
from flows.compiler.quoted_instructions import report_quoted
from flows.compiler.references import Screens, looks_like_screen
from flows.compiler.scope import Scope
from flows.compiler.screen_index import is_blank
from flows.compiler.tick_boxes import is_tick_box, read_tick_box
from flows.compiler.words import read_words
from flows.model.flow import Bullet, ButtonTemplate

_NO_TARGET = re.compile(r"\[[^\[\]]+\]")


def read_item(item: Item, scope: Scope, screens: Screens) -> tuple[ButtonTemplate, ...] | Bullet | None:
    """A row of buttons, one tick box, or a bullet; None when nothing of it can be used."""
    prose = item.prose
    report = scope.names.report
    links = [piece for piece in prose.pieces if isinstance(piece, Link)]
    is_button = any(looks_like_screen(link.url) for link in links)
    if report_near_misses(prose, report, in_list=True) or report_quoted(prose, report, is_button=is_button):
        return None
    if is_tick_box(prose):
        box = read_tick_box(prose, scope)
        return (box,) if box else None
    words = [piece for piece in prose.pieces if isinstance(piece, Text) and not is_blank(piece)]
    if links and not words:
        return read_row(prose.pieces, scope, screens)
    if is_button:
        help = "Make the words a paragraph above, or part of the button."
        report.add("B07", words[0].span.strip().place, "Words stand beside a button", help=help)
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
