"""YAML events become nodes.

Nothing is constructed from them, so there are no tags, no aliases, and no booleans or numbers that
the editor did not mean: every plain word is text as it was written, and its reader says what it
expects of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml.error import StreamMark
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.yaml_node import Content, Node
from flows.compiler.yaml_reasons import IN_QUOTES
from flows.model.place import Place

DEEPEST = 20
"""Levels of nesting; content needs five."""

UNSEEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Control characters, marks of byte order and halves of pairs."""


@dataclass
class Refused(Exception):
    """The file holds something that YAML knows and content may not use."""

    place: Place
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class TreeBuilder:
    """One file on its way from events to nodes; raises Refused."""

    file: SourceFile
    report: Report
    code: str
    first_line: int

    def build(self, events: Iterator[Event]) -> Node:
        """The root of the only document; an empty text where there is none."""
        root = None
        for event in events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                raise Refused(self._start(event), "A second document begins here", "Remove the line `---`.")
            if isinstance(event, NodeEvent):
                root = self._node(event, events, 1)
        first = self.file.place(self.first_line)
        return root or Node("", first, first, report=self.report)

    def at(self, mark: StreamMark) -> Place:
        """The place of a parser's mark."""
        return self.file.place(self.first_line + mark.line, mark.column + 1)

    def _node(self, event: Event, events: Iterator[Event], depth: int, key: Place | None = None) -> Node:
        if depth > DEEPEST:
            raise Refused(self._start(event), f"Values stand inside one another more than {DEEPEST} deep")
        self._refuse_special(event)
        place = self._place(event)
        value = self._value(event, events, depth + 1)
        return Node(value, place, key or place, bool(getattr(event, "style", None)), report=self.report)

    def _refuse_special(self, event: Event) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Refused(self._start(event), "A value cannot begin with `&` or `*`", IN_QUOTES)
        if getattr(event, "tag", None) is not None:
            raise Refused(self._start(event), "A value cannot begin with `!`", IN_QUOTES)

    def _value(self, event: Event, events: Iterator[Event], depth: int) -> Content:
        match event:
            case MappingStartEvent():
                return self._mapping(events, depth)
            case SequenceStartEvent():
                return self._sequence(events, depth)
            case _:
                return self._text(event)

    def _mapping(self, events: Iterator[Event], depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            self._refuse_special(event)
            key = self._text(event)
            node = self._node(next(events), events, depth, self._place(event))
            if key in found:
                self._report_twice(key, node.key_place, found[key].key_place)
            found.setdefault(key, node)
        return found

    def _report_twice(self, key: str, place: Place, first: Place) -> None:
        message = f"The key `{key}` stands twice; it was first on line {first.line}"
        self.report.add(self.code, place, message, help="Keep one of them.")

    def _sequence(self, events: Iterator[Event], depth: int) -> tuple[Node, ...]:
        found = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            found.append(self._node(event, events, depth))
        return tuple(found)

    def _text(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent):
            raise Refused(self._start(event), "A key is words, not a list", IN_QUOTES)
        text: str = event.value
        # A backslash in double quotes can make what was refused in the file itself.
        if UNSEEN.search(text):
            raise Refused(self._start(event), "A backslash makes a character here that cannot be seen")
        return text

    def _place(self, event: Event) -> Place:
        """Where the event's words stand; the rest of their line when there are more lines, or a list."""
        start, end = event.start_mark, event.end_mark
        number = self.first_line + start.line
        ends_there = isinstance(event, ScalarEvent) and end.line == start.line
        end_column = end.column if ends_there else len(self.file.line(number))
        return self.file.place(number, start.column + 1, max(1, end_column - start.column))

    def _start(self, event: Event) -> Place:
        return self.at(event.start_mark)
