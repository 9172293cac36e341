"""Reads a tick box: `- [ ] words `name = value``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.compiler.button_token import with_token
from flows.compiler.buttons import check_width, read_label
from flows.compiler.instruction_words import is_written_well
from flows.compiler.page import Code, Prose, Text
from flows.compiler.scope import Scope
from flows.model.flow import ButtonTemplate
from flows.model.instruction import Option

TICK_BOX = "[ ]"
_OPTION = re.compile(r"(?P<name>[^\s=]+)\s*=\s*(?P<value>[^\s=]+)")


def is_tick_box(prose: Prose) -> bool:
    """True for a list item that begins with `[ ]`."""
    first = prose.pieces[0] if prose.pieces else None
    return isinstance(first, Text) and first.content.startswith(TICK_BOX)


def read_tick_box(prose: Prose, scope: Scope) -> ButtonTemplate | None:
    """The tick box; None after a report."""
    codes = [piece for piece in prose.pieces if isinstance(piece, Code)]
    first, *rest = (piece for piece in prose.pieces if not isinstance(piece, Code))
    assert isinstance(first, Text)  # is_tick_box
    label = read_label([replace(first, span=first.span.cut(len(TICK_BOX))), *rest], prose.span, scope)
    option = _option(codes, prose, scope)
    if label is None or option is None:
        return None
    check_width(label, prose.span, scope, is_alone=True)
    return with_token(scope.screen, ButtonTemplate("", label, None, prose.span.place, option=option))


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
