"""Which sentence became which: texts compared as a reader would, not line by line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.model.place import Place

LIKE_ENOUGH = 0.5
"""From this likeness on, one sentence is taken for a new version of another one."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’)\]*~]*(?=\s)|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its marks; `guard` says when its paragraph is shown, `place` where that begins."""

    text: str
    guard: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence before and after, None on the side that lacks it; `moved` past others."""

    old: Sentence | None
    new: Sentence | None
    moved: bool = False


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph, as a reader would part them."""
    return [found.strip() for found in _SENTENCE.findall(text)]


def paired(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[Pair]:
    """Every sentence of both texts once, beside its counterpart, in the order of reading."""
    was, now = [sentence.text for sentence in before], [sentence.text for sentence in after]
    pairs: list[Pair] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        pairs += map(Pair, old, new) if tag == "equal" else _most_alike(old, new)
    return list(_rejoined(pairs))


def _most_alike(before: Iterable[Sentence], after: Iterable[Sentence]) -> Iterator[Pair]:
    left = list(after)
    for old in before:
        new = max(left, key=lambda other: _likeness(old, other), default=None)
        if new is None or _likeness(old, new) < LIKE_ENOUGH:
            yield Pair(old, None)
        else:
            left.remove(new)
            yield Pair(old, new)
    yield from (Pair(None, new) for new in left)


def _likeness(one: Sentence, other: Sentence) -> float:
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()


def _rejoined(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """A sentence that is gone here and new there has moved: both halves become one pair."""
    gone = {pair.old.text: pair.old for pair in pairs if pair.old and not pair.new}
    new = {pair.new.text for pair in pairs if pair.new and not pair.old}
    for pair in pairs:
        if pair.new and not pair.old and pair.new.text in gone:
            yield Pair(gone[pair.new.text], pair.new, moved=True)
        elif pair.new or not (pair.old and pair.old.text in new):
            yield pair
