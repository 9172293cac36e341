"""Typed text held against the explicit words of danger.

Theory of operation. Every word of the message has a position; sentences are parted by positions
that hold no word. A set of positions is one integer, bit i for position i. A phrase is walked word
by word: the set of places where it can have got to is shifted by one and cut down to the places of
the next word. The work is the number of phrases times the length of the message, whatever the text.
"""

from collections.abc import Iterable, Sequence

from flows.model.danger import DangerRules
from flows.model.flow import ScreenId
from flows.model.fold import fold

WILDCARD = "*"
WILDCARD_WORDS = 3
"""How many words a `*` may stand for; none at all is allowed too."""


def danger_in(rules: DangerRules, text: str) -> ScreenId | None:
    """The screen that typed text calls for before anything else, or None.

    The first phrase in the order of the file wins, so the most urgent stand first. A message
    that is nothing but a plea for help opens `safety`.
    """
    sentences = fold(text)
    message = Positions(sentences)
    silent = message.silenced(rules)
    for phrase in rules.phrases:
        if message.ends_of(phrase.words) & ~silent:
            return phrase.screen
    whole = " ".join(word for sentence in sentences for word in sentence)
    return rules.safety if whole in rules.asks else None


class Positions:
    """Where each word of a message stands, as sets of positions."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._words: dict[str, int] = {}
        self._sentences: list[int] = []
        start = 0
        for sentence in sentences:
            for position, word in enumerate(sentence, start):
                self._words[word] = self._words.get(word, 0) | 1 << position
            self._sentences.append((1 << len(sentence)) - 1 << start)
            start += len(sentence) + 1
        self._inside = sum(self._sentences)

    def ends_of(self, phrase: Sequence[str]) -> int:
        """The positions of the last word of every place where the phrase stands."""
        reached = self._words.get(phrase[0], 0)
        if not reached:
            return 0  # nearly all phrases end here; anything before this line is paid a thousand times
        for word in phrase[1:]:
            reached = self._widen(reached) if word == WILDCARD else reached << 1 & self._words.get(word, 0)
        return reached

    def silenced(self, rules: DangerRules) -> int:
        """All positions of the sentences that a mute silences and no never-mute keeps awake."""
        quiet = self.sentences_with(rules.mutes)
        return quiet & ~self.sentences_with(rules.never_mutes) if quiet else 0

    def sentences_with(self, phrases: Iterable[Sequence[str]]) -> int:
        """All positions of the sentences in which one of the phrases stands."""
        found = self._any_end(phrases)
        return sum(span for span in self._sentences if span & found) if found else 0

    def _any_end(self, phrases: Iterable[Sequence[str]]) -> int:
        found = 0
        for phrase in phrases:
            found |= self.ends_of(phrase)
        return found

    def _widen(self, reached: int) -> int:
        for _ in range(WILDCARD_WORDS):
            reached |= reached << 1 & self._inside
        return reached
