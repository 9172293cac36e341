"""Reads invitations.md: the sentences that an invitation is put together from."""

import re
from collections.abc import Mapping, Sequence

from flows.compiler.names import MEMORY_FILE, Names
from flows.compiler.near_misses import report_gap, report_near_misses
from flows.compiler.page import Block, Heading, Page, Prose, Section, span_of
from flows.compiler.references import INVITATIONS, WHAT_IS_AN_ID, is_id
from flows.compiler.report import did_you_mean
from flows.compiler.scope import Scope
from flows.compiler.screen_index import abouts, id_of, is_about
from flows.compiler.words import read_words
from flows.model.flow import ScreenId
from flows.model.invitation import Invitations, Tone
from flows.model.text import PLAIN, Words

PARTS = ("opening", "ask", "easy no")
"""What every tone has, each as one paragraph under a level-3 heading."""

_PART_LEVEL = 3
_REASON = re.compile(r"reason (?P<value>\S+)")


def read_invitations(page: Page, names: Names) -> Invitations:
    """The sentences by tone and reason; what has mistakes is reported and left out."""
    tones: dict[str, Tone] = {}
    reasons: dict[str, str] = {}
    for section in _told_apart(page, names):
        reader = _Reader(section, names)
        if any(abouts(section)):
            reasons |= reader.reason(known=reasons)
        elif tone := reader.tone():
            tones[id_of(section)] = tone
    return Invitations(tones, reasons)


def check_choices(invitations: Invitations, page: Page, names: Names) -> None:
    """Report what can be chosen and has no words, and words that nobody can choose."""
    _report_unshared("tone", invitations.tones, page, names)
    _report_unshared("reason", invitations.reasons, page, names)


def _told_apart(page: Page, names: Names) -> list[Section]:
    """The sections with an id of their own."""
    known: dict[str, Section] = {}
    for section in page.sections:
        id, place = id_of(section), section.heading.span.place
        report_gap(section.heading, names.report)
        if not is_id(id):
            names.report.add("H01", place, f"`{id}` is not an id", help=WHAT_IS_AN_ID)
        elif id in known:
            help = f"The first one stands on line {known[id].heading.span.place.line}."
            names.report.add("H03", place, f"`{id}` stands here twice", help=help)
        else:
            known[id] = section
    return list(known.values())


def _report_unshared(memory: str, known: Mapping[str, object], page: Page, names: Names) -> None:
    declared = names.memory.get(memory)
    if declared is None or MEMORY_FILE in names.broken:
        return
    lacking = [value for value in declared.value.values if value not in known]
    unasked = [value for value in known if value not in declared.value.values]
    for values, wrong in (
        (lacking, "has no words here"),
        (unasked, "is not among its values in memory.yaml"),
    ):
        if values:
            help = "Both have to name the same ones."
            message = f"`{memory}`: {', '.join(f'`{value}`' for value in values)} {wrong}"
            names.report.add("J06", page.file.place(1), message, help=help)


class _Reader:
    """One `## id` of invitations.md, being read."""

    def __init__(self, section: Section, names: Names) -> None:
        self._section = section
        self._names = names
        self._report = names.report

    def reason(self, known: Mapping[str, str]) -> dict[str, str]:
        """The sentence under the value that its about-line names."""
        values = [value for code in abouts(self._section) if (value := self._value(code.span.text, known))]
        words = [block for block in self._section.blocks if not is_about(block)]
        sentence = self._sentence(words, "The reason")
        return {values[0]: sentence} if values and sentence else {}

    def _value(self, about: str, known: Mapping[str, str]) -> str:
        place = next(abouts(self._section)).span.place
        found = _REASON.fullmatch(about)
        if not found:
            help = did_you_mean(about.partition(" ")[0], ("reason",)) or "Write `reason VALUE`."
            self._report.add("I01", place, f"`{about}` says nothing about an invitation", help=help)
        elif found["value"] in known:
            self._report.add("J03", place, f"The reason `{found['value']}` has a sentence already")
        return found["value"] if found and found["value"] not in known else ""

    def tone(self) -> Tone | None:
        """The three parts; None when one is missing."""
        parts = {name: self._sentence(blocks, f"`{name}`") for name, blocks in self._parts().items()}
        missing = [f"`{part}`" for part in PARTS if part not in parts]
        if missing:
            message = f"The tone `{id_of(self._section)}` lacks {', '.join(missing)}"
            help = "Each part stands under `### part`. A reason says `` `reason VALUE` `` under its heading."
            self._report.add("J01", self._section.heading.span.place, message, help=help)
        return Tone(*(parts[part] for part in PARTS)) if not missing and all(parts.values()) else None

    def _parts(self) -> dict[str, list[Block]]:
        parts: dict[str, list[Block]] = {}
        present: list[Block] | None = None
        for block in self._section.blocks:
            if isinstance(block, Heading):
                present = self._begin_part(block, parts)
            elif present is None:
                help = "Write it under `### opening`."
                self._report.add(
                    "J02", span_of(block).place, "This belongs to no part of the tone", help=help
                )
            else:
                present.append(block)
        return parts

    def _begin_part(self, heading: Heading, parts: dict[str, list[Block]]) -> list[Block]:
        name, place = heading.span.text, heading.span.place
        if heading.level != _PART_LEVEL:
            help = "A part has `###`, a tone or a reason `##`."
            self._report.add("H04", place, "A heading of this level is no part of a tone", help=help)
        elif name not in PARTS:
            help = did_you_mean(name, PARTS) or f"The parts are {', '.join(f'`{part}`' for part in PARTS)}."
            self._report.add("J02", place, f"A tone has no part `{name}`", help=help)
        elif name in parts:
            self._report.add("J02", place, f"The part `{name}` stands twice")
        else:
            return parts.setdefault(name, [])
        return []

    def _sentence(self, blocks: Sequence[Block], what: str) -> str:
        """The words of one paragraph of plain words; "" when it is anything else, which is reported."""
        if not blocks:
            help = "Write one short paragraph."
            self._report.add("J01", self._section.heading.span.place, f"{what} has no words", help=help)
            return ""
        first, *more = blocks
        for block in (first, *more) if not isinstance(first, Prose) else more:
            help = "Write one paragraph."
            self._report.add("J04", span_of(block).place, "Only one paragraph can stand here", help=help)
        return self._plain(first) if isinstance(first, Prose) and not more else ""

    def _plain(self, prose: Prose) -> str:
        if report_near_misses(prose, self._report):
            return ""
        inlines = read_words(
            prose.pieces, Scope(self._names, ScreenId(f"{INVITATIONS}#{id_of(self._section)}"))
        )
        words = [part.text for part in inlines if isinstance(part, Words) and part.style == PLAIN]
        if len(words) < len(inlines):
            why = "The words are put on a clipboard, where nothing is bold and nothing is filled in."
            message = "Only plain words can stand here"
            self._report.add("J04", prose.span.place, message, why=why, help="Leave the marks out.")
            return ""
        return " ".join("".join(words).split())
