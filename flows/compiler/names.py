"""Everything that content may name by a word, and which of it was named.

A name that is missing from a file with mistakes of its own is not reported: the mistake is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from flows.compiler.at_hand import Kind
from flows.compiler.declared import Declared
from flows.compiler.report import Report, did_you_mean
from flows.model.bank import MemoryRule, Source
from flows.model.flow import ScreenId
from flows.model.instruction import LIST_SOURCES
from flows.model.place import Place

LISTS_NOT_BUILT = ("clinic answers",)
"""Lists of the grammar that wait for their features."""

LIST_ASKS: Mapping[str, tuple[str, ...]] = {"helplines": ("country",), "concerns": ("draft",)}
"""The memories that decide what a list holds."""

MEMORY_FILE = "memory.yaml"
TOPICS_FILE = "topics.yaml"
SOURCES_FILE = "sources.yaml"
BANK_FILE = "questions.md"
"""Joins `broken` when the bank or an id of it cannot be read; other mistakes in it hide no name."""


class Word(Protocol):
    """A word as written, and where."""

    @property
    def text(self) -> str: ...

    @property
    def place(self) -> Place: ...


@dataclass(frozen=True, slots=True)
class AtHand:
    """A place where a screen speaks of what the person opened last.

    `is_needed` is False for a guard, which simply does not hold when there is none.
    """

    screen: ScreenId
    words: str
    place: Place
    kind: Kind = "question"
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Used:
    """What content has named so far."""

    remembered: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    at_hand: list[AtHand] = field(default_factory=list)

    def take_in(self, other: "Used") -> None:
        """Note all that another one noted."""
        self.remembered.update(other.remembered)
        self.asked.update(other.asked)
        self.sources.update(other.sources)
        self.at_hand.extend(other.at_hand)


@dataclass(frozen=True, slots=True)
class Names:
    """The declared names; `broken` holds the paths of files whose own mistakes may hide names."""

    report: Report
    memory: Mapping[str, Declared[MemoryRule]]
    topics: Mapping[str, Declared[str]]
    sources: Mapping[str, Declared[Source]]
    questions: Collection[str] = ()
    broken: frozenset[str] = frozenset()
    used: Used = field(default_factory=Used)

    @property
    def meaning(self) -> tuple[object, ...]:
        """All that a screen or a front matter can learn from the names, in the order of their files."""
        values = ((name, declared.value) for name, declared in self.memory.items())
        rules = tuple((name, rule.values, rule.many, rule.text_limit) for name, rule in values)
        return rules, *map(tuple, (self.topics, self.sources, self.questions)), self.broken

    def apart(self) -> "Names":
        """The same names with an empty report and nothing used, for what is to be kept."""
        return replace(self, report=self.report.apart(), used=Used())

    def rule(self, word: Word) -> MemoryRule | None:
        """What may be remembered under a name; None when nothing may, which is reported."""
        declared = self.memory.get(word.text)
        if declared:
            return declared.value
        if MEMORY_FILE not in self.broken:
            help = did_you_mean(word.text, self.memory) or "Declare it in memory.yaml, with its reason."
            self.report.add("M01", word.place, f"Nothing may be remembered under `{word.text}`", help=help)
        return None

    def text_rule(self, word: Word) -> MemoryRule | None:
        """The rule of a memory that holds typed text; None after a report."""
        rule = self.rule(word)
        if rule and rule.text_limit is None:
            help = "Name a memory that says `text: 600` or the like in memory.yaml."
            self.report.add("M03", word.place, f"`{rule.name}` does not hold typed text", help=help)
            return None
        return rule

    def declares(self, needed: Iterable[str], word: Word) -> bool:
        """True when memory.yaml holds the names that the engine itself needs for these words."""
        missing = [f"`{name}`" for name in needed if name not in self.memory]
        if missing and MEMORY_FILE not in self.broken:
            help = "Declare it in memory.yaml, with its reason."
            self.report.add("M01", word.place, f"This needs the memory {', '.join(missing)}", help=help)
        return not missing or MEMORY_FILE in self.broken

    def has_value(self, rule: MemoryRule, word: Word) -> bool:
        """True when the value is one of the rule's."""
        if word.text in rule.values:
            return True
        if MEMORY_FILE not in self.broken:
            help = did_you_mean(word.text, rule.values) or _known(rule.values)
            self.report.add("M02", word.place, f"`{rule.name}` has no value `{word.text}`", help=help)
        return False

    def has_question(self, word: Word, others: Collection[str] = ()) -> bool:
        """True when the bank holds the question, or `others` (variables) the word."""
        if word.text in self.questions or word.text in others:
            return True
        if BANK_FILE not in self.broken:
            help = did_you_mean(word.text, [*self.questions, *others])
            self.report.add("Q01", word.place, f"There is no question `{word.text}`", help=help)
        return False

    def has_topic(self, word: Word) -> bool:
        """True when topics.yaml holds the topic, or has mistakes of its own."""
        if word.text in self.topics:
            return True
        if TOPICS_FILE not in self.broken:
            help = did_you_mean(word.text, self.topics) or _known(self.topics)
            self.report.add("Q04", word.place, f"There is no topic `{word.text}`", help=help)
        return False

    def without_topics(self, values: Iterable[str]) -> list[str]:
        """The values that are no topics; none when topics.yaml has mistakes of its own."""
        if TOPICS_FILE in self.broken:
            return []
        return [value for value in values if value not in self.topics]

    def has_source(self, word: Word) -> bool:
        """True when sources.yaml holds the source; notes that it was named."""
        self.used.sources.add(word.text)
        if word.text in self.sources:
            return True
        if SOURCES_FILE not in self.broken:
            help = did_you_mean(word.text, self.sources) or "Add it to sources.yaml."
            self.report.add("S01", word.place, f"There is no source `{word.text}`", help=help)
        return False

    def has_list(self, word: Word) -> bool:
        """True when the word is a list that `each` and `is empty` know."""
        if word.text in LIST_SOURCES:
            return True
        if word.text in LISTS_NOT_BUILT:
            self.report.add(
                "L02", word.place, f"The list `{word.text}` is not built yet", help=_known(LIST_SOURCES)
            )
        else:
            help = did_you_mean(word.text, LIST_SOURCES) or _known(LIST_SOURCES)
            self.report.add("L01", word.place, f"There is no list `{word.text}`", help=help)
        return False


def _known(words: Collection[str]) -> str:
    return f"Known: {', '.join(f'`{word}`' for word in words)}." if words else ""
