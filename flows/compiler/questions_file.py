"""Reads questions.md: the bank of questions to ask a therapist."""

import re
from collections.abc import Iterable, Mapping, Sequence

from flows.compiler.at_hand import QUESTION
from flows.compiler.inserts import INSERT
from flows.compiler.names import MEMORY_FILE, Names
from flows.compiler.near_misses import report_gap, report_near_misses
from flows.compiler.page import Block, Code, Heading, Page, Prose, Section, Text, span_of
from flows.compiler.references import BANK, WHAT_IS_AN_ID, is_id
from flows.compiler.report import did_you_mean
from flows.compiler.scope import Scope
from flows.compiler.screen_index import abouts, id_of, is_about
from flows.compiler.span import Span
from flows.compiler.words import read_words
from flows.model.bank import Question
from flows.model.flow import ScreenId
from flows.model.text import Inline, Words

ASK = "question"
PARTS = (ASK, "why", "good answer", "warning sign", "follow-up")
"""What every entry has: the question itself, and the level-3 headings, each once."""

_PART_LEVEL = 3
_ABOUT = re.compile(r"(?P<word>topic|country)\s+(?P<value>\S+)|starter")
_FORMS = ("topic", "starter", "country")


def read_questions(page: Page, names: Names) -> dict[str, Question]:
    """The bank by id, in file order; an entry with mistakes is reported and read as far as it goes."""
    bank: dict[str, Question] = {}
    for section in page.sections:
        question = _Entry(section, names).read()
        if question.id in bank:
            place = section.heading.span.place
            help = f"The first one stands on line {bank[question.id].place.line}."
            names.report.add("H03", place, f"Two questions are called `{question.id}`", help=help)
        bank.setdefault(question.id, question)
    return bank


class _Entry:
    """One `## id` of the bank, being read."""

    def __init__(self, section: Section, names: Names) -> None:
        self._section = section
        self._names = names
        self._report = names.report
        self._topics: list[str] = []
        self._countries: list[str] = []
        self._is_starter = False
        self._is_misread = False

    def read(self) -> Question:
        id = self._id()
        report_gap(self._section.heading, self._report)
        for code in abouts(self._section):
            self._read_about(code)
        place = self._section.heading.span.place
        ask, parts = self._parts()
        question = Question(
            id,
            topics=tuple(self._topics),
            ask=self._words(ask),
            why=self._words(parts.get("why", ())),
            good=self._words(parts.get("good answer", ())),
            warning=self._words(parts.get("warning sign", ())),
            follow_up=self._words(parts.get("follow-up", ())),
            place=place,
            starter=self._is_starter,
            countries=tuple(self._countries),
        )
        if not self._topics and not self._is_misread:
            help = "Write `` `topic ID` `` under the heading."
            self._report.add("Q05", place, f"The question `{id}` has no topic", help=help)
        return question

    def _id(self) -> str:
        id, place = id_of(self._section), self._section.heading.span.place
        if not is_id(id):
            self._report.add("H01", place, f"`{id}` is not an id", help=WHAT_IS_AN_ID)
        if id == QUESTION:
            self._report.add("H02", place, f"`{id}` stands for any question", help="Choose another id.")
        return id

    def _read_about(self, code: Code) -> None:
        found = _ABOUT.fullmatch(code.span.text)
        if not found:
            first = code.span.text.partition(" ")[0]
            help = did_you_mean(first, _FORMS) or "Write `topic ID`, `starter` or `country US`."
            self._report.add(
                "I01", code.span.place, f"`{code.span.text}` says nothing about a question", help=help
            )
        elif not found["word"]:
            self._is_starter = True
        elif found["word"] == "topic":
            self._names.has_topic(code.span.group(found, "value"))
            self._topics.append(found["value"])
        else:
            self._add_country(code.span.group(found, "value"))

    def _add_country(self, code: Span) -> None:
        """Only countries that a person can say they are in: the others would hide the question for ever."""
        rule = self._names.memory.get("country")
        known = rule.value.values if rule else ()
        self._names.used.asked.add("country")
        if code.text not in known and MEMORY_FILE not in self._names.broken:
            help = did_you_mean(code.text, known) or "Add it to the values of `country` in memory.yaml."
            self._report.add("Q08", code.place, f"There is no country `{code.text}`", help=help)
        self._countries.append(code.text)

    def _parts(self) -> tuple[Sequence[Block], Mapping[str, Sequence[Block]]]:
        ask: list[Block] = []
        parts: dict[str, list[Block]] = {}
        present = ask
        for block in self._section.blocks:
            if isinstance(block, Heading):
                present = self._begin_part(block, parts)
            elif present is not ask or ask or not is_about(block):
                present.append(block)
        self._report_missing({ASK: ask, **parts})
        return ask, parts

    def _begin_part(self, heading: Heading, parts: dict[str, list[Block]]) -> list[Block]:
        name, place = heading.span.text, heading.span.place
        if heading.level != _PART_LEVEL:
            help = "A part has `###`, a question `##`."
            self._report.add("H04", place, "A heading of this level is no part of a question", help=help)
        elif name not in PARTS[1:]:
            help = (
                did_you_mean(name, PARTS[1:])
                or f"The parts are {', '.join(f'`{part}`' for part in PARTS[1:])}."
            )
            self._report.add("Q03", place, f"A question has no part `{name}`", help=help)
        elif name in parts:
            self._report.add("Q07", place, f"The part `{name}` stands twice")
        else:
            return parts.setdefault(name, [])
        return []

    def _report_missing(self, parts: Mapping[str, Sequence[Block]]) -> None:
        missing = [f"`{part}`" for part in PARTS if not parts.get(part)]
        if missing:
            message = f"The question `{id_of(self._section)}` lacks {', '.join(missing)}"
            help = "The question stands under its heading, every other part under `### part`."
            self._report.add("Q02", self._section.heading.span.place, message, help=help)

    def _words(self, blocks: Iterable[Block]) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        for block in blocks:
            words = self._paragraph(block)
            inlines += (Words("\n\n"), *words) if inlines and words else words
        return tuple(inlines)

    def _paragraph(self, block: Block) -> tuple[Inline, ...]:
        if not isinstance(block, Prose):
            help = "Write it as a paragraph."
            self._report.add("Q06", span_of(block).place, "Only prose can stand here", help=help)
            return ()
        if report_near_misses(block, self._report):
            self._is_misread = True
            return ()
        if self._has_insert(block):
            return ()
        return read_words(block.pieces, Scope(self._names, ScreenId(f"{BANK}#{id_of(self._section)}")))

    def _has_insert(self, prose: Prose) -> bool:
        plain = (piece for piece in prose.pieces if isinstance(piece, Text) and piece.escaped is None)
        found = [(piece, match) for piece in plain for match in INSERT.finditer(piece.content)]
        for piece, match in found:
            why = "The bank is the same for everybody."
            self._report.add("I08", piece.span.group(match).place, "Nothing is filled in here", why=why)
        return bool(found)
