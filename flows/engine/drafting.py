"""Puts an invitation together, and says what in one may press."""

from dataclasses import dataclass

from flows.model.invitation import CoercionRule, Invitations
from flows.model.language import best_language
from flows.model.match_coercion import pressing_in
from flows.model.snapshot import Snapshot

LONGEST_SHOWN = 60
"""Characters of somebody's own words that are said back; enough to find them again."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Words that may press somebody: the stretch as typed, and a kind explanation."""

    id: str
    words: str
    why: str


def draft(snapshot: Snapshot, language: str, tone: str, reason: str) -> str:
    """An invitation in this tone, fitting this reason without naming it; "" when there is none.

    A tone that the language lacks is taken, with its reason, from the source: two languages never mix.
    """
    own = snapshot.invitations.get(language, Invitations()).draft(tone, reason)
    return own or snapshot.invitations.get(snapshot.language, Invitations()).draft(tone, reason)


def concerns(snapshot: Snapshot, text: str, language: str) -> tuple[Concern, ...]:
    """What in the text may press somebody, one for each rule, in the order of the content."""
    found = pressing_in(snapshot.coercion, text)
    return tuple(Concern(rule.id, _shown(words), _why(rule, snapshot, language)) for rule, words in found)


def _why(rule: CoercionRule, snapshot: Snapshot, language: str) -> str:
    """The explanation in the person's language, else the source's, else the one there is."""
    best = best_language(language, rule.why, snapshot.fallback) or snapshot.language
    return rule.why.get(best) or next(iter(rule.why.values()))


def _shown(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1].rstrip() + "…"
