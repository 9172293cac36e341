"""A person's own words held against what may press somebody."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from flows.model.fold import fold
from flows.model.invitation import CoercionRule
from flows.model.match_danger import Positions

_CHUNK = re.compile(r"\S+")
_EDGES = " \t\n.,;:!?\"'“”„‘’«»()…-–—"


def pressing_in(rules: Iterable[CoercionRule], text: str) -> Iterator[tuple[CoercionRule, str]]:
    """Each rule that finds something, in their order, with the first stretch of the text that it finds."""
    sentences = fold(text)
    message = Positions(sentences)
    words = frozenset(word for sentence in sentences for word in sentence)
    for rule in rules:
        found = _first(rule, message, words)
        if found:
            yield rule, _stretch(text, *found)


def _first(rule: CoercionRule, message: Positions, words: Container[str]) -> tuple[Sequence[str], int] | None:
    """The phrase that ends first in the message, and the position of its last word."""
    found = [*_ends(rule.words, message, words)]
    consequences = [*_ends(rule.consequences, message, words)]
    if consequences:
        conditional = message.sentences_with(rule.conditions)
        found += [(phrase, ends & conditional) for phrase, ends in consequences]
    if not found:
        return None  # as nearly always: the rest need not be looked for
    silent = message.sentences_with(rule.unless)
    awake = [(phrase, _lowest(ends & ~silent)) for phrase, ends in found if ends & ~silent]
    return min(awake, key=lambda one: one[1], default=None)


def _ends(
    phrases: Iterable[Sequence[str]], message: Positions, words: Container[str]
) -> Iterator[tuple[Sequence[str], int]]:
    # Thousands of phrases begin with a word that is not there, and each call would be paid.
    for phrase in [phrase for phrase in phrases if phrase[0] in words]:
        ends = message.ends_of(phrase)
        if ends:
            yield phrase, ends


def _lowest(positions: int) -> int:
    return (positions & -positions).bit_length() - 1


def _stretch(text: str, phrase: Sequence[str], end: int) -> str:
    """The words as typed: up to the word at `end`, from the latest word with which the phrase is whole."""
    chunks = list(_CHUNK.finditer(text))
    stop = next((chunk.end() for chunk in chunks if _last_position(text[: chunk.end()]) >= end), len(text))
    starts = (chunk.start() for chunk in reversed(chunks) if chunk.start() < stop)
    whole = (start for start in starts if Positions(fold(text[start:stop])).ends_of(phrase))
    return text[next(whole, 0) : stop].strip(_EDGES)


def _last_position(text: str) -> int:
    """The position of the last word, as Positions counts: sentences are one apart."""
    return sum(len(sentence) + 1 for sentence in fold(text)) - 2
