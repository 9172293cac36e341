"""Reads the code that stands after a button or a list item: what it does besides leading somewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.compiler.actions import read_action
from flows.compiler.each import read_each, read_guard
from flows.compiler.instruction_words import first_word, is_written_well, report_lacking, rest
from flows.compiler.page import Code
from flows.compiler.references import Screens, flow_of
from flows.compiler.remember import read_remember
from flows.compiler.scope import Scope
from flows.compiler.span import Span
from flows.compiler.write import read_copy, read_write
from flows.model.condition import Condition
from flows.model.flow import ScreenId
from flows.model.instruction import Each, Forget, Instruction, Remember, Write

_FORGET = re.compile(r"forget\s+(?P<name>\S+)")
_COME_BACK = re.compile(r"come\s+back(\s+to\s+(?P<target>\S+))?")


@dataclass(slots=True)
class Orders:
    """What the code after one button says; `sound` is False when something of it was reported."""

    condition: Condition | None = None
    instructions: list[Instruction] = field(default_factory=list)
    come_back: ScreenId | None = None
    write: Write | None = None
    copy: str | None = None
    each: Each | None = None
    sound: bool = True


def read_orders(codes: Sequence[Code], allowed: Sequence[str], scope: Scope, screens: Screens) -> Orders:
    """Everything that the codes after one button or list item say.

    `allowed` are the first words that may stand there; another one of the grammar is misplaced.
    """
    reader = _Orders(scope, screens)
    # `each` first: its variable may be named by what stands before it.
    for code in sorted(codes, key=lambda code: first_word(code.span) != "each"):
        if not is_written_well(code, allowed, scope.names.report) or not reader.read(code.span):
            reader.orders.sound = False
    return reader.orders


class _Orders:
    """Adds up the instructions of one button."""

    def __init__(self, scope: Scope, screens: Screens) -> None:
        self.orders = Orders()
        self._scope = scope
        self._names = scope.names
        self._screens = screens

    def read(self, span: Span) -> bool:
        """Take in one instruction; False after a report."""
        match first_word(span):
            case "if":
                return self._if(span)
            case "remember":
                return self._remember(span)
            case "forget":
                return self._forget(span)
            case "come":
                return self._come_back(span)
            case "write":
                return self._write(span)
            case "copy":
                return self._copy(span)
            case "each":
                return self._each(span)
            case _:
                return self._do(span)

    def _if(self, span: Span) -> bool:
        condition = read_guard(span, self._scope)
        if condition is None or self._is_second(self.orders.condition, span):
            return False
        self.orders.condition = condition
        return True

    def _remember(self, span: Span) -> bool:
        said = read_remember(span, self._names)
        return self._append(said, span) if said else False

    def _forget(self, span: Span) -> bool:
        found = _FORGET.fullmatch(span.text)
        rule = self._names.rule(span.group(found, "name")) if found else None
        return self._append(Forget(rule.name), span) if rule else self._lacks(span, found)

    def _come_back(self, span: Span) -> bool:
        found = _COME_BACK.fullmatch(span.text)
        if not found:
            return self._lacks(span, found)
        screen: ScreenId | None = self._scope.screen
        if found["target"]:
            target, flow = span.group(found, "target"), flow_of(self._scope.screen)
            screen = self._screens.screen(target, flow, self._names.report)
        if screen is None or self._is_second(self.orders.come_back, span):
            return False
        self.orders.come_back = screen
        return True

    def _write(self, span: Span) -> bool:
        write = read_write(span, self._names)
        if write is None or self._is_second(self.orders.write, span):
            return False
        self.orders.write = write
        return True

    def _copy(self, span: Span) -> bool:
        name = read_copy(span, self._names)
        if name is None or self._is_second(self.orders.copy, span):
            return False
        self.orders.copy = name
        return True

    def _each(self, span: Span) -> bool:
        each = read_each(span, self._scope)
        if each is None or self._is_second(self.orders.each, span):
            return False
        self.orders.each = each
        self._scope = replace(self._scope, each=each)
        return True

    def _do(self, span: Span) -> bool:
        words = rest(span)
        if not words.text:
            return self._lacks(span, None)
        action = read_action(words, self._scope)
        return self._append(action, span) if action else False

    def _append(self, instruction: Instruction, span: Span) -> bool:
        if any(_what(said) == _what(instruction) for said in self.orders.instructions):
            self._report_twice(span)
            return False
        self.orders.instructions.append(instruction)
        return True

    def _is_second(self, present: object, span: Span) -> bool:
        if present is not None:
            self._report_twice(span)
        return present is not None

    def _report_twice(self, span: Span) -> None:
        self._names.report.add("I05", span.place, "This button says so twice", help="Leave one of them.")

    def _lacks(self, span: Span, found: re.Match[str] | None) -> bool:
        """False, after a report unless the form was right and another mistake has been reported."""
        if not found:
            report_lacking(span, self._names.report)
        return False


def _what(instruction: Instruction) -> tuple[str, str]:
    """What two instructions of one button must not both be about."""
    if isinstance(instruction, Remember | Forget):
        return "memory", instruction.name
    return "action", repr(instruction)
