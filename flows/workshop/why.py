"""Why typed words do what they do: the rule of the content that decides, and the screen that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from flows.compiler.folded_phrases import Phrase
from flows.engine.pin import PIN
from flows.engine.resume import new_session
from flows.model.flow import ScreenId
from flows.model.fold import fold
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.workshop.meaning import (
    Danger,
    Meaning,
    NoAnswer,
    NoPin,
    Nothing,
    Plea,
    Pressed,
    Said,
    Silenced,
    TooLong,
    UnknownCommand,
    Written,
    event_of,
    meaning_of,
    silenced_in,
)
from flows.workshop.person import take

FIRST_WORDS = 120
"""Characters of the screen that follows; enough to know it by."""


@dataclass(frozen=True, slots=True)
class Why:
    """What typed words do on a screen.

    `folded` is what they are held against danger as, a text a sentence. `shows` is the screen that
    follows, with its `first_words`; `notice` is what is said beside it, or "".
    """

    text: str
    on: ScreenId
    folded: tuple[str, ...]
    meaning: Meaning
    silenced: tuple[Silenced, ...]
    shows: ScreenId
    first_words: str
    notice: str = ""


def explain(snapshot: Snapshot, text: str, screen: ScreenId, now: datetime) -> Why:
    """What somebody would see who types `text` on the screen, with nothing remembered about them."""
    session = replace(new_session(snapshot, snapshot.language), screen=screen, render=1)
    event = event_of(text.strip())
    turn = take(snapshot, session, event, now)
    return Why(
        text=text,
        on=screen,
        folded=tuple(" ".join(words) for words in fold(text)),
        meaning=meaning_of(snapshot, session, event, now),
        silenced=tuple(silenced_in(snapshot.danger, text)),
        shows=turn.screen.id,
        first_words=_beginning(turn.screen.text.text),
        notice=turn.notice,
    )


def render(why: Why, places: Mapping[Phrase, Place], folder: str) -> str:
    """The same in sentences; `places` are those of the phrases of danger."""

    def at(words: Phrase) -> str:
        place = places.get(words)
        return f" ({folder}/{place.path}:{place.line}:{place.column})" if place else ""

    lines = [f"Typed on {why.on}: {why.text}", f"Read as: {' / '.join(why.folded) or '(no words)'}"]
    for silenced in why.silenced:
        phrase, mute = silenced.phrase.words, silenced.mute
        lines.append(
            f'"{" ".join(phrase)}"{at(phrase)} would be words of danger,'
            f' but "{" ".join(mute)}"{at(mute)} silences its sentence.'
        )
    lines.append(
        f"{sentence(why.meaning)}{at(why.meaning.phrase.words) if isinstance(why.meaning, Danger) else ''}"
    )
    return "\n".join([*lines, f"Shows {why.shows}: {why.first_words}"])


def to_json(why: Why) -> dict[str, object]:
    """The same for a program."""
    return {
        "text": why.text,
        "on": why.on,
        "folded": list(why.folded),
        "meaning": type(why.meaning).__name__,
        "because": sentence(why.meaning),
        "silenced": [
            {"phrase": " ".join(one.phrase.words), "mute": " ".join(one.mute)} for one in why.silenced
        ],
        "shows": why.shows,
        "first_words": why.first_words,
        "notice": why.notice,
    }


def sentence(meaning: Meaning) -> str:  # noqa: C901 - one case a meaning
    """What decides, as one sentence."""
    match meaning:
        case Danger() | Plea():
            return _of_danger(meaning)
        case Nothing():
            return "Nothing readable was typed."
        case Written(name) if name == PIN:
            return "This screen takes a PIN: the digits are held against a hash, and never remembered."
        case NoPin():
            return "This screen takes a PIN, and this is none: that is four to eight digits."
        case Written(name):
            return f"This screen takes what is typed: it is remembered as `{name}`."
        case TooLong(limit):
            return f"This screen takes what is typed, but only {limit} characters of it."
        case Pressed(label, _, by_number):
            return f'It presses the button "{label}" by its {"number" if by_number else "label"}.'
        case Said(command):
            return f"It is the command `{command}`, or a word that stands for it."
        case UnknownCommand(name):
            return f"There is no command `/{name}` in content.yaml."
        case NoAnswer():
            return "Nothing answers to this: neither danger, nor a button, nor a command."
        case _:
            assert_never(meaning)


def _of_danger(meaning: Danger | Plea) -> str:
    if isinstance(meaning, Plea):
        return f'The whole message, "{meaning.words}", is one of the `asks` for help in danger.yaml.'
    words, screen = " ".join(meaning.phrase.words), meaning.phrase.screen
    return f'Words of danger: "{words}", in "{meaning.sentence}", opens {screen}.'


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} ..."
