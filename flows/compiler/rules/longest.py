"""How long a screen's message can get, in UTF-16 units as Telegram counts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.compiler.at_hand import LIST_OF
from flows.compiler.rules.own_words import OwnWords
from flows.compiler.rules.shown import OF_CONTENT, Element, elements, shown_blocks
from flows.compiler.rules.units import memory_units
from flows.model.bank import Helpline, Question
from flows.model.evaluate import Facts
from flows.model.flow import Block, Bullet, End, ScreenTemplate
from flows.model.instruction import Each
from flows.model.language import is_right_to_left
from flows.model.snapshot import Snapshot
from flows.model.text import Inline, Insert, Words, units

LIST_ROOM = 3_500
"""Where the engine ends a list that would grow longer, with a line that says so."""

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
        parts = {
            part: max((_written(read(question)) for question in questions), default=0)
            for part, read in _PARTS.items()
        }
        self._own = OwnWords(snapshot, parts)
        self._isolates = ISOLATES if is_right_to_left(snapshot.language) else 0

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
        whole = sum(
            GAP + self._full(block.inlines, *element) for element in self._elements(block.each, facts)
        )
        room = max(0, LIST_ROOM - before)
        return whole if whole <= room else room + self._more

    def _elements(self, each: Each, facts: Facts) -> Iterator[tuple[Element, str]]:
        """Each element with its list; of a person's own, as many as there can be, all at their longest."""
        if each.source in OF_CONTENT:
            yield from ((element, each.source) for element in elements(each, facts, self._snapshot))
        elif each.source not in facts.empty_lists:
            yield from ((None, each.source),) * self._own.most(each.source)

    def _full(self, inlines: Sequence[Inline], element: Element = None, source: str = "") -> int:
        inserts = (part for part in inlines if isinstance(part, Insert))
        return _written(inlines) + sum(
            self._isolates + self._insert(insert, element, source) for insert in inserts
        )

    def _insert(self, insert: Insert, element: Element, source: str) -> int:
        if insert.scope == "memory":
            rule = self._snapshot.memory.get(insert.field)
            return memory_units(rule) if rule else 0
        match element:
            case Question() if insert.field in _PARTS:
                return _written(_PARTS[insert.field](element))
            case Helpline():
                return units(_line_field(element, insert.field))
            case _:
                own = self._own.part(source, insert.field)
                return own or self._own.part(LIST_OF.get(insert.scope, ""), insert.field)


def _written(inlines: Sequence[Inline]) -> int:
    return sum(units(part.text) for part in inlines if isinstance(part, Words))


def _line_field(line: Helpline, field: str) -> str:
    texts = {"name": line.name, "number": line.number or line.url, "url": line.url, "hours": line.hours}
    texts |= {"cost": line.cost, "languages": line.languages, "trace": line.trace}
    return texts.get(field, "")
