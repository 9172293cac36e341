"""Puts translated phrases of the bot into ui.po; everything else of the file stays."""

import re
from collections.abc import Mapping

from babel.messages.pofile import denormalize, normalize

from flows.workshop.translate.raw import Raw

_TEXT = r'"(?:[^"\\\r\n]|\\.)*"'
_TEXTS = rf"{_TEXT}(?:\s*\n[ \t]*{_TEXT})*"
_PHRASE = re.compile(
    rf"(?P<fuzzy>^#, *fuzzy[ \t]*\r?\n)?^msgctxt +(?P<key>{_TEXT})[ \t]*\r?\n"
    rf"msgid +(?P<msgid>{_TEXTS})[ \t]*\r?\nmsgstr +(?P<words>{_TEXTS})",
    re.MULTILINE,
)
_LANGUAGE = re.compile(r'^"Language: [^"\\]*\\n"', re.MULTILINE)


def with_phrases(raw: Raw, language: str, given: Mapping[str, tuple[str, str]]) -> str:
    """The text of a catalogue with words for some keys, each beside the source's words that they stand for.

    A key that the catalogue does not have is added at its end.
    """
    left = dict(given)

    def put_in(found: re.Match[str]) -> str:
        key = denormalize(found["key"])
        return _phrase(key, *left.pop(key)) if key in left else found.group()

    text = _PHRASE.sub(put_in, raw.text.replace("\r\n", "\n"))
    text = _LANGUAGE.sub(lambda _: f'"Language: {language}\\n"', text, count=1)
    added = "".join(f"\n{_phrase(key, *words)}\n" for key, words in left.items())
    return (text + added).replace("\n", raw.line_end)


def _phrase(key: str, source: str, words: str) -> str:
    return f"msgctxt {normalize(key)}\nmsgid {normalize(source)}\nmsgstr {normalize(words)}"
