"""What the bot says in its own voice, what was found wrong with it, and where that stands in its file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.compiler.folded_phrases import Phrase
from flows.compiler.source import SourceFile
from flows.model.bank import Question
from flows.model.diagnostic import Severity
from flows.model.flow import ScreenTemplate
from flows.model.invitation import CoercionRule, Invitations
from flows.model.match_danger import WILDCARD_WORDS
from flows.model.place import Place
from flows.model.text import Inline, Words

MOST_LINES = 50
"""Lines in which a phrase is looked for; an entry of the bank has thirty."""

_QUOTED = re.compile('"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»')


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of words, and where it begins."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with words of ours; `phrase` is what to point at, () for where `said` begins."""

    code: str
    said: Spoken
    message: str
    why: str
    help: str
    phrase: Phrase = ()
    severity: Severity = Severity.WARNING


def blocks_of(screen: ScreenTemplate) -> Iterator[Spoken]:
    """The paragraphs, quotes and bullets of a screen."""
    return (Spoken(plain(block.inlines), block.place) for block in screen.blocks)


def labels_of(screen: ScreenTemplate) -> Iterator[Spoken]:
    """The buttons of a screen."""
    return (Spoken(plain(button.label), button.place) for button in screen.buttons)


def question_of(question: Question) -> Spoken:
    """An entry of the bank but its warning sign, which says what somebody else would."""
    parts = (question.ask, question.why, question.good, question.follow_up)
    return Spoken("\n".join(map(plain, parts)), question.place)


def bot_phrases(phrases: Mapping[str, str], file: SourceFile) -> Iterator[Spoken]:
    """The bot's own words by key, each at its key in ui.po."""
    lines = {line.strip(): number for number, line in enumerate(file.lines, 1)}
    for key, words in phrases.items():
        yield Spoken(words, file.place(lines.get(f'msgctxt "{key}"', 1)))


def invitation_words(invitations: Invitations, file: SourceFile) -> Iterator[Spoken]:
    """Every tone as one text, and the sentences for all reasons, each at its heading or about-line."""
    for id in invitations.tones:
        yield Spoken(invitations.draft(id, ""), file.place(_line_of(f"## {id}", file)))
    for id, sentence in invitations.reasons.items():
        yield Spoken(sentence, file.place(_line_of(f"`reason {id}`", file)))


def coercion_words(rules: Sequence[CoercionRule], language: str, file: SourceFile) -> Iterator[Spoken]:
    """What each rule says of the words it finds, at its key."""
    for rule in rules:
        if language in rule.why:
            yield Spoken(rule.why[language], file.place(_line_of(f"{rule.id}:", file)))


def _line_of(words: str, file: SourceFile) -> int:
    """The first line that begins with these words; the first of all where none does."""
    lines = (
        number for number, line in enumerate(file.lines, 1) if f"{line.strip()} ".startswith(f"{words} ")
    )
    return next(lines, 1)


def plain(inlines: Sequence[Inline]) -> str:
    """The words without marks; an insert, whose words are others', parts two sentences."""
    return "".join(part.text if isinstance(part, Words) else ". " for part in inlines)


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks: other people's words, or words to try out."""
    return _QUOTED.sub(". ", text)


def place_of(phrase: Phrase, said: Spoken, file: SourceFile) -> Place:
    """Where the phrase stands, in the section of the file that `said` begins in; else where `said` begins."""
    lines = file.lines[said.place.line - 1 : said.place.line - 1 + MOST_LINES]
    end = next((number for number, line in enumerate(lines) if number and line.startswith(_BEGINS)), None)
    text = "\n".join(lines[:end])
    found = _pattern(phrase).search(text)
    if found is None:
        return said.place
    before = text[: found.start()].split("\n")
    words = found.group().split("\n")[0]
    return file.place(said.place.line + len(before) - 1, len(before[-1]) + 1, len(words))


_BEGINS = ("## ", "msgctxt ")


def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """Finds the phrase as written, whatever marks stand between its words; accents must be as folded."""
    parts = "".join(map(_word, phrase)).removeprefix(_GAP)
    return re.compile(rf"(?<!{_LETTER}){parts}(?!{_LETTER})", re.IGNORECASE)


# No letter is part of a gap, so that a search takes no longer for being torn one way or the other.
_LETTER, _GAP = r"[^\W_]", r"[\W_]+"


def _word(word: str) -> str:
    """The pattern of a word and the gap before it."""
    match word:
        case "*":
            return f"(?:{_GAP}{_LETTER}+){{0,{WILDCARD_WORDS}}}"
        case "n":
            return _GAP + r"\d+(?:[.,]\d+)*"
        case "percent":
            return rf"(?:{_GAP}percent|\s*%)"
        case _:
            return _GAP + "['’]?".join(map(re.escape, word))
