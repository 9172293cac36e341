"""Words that the house rules ban, and figures that nobody could look up."""

import re
from collections.abc import Collection, Iterable, Iterator

from flows.compiler.folded_phrases import Phrase
from flows.compiler.rules.spoken import Finding, Spoken, unquoted
from flows.compiler.rules_file import Banned, LanguageRules
from flows.model.danger import DangerRules
from flows.model.diagnostic import Severity
from flows.model.fold import fold
from flows.model.match_danger import Positions

_KINDS = {
    "secrecy": ("P01", "This promises secrecy"),
    "leaving": ("P02", "This tells somebody to stay or to leave"),
    "blame": ("P03", "This puts the blame on somebody"),
    "diagnosis": ("P04", "This is a diagnosis"),
    "claims": ("P05", "This claim has no ground"),
    "words": ("P06", "This is not one of our words"),
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def banned_words(said: Spoken, rules: LanguageRules) -> Iterator[Finding]:
    """The first banned phrase of each kind."""
    sentences = fold(_spelt_out(unquoted(said.text)))
    message = Positions(sentences)
    words = {word for sentence in sentences for word in sentence}
    for kind, banned in rules.banned.items():
        phrase = next(_found(banned, message, words), None)
        if phrase:
            code, wrong = _KINDS[kind]
            yield Finding(code, said, wrong, banned.why, banned.help, phrase, Severity.ERROR)


def first_figure(said: Spoken, figures: Iterable[Phrase]) -> Iterator[Finding]:
    """The first figure, of a text whose flow names no source."""
    message = Positions(fold(_spelt_out(_NUMBER.sub(" n ", said.text))))
    phrase = next((phrase for phrase in figures if message.ends_of(phrase)), None)
    if phrase:
        wrong = "This figure stands in a file that names no source"
        why = "Nobody could look it up, and a figure weighs more than words."
        help = "Name the source in `sources:` at the top of the file, or say it without a figure."
        yield Finding("P08", said, wrong, why, help, phrase)


def _spelt_out(text: str) -> str:
    """The text with a word for the one sign that matters here; the others are dropped."""
    return text.replace("%", " percent ")


def _found(banned: Banned, message: Positions, words: Collection[str]) -> Iterator[Phrase]:
    phrases = [phrase for phrase in banned.phrases if phrase[0] in words]
    silent = message.silenced(DangerRules(mutes=banned.but_not)) if phrases else 0
    return (phrase for phrase in phrases if message.ends_of(phrase) & ~silent)
