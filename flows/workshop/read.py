"""How hard each screen and each question is to read, beside the limits of rules.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.compiler.references import BANK, flow_of
from flows.compiler.report import Report
from flows.compiler.rules.house_reading import FEWEST_WORDS
from flows.compiler.rules_file import RULES_FILE, ReadingLimit, read_rules
from flows.model.flow import ScreenId
from flows.model.place import Place
from flows.model.readability import Readability, readability
from flows.model.snapshot import Snapshot
from flows.workshop.files import decoded
from flows.workshop.read_typical import Typical


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, how hard it is, and how hard it may be; `limit` is None where rules.yaml says nothing."""

    name: ScreenId
    place: Place
    found: Readability
    limit: ReadingLimit | None

    @property
    def is_short(self) -> bool:
        """True when it has too few words for its LIX to mean anything."""
        return self.found.words < FEWEST_WORDS

    @property
    def is_hard(self) -> bool:
        """True when the whole is over its limit."""
        return bool(self.limit and not self.is_short and self.found.lix > self.limit.lix)

    @property
    def has_long_sentence(self) -> bool:
        """True when one sentence is over its limit."""
        return bool(self.limit and self.found.longest_sentence > self.limit.longest_sentence)


@dataclass(frozen=True, slots=True)
class Limits:
    """What rules.yaml allows on safety pages and the first screens, and elsewhere."""

    safety: ReadingLimit | None = None
    other: ReadingLimit | None = None


def limits_of(files: Mapping[str, bytes], snapshot: Snapshot) -> Limits:
    """The limits for the source language; none without rules.yaml, whose mistakes are the check's to tell."""
    found = read_rules(decoded(files, RULES_FILE), tuple(snapshot.phrases), Report({}))
    rules = found.languages.get(snapshot.language)
    return Limits(rules.safety, rules.other) if rules else Limits()


def read(snapshot: Snapshot, limits: Limits, flow: str = "") -> list[Reading]:
    """Every text of the content or of one flow (`questions` is the bank), the hardest first.

    Texts too short to be measured stand last. Of guarded paragraphs all count, as if each was shown.
    """
    found = [one for one in _readings(snapshot, limits) if not flow or flow_of(one.name) == flow]
    return sorted(found, key=lambda one: (one.is_short, -one.found.lix, one.name))


def _readings(snapshot: Snapshot, limits: Limits) -> Iterator[Reading]:
    typical = Typical(snapshot)
    strict = {flow_of(snapshot.home), *(flow.id for flow in snapshot.flows.values() if flow.locked)}
    for id, screen in snapshot.screens.items():
        limit = limits.safety if flow_of(id) in strict else limits.other
        text = _text(typical.text(block.inlines) for block in screen.blocks)
        yield Reading(id, screen.place, readability(text), limit)
    for question in snapshot.questions.values():
        parts = (question.ask, question.why, question.good, question.warning, question.follow_up)
        text = _text(map(typical.text, parts))
        yield Reading(ScreenId(f"{BANK}#{question.id}"), question.place, readability(text), limits.other)


def _text(paragraphs: Iterable[str]) -> str:
    """Each paragraph on a line of its own, which ends a sentence."""
    return "\n".join(paragraphs)
