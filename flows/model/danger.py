"""Explicit words of danger and the plain words that ask for help, as content lists them."""

from dataclasses import dataclass

from flows.model.flow import ScreenId

NOWHERE = ScreenId("")
"""Where `asks` lead while there are none."""


@dataclass(frozen=True, slots=True)
class DangerPhrase:
    """A folded phrase (lower case, no accents or apostrophes) and the screen it opens.

    `words` may hold "*", which stands for up to three words of any kind.
    """

    words: tuple[str, ...]
    screen: ScreenId


@dataclass(frozen=True, slots=True)
class DangerRules:
    """What typed text is held against before anything else.

    `asks` are whole folded messages that ask for the `safety` page ("help", "safety"). `mutes` are folded
    phrases (a film, a joke) that silence their own sentence, unless `never_mutes` stands in it.
    """

    asks: frozenset[str] = frozenset()
    phrases: tuple[DangerPhrase, ...] = ()
    mutes: tuple[tuple[str, ...], ...] = ()
    never_mutes: tuple[tuple[str, ...], ...] = ()
    safety: ScreenId = NOWHERE
