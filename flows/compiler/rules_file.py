"""Reads rules.yaml: the house rules, which clinicians write and the check holds the words against."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flows.compiler.folded_phrases import Phrase, folded_phrases
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.value_files import fields, number_of, text_of
from flows.compiler.yaml_files import load_yaml
from flows.compiler.yaml_node import Node

RULES_FILE = "rules.yaml"
HELP_LINES = "help-lines"
"""The key of what holds in every language; all others are languages."""

LONGEST_BETWEEN_CHECKS = 3_650
MOST_LIX = 100
MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Banned:
    """Phrases that no word of ours may hold; one in `but_not` silences its own sentence."""

    why: str
    help: str
    phrases: tuple[Phrase, ...]
    but_not: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingLimit:
    """The highest LIX of a screen, and the most words of a sentence."""

    lix: int
    longest_sentence: int


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The rules for one language.

    `banned` is by kind (BANNED_KINDS). A phrase of `figures` holds `n` for any number and `percent` for %.
    `safety` is the limit for locked flows and the home flow, `other` for all else; None is no limit.
    """

    banned: Mapping[str, Banned] = field(default_factory=dict)
    figures: tuple[Phrase, ...] = ()
    safety: ReadingLimit | None = None
    other: ReadingLimit | None = None


@dataclass(frozen=True, slots=True)
class HouseRules:
    """All of rules.yaml; without the file there are no house rules, and nothing is reported."""

    check_help_lines_every_days: int | None = None
    languages: Mapping[str, LanguageRules] = field(default_factory=dict)


BANNED_KINDS = ("secrecy", "leaving", "blame", "diagnosis", "claims", "words")


def read_rules(file: SourceFile | None, languages: Collection[str], report: Report) -> HouseRules:
    """The rules as far as they can be read; a key is `help-lines` or one of the languages."""
    root = load_yaml(file, report, "V02") if file else None
    if root is None or root.is_empty:
        return HouseRules()
    found = fields(root, (), (HELP_LINES, *languages))
    return HouseRules(
        _days(found.get(HELP_LINES)),
        {language: _language(found[language]) for language in languages if language in found},
    )


def _days(node: Node | None) -> int | None:
    found = fields(node, ("checked-every",)) if node else {}
    return number_of(found.get("checked-every"), LONGEST_BETWEEN_CHECKS)


def _language(node: Node) -> LanguageRules:
    found = fields(node, (), ("phrases", "figures", "reading"))
    kinds = fields(found["phrases"], (), BANNED_KINDS) if "phrases" in found else {}
    reading = fields(found["reading"], ("safety", "other")) if "reading" in found else {}
    return LanguageRules(
        {kind: _banned(kinds[kind]) for kind in BANNED_KINDS if kind in kinds},
        _phrases(found.get("figures")),
        _limit(reading.get("safety")),
        _limit(reading.get("other")),
    )


def _banned(node: Node) -> Banned:
    found = fields(node, ("why", "help", "words"), ("but-not",))
    return Banned(
        text_of(found.get("why")),
        text_of(found.get("help")),
        _phrases(found.get("words")),
        _phrases(found.get("but-not")),
    )


def _limit(node: Node | None) -> ReadingLimit | None:
    found = fields(node, ("lix", "longest-sentence")) if node else {}
    lix = number_of(found.get("lix"), MOST_LIX)
    longest = number_of(found.get("longest-sentence"), MOST_WORDS)
    return ReadingLimit(lix, longest) if lix and longest else None


def _phrases(node: Node | None) -> tuple[Phrase, ...]:
    return tuple(words for words, _ in folded_phrases(node, no_words="V03", lone_star="V03"))
