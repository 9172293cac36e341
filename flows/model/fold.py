"""Typed text as bare words, so that spelling habits do not hide what somebody says."""

import re
import unicodedata

LONGEST_FOLDED = 4096
"""Characters that are looked at: Telegram's own limit for a message. What stands behind is cut."""

_SENTENCE_ENDS = re.compile(r"[.!?;…\n\r。！？؟]")
_APOSTROPHES = re.compile(r"['’‘ʼ`´′＇]")
_NOT_WORDS = re.compile(r"[\W_]+")
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})  # accents, and characters of no width inside a word


def fold(text: str) -> list[tuple[str, ...]]:
    """The sentences of `text`, each as its words: lower case, without accents or apostrophes.

    Sentences end at . ! ? ; or a line's end, and at their likes in other scripts; a sentence
    without words is left out.
    """
    # Before the marks go: the acute accent would fall apart into a space and a mark.
    text = _APOSTROPHES.sub("", text[:LONGEST_FOLDED])
    sentences = (fold_words(sentence) for sentence in _SENTENCE_ENDS.split(text))
    return [words for words in sentences if words]


def fold_words(sentence: str) -> tuple[str, ...]:
    """The words of one sentence, folded; what is neither letter nor digit parts two words."""
    plain = sentence if sentence.isascii() else _without_marks(sentence)
    return tuple(_NOT_WORDS.sub(" ", plain.lower()).split())


def _without_marks(text: str) -> str:
    # Marks go twice: before, because sorting a long run of them takes quadratic time; after,
    # because letters come apart into a letter and its accent. One character can become eighteen.
    apart = unicodedata.normalize("NFKD", _visible(text))[:LONGEST_FOLDED]
    return _visible(apart)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in _UNSEEN)
