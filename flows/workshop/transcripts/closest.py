"""The words on a screen that come nearest to those that were expected, with the difference marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE_END = re.compile(r"(?<=[.!?:…])\s+|\n+")
_RUN = 3
"""Letters in a row from which likeness counts; pairs of letters are alike everywhere."""

NEAR = 0.5
"""The share of the expected letters that must stand there for words to be called near."""


@dataclass(frozen=True, slots=True)
class Closest:
    """Words as they stand; `carets` has a `^` below each letter that differs from what was expected."""

    words: str
    carets: str


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def closest(wanted: str, text: str) -> Closest | None:
    """The sentences of `text`, as many as `wanted` has, that are most like it; None when none is near."""
    count = len(_sentences(wanted))
    sentences = _sentences(text)
    runs = [" ".join(sentences[at : at + count]) for at in range(max(len(sentences) - count, 0) + 1)]
    best = max(runs, key=lambda run: _likeness(wanted, run))
    if _likeness(wanted, best)[0] < NEAR:
        return None
    return Closest(best, _carets(wanted, best))


def _sentences(text: str) -> list[str]:
    return [one_line(part) for part in _SENTENCE_END.split(text) if part.strip()]


def _likeness(wanted: str, there: str) -> tuple[float, float]:
    """How much of `wanted` stands there, then how much of both is alike."""
    matcher = SequenceMatcher(None, wanted.casefold(), there.casefold(), autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks() if block.size >= _RUN)
    return common / max(len(wanted), 1), matcher.ratio()


def _carets(wanted: str, there: str) -> str:
    """What stands before and behind a fragment is no difference: nobody expected the whole sentence."""
    edits = SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes()
    marks = [" "] * (len(there) + 1)
    for number, (edit, _, _, start, end) in enumerate(edits):
        if edit == "equal" or (edit == "insert" and number in (0, len(edits) - 1)):
            continue
        marks[start : max(end, start + 1)] = "^" * max(end - start, 1)
    return "".join(marks).rstrip()
