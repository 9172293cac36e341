"""Typed text as bare words, so that spelling habits do not hide what somebody says."""

import re
import unicodedata

LONGEST_FOLDED = 4096
"""Characters that are looked at: Telegram's own limit for a message. What stands behind is cut."""

_SENTENCE_ENDS = re.compile(r"[.!?;\n\r。؟]")
_APOSTROPHES = re.compile(r"['’‘ʼ`´′＇]")
_NOT_WORDS = re.compile(r"[\W_]+")
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})  # accents, and characters of no width inside a word


def fold(text: str) -> list[tuple[str, ...]]:
    """The sentences of `text`, each as its words: lower case, without accents or apostrophes.

    Sentences end at . ! ? ; or a line's end, and at their likes in other scripts; what is neither
    letter nor digit parts two words. A sentence without words is left out.
    """
    # Before the marks go: the acute accent would fall apart into a space and a mark.
    text = _APOSTROPHES.sub("", text[:LONGEST_FOLDED])
    plain = text if text.isascii() else _without_marks(text)
    sentences = (_NOT_WORDS.sub(" ", part).split() for part in _SENTENCE_ENDS.split(plain.lower()))
    return [tuple(words) for words in sentences if words]


def bare(text: str) -> str:
    """All words of `text` in one row, as `fold` gives them; "" when there are none."""
    return " ".join(word for sentence in fold(text) for word in sentence)


def _without_marks(text: str) -> str:
    # Marks go twice: before, because sorting a long run of them takes quadratic time; after,
    # because letters come apart into a letter and its accents. No letter has more than four parts;
    # ligatures have up to eighteen, and the end of a message of ligatures is cut.
    apart = unicodedata.normalize("NFKD", _visible(text))[: 4 * LONGEST_FOLDED]
    return _visible(apart)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
