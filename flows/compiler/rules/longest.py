"""How long a screen's message can get, in UTF-16 units as Telegram counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.compiler.rules.shown import OWN_LIST, Element, elements, shown_blocks
from flows.model.bank import Helpline, MemoryRule, Question
from flows.model.evaluate import Facts
from flows.model.flow import Block, Bullet, End, ScreenTemplate
from flows.model.instruction import AddOwnQuestion, Each
from flows.model.language import is_right_to_left
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Insert, Words

LIST_ROOM = 3_500
"""Where the engine ends a list that would grow longer, with a line that says so."""

LIST_LIMIT = 60
"""Questions on a person's list."""

TYPED_UNITS = 2
"""UTF-16 units of the widest character that somebody can type."""

GAP = 2
"""A blank line between two blocks; a bullet and its space."""

ISOLATES = 4
"""Marks of direction around an inserted value of several lines; values in one direction have none."""

_PARTS: Mapping[str, Callable[[Question], Sequence[Inline]]] = {
    "ask": lambda question: question.ask,
    "why": lambda question: question.why,
    "good": lambda question: question.good,
    "warning": lambda question: question.warning,
    "follow-up": lambda question: question.follow_up,
}


@dataclass(frozen=True, slots=True)
class Length:
    """`written` counts the content's own words, `full` also every insert at its longest."""

    written: int
    full: int


class Ruler:
    """Measures the screens of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        phrases = snapshot.phrases.get(snapshot.language, {})
        self._more = units(phrases.get("list.more", ""))
        self._end = units(phrases.get("end.text", "")) + GAP
        self._hint = units(phrases.get("hint.write", "")) + GAP + 1
        self._untranslated = units(phrases.get("notice.not-translated", "")) + GAP
        questions = snapshot.questions.values()
        self._parts = {
            part: max((self._full(read(question)) for question in questions), default=0)
            for part, read in _PARTS.items()
        }
        self._isolates = ISOLATES if is_right_to_left(snapshot.language) else 0
        self._parts["ask"] = max(self._parts["ask"], self._longest_own())

    def message(self, screen: ScreenTemplate, facts: Facts) -> Length:
        """The message of a screen in one situation, with the hint of its longest `write` or its end."""
        return self._length(screen, shown_blocks(screen, facts, self._snapshot), facts)

    def with_everything(self, screen: ScreenTemplate) -> Length | None:
        """All blocks at once, which no situation is longer than; None where a list depends on it."""
        if any(isinstance(block, Bullet) and block.each for block in screen.blocks):
            return None
        return self._length(screen, screen.blocks, Facts())

    def _length(self, screen: ScreenTemplate, blocks: Iterable[Block], facts: Facts) -> Length:
        written = full = 0
        for block in blocks:
            written += GAP + _written(block.inlines)
            full += GAP + self._block(block, full, facts)
        hints = [self._hint + self._full(button.label) for button in screen.buttons if button.write]
        ends = [self._end for button in screen.buttons if isinstance(button.target, End)]
        return Length(written, full + max(hints + ends, default=0) + self._notice(screen))

    def _notice(self, screen: ScreenTemplate) -> int:
        """What stands above a screen that has no words in the language."""
        translated = self._snapshot.words.get(self._snapshot.language)
        return 0 if translated is None or screen.id in translated else self._untranslated

    def _block(self, block: Block, before: int, facts: Facts) -> int:
        if not isinstance(block, Bullet):
            return self._full(block.inlines)
        if block.each is None:
            return GAP + self._full(block.inlines)
        return self._list(block.inlines, self._elements(block.each, facts), before)

    def _list(self, inlines: Sequence[Inline], listed: Iterable[Element], before: int) -> int:
        whole = sum(GAP + self._full(inlines, element) for element in listed)
        room = max(0, LIST_ROOM - before)
        return whole if whole <= room else room + self._more

    def _elements(self, each: Each, facts: Facts) -> Iterable[Element]:
        found = list(elements(each, facts, self._snapshot))
        return found * LIST_LIMIT if each.source == OWN_LIST else found

    def _full(self, inlines: Sequence[Inline], element: Element = None) -> int:
        inserts = (part for part in inlines if isinstance(part, Insert))
        return _written(inlines) + sum(self._isolates + self._insert(insert, element) for insert in inserts)

    def _insert(self, insert: Insert, element: Element) -> int:
        if insert.scope == "memory":
            rule = self._snapshot.memory.get(insert.field)
            return _memory_units(rule) if rule else 0
        match element:
            case Question() if insert.field in _PARTS:
                return self._full(_PARTS[insert.field](element))
            case Helpline():
                return units(_line_field(element, insert.field))
            case _:
                return self._parts.get(insert.field, 0)

    def _longest_own(self) -> int:
        """The longest question of a person's own that content lets them write."""
        buttons = (button for screen in self._snapshot.screens.values() for button in screen.buttons)
        done = (step for button in buttons for step in button.instructions)
        names = {step.name for step in done if isinstance(step, AddOwnQuestion)}
        rules = (self._snapshot.memory[name] for name in names if name in self._snapshot.memory)
        return max(map(_memory_units, rules), default=0)


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _written(inlines: Sequence[Inline]) -> int:
    return sum(units(part.text) for part in inlines if isinstance(part, Words))


def _memory_units(rule: MemoryRule) -> int:
    if rule.text_limit:
        return rule.text_limit * TYPED_UNITS
    return units(", ".join(rule.values)) if rule.many else max(map(units, rule.values), default=0)


def _line_field(line: Helpline, field: str) -> str:
    texts = {"name": line.name, "number": line.number or line.url, "url": line.url, "hours": line.hours}
    texts |= {"cost": line.cost, "languages": line.languages, "trace": line.trace}
    return texts.get(field, "")
