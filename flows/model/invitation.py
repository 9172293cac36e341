"""Sentences that an invitation is put together from, and what a kind invitation does not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DRAFT_UNITS = 250
"""UTF-16 units of a whole draft: Telegram puts 256 at most on a clipboard."""


@dataclass(frozen=True, slots=True)
class Tone:
    """How somebody asks: how they begin, what they ask for, and that a no is all right."""

    opening: str
    ask: str
    easy_no: str


@dataclass(frozen=True, slots=True)
class Invitations:
    """`tones` by the values of the memory `tone`; `reasons` by those of `reason`.

    What is said for a reason answers it without naming it: who reads the draft must not learn that it
    was chosen here.
    """

    tones: Mapping[str, Tone] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def draft(self, tone: str, reason: str) -> str:
        """The words in this tone, without a sentence for a reason that has none; "" without the tone."""
        chosen = self.tones.get(tone)
        if chosen is None:
            return ""
        parts = (chosen.opening, self.reasons.get(reason, ""), chosen.ask, chosen.easy_no)
        return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class CoercionRule:
    """Words that press somebody, folded as those of danger are, with `*` for up to three words.

    `consequences` press only beside one of the `conditions` ("if you do not ..."). One of `unless` silences
    its own sentence. `why` is a kind explanation, by language; the words of all languages stand together.
    """

    id: str
    words: tuple[tuple[str, ...], ...]
    why: Mapping[str, str]
    consequences: tuple[tuple[str, ...], ...] = ()
    conditions: tuple[tuple[str, ...], ...] = ()
    unless: tuple[tuple[str, ...], ...] = ()
