"""How hard a text is to read, by counting alone, so that it means the same in every language."""

import re
from dataclasses import dataclass

LONG_WORD = 6
"""Letters; a word of more is a long one."""

_WORD = re.compile(r"[^\W_]+(?:(?:['’\-‐‑]|(?<=\d)[.,](?=\d))[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:…。؟।]+(?!\w)|[\n\r]")


@dataclass(frozen=True, slots=True)
class Readability:
    """The counts of one text; all are 0 for a text without words.

    `lix` is words per sentence plus the share of long words in percent (C. H. Björnsson, Läsbarhet, 1968):
    under 30 is very easy, 40 a newspaper, over 50 an official letter. `longest_sentence` counts words.
    """

    words: int
    sentences: int
    lix: float
    longest_sentence: int


def readability(text: str) -> Readability:
    """The counts of a text as it is shown; a line's end, a full stop and a colon end a sentence."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    if not words:
        return Readability(0, 0, 0.0, 0)
    long = sum(sum(map(str.isalpha, word)) > LONG_WORD for word in words)
    lix = len(words) / len(found) + 100 * long / len(words)
    return Readability(len(words), len(found), lix, max(map(len, found)))


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; one without words is left out."""
    return [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
