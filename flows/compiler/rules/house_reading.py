"""How hard a text may be to read."""

from collections.abc import Iterator

from flows.compiler.rules.spoken import Finding, Spoken
from flows.compiler.rules_file import ReadingLimit
from flows.model.readability import readability, sentences

FEWEST_WORDS = 30
"""In fewer words a few long ones say nothing about how hard a text is."""

FIRST_WORDS = 4
"""Of a sentence, which are shown."""


def hard_text(said: Spoken, limit: ReadingLimit) -> Iterator[Finding]:
    """A text that is too hard as a whole."""
    found = readability(said.text)
    if found.words >= FEWEST_WORDS and found.lix > limit.lix:
        wrong = f"This is hard to read: LIX {found.lix:.0f}, where {limit.lix} is the limit"
        why = "Somebody under stress would give up half-way."
        yield Finding("P09", said, wrong, why, "Take shorter words and shorter sentences.")


def long_sentences(said: Spoken, limit: ReadingLimit) -> Iterator[Finding]:
    """Every sentence of too many words, to be pointed at by its first ones."""
    for words in sentences(said.text):
        if len(words) > limit.longest_sentence:
            wrong = f"This sentence has {len(words)} words, where {limit.longest_sentence} is the limit"
            why = "Nobody keeps so much in mind at once."
            first = tuple(words[:FIRST_WORDS])
            yield Finding("P10", said, wrong, why, "Make two sentences of it.", first)
