"""Makes text from outside safe to match, store and send back."""

import re
import unicodedata
from itertools import groupby, islice

TEXT_LIMIT = 4_096
"""Characters kept of one message: Telegram's own limit for a text."""

MARKS_LIMIT = 30
"""Combining marks kept in a row, as in Unicode's stream-safe format (UAX 15, section 13): sorting
longer runs takes quadratic time, 4,096 of them over 10 ms."""

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls; PostgreSQL refuses NUL
    "\u00ad\u200b\u2060-\u2064\ufeff"  # nothing to see, but they would split a word in two
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # directions: a text must not re-order ours
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"  # no characters at all
)


def clean(text: str) -> str:
    """Text of at most TEXT_LIMIT characters in NFC, of visible characters, joiners and line feeds.

    The zero-width joiner and non-joiner stay: emoji and several scripts are spelled with them.
    """
    text = text[:TEXT_LIMIT]
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNSEEN.sub("", _LINE_BREAK.sub("\n", text).replace("\t", " "))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _without_piles(text))[:TEXT_LIMIT]
    return text.strip()


def _without_piles(text: str) -> str:
    runs = groupby(text, lambda character: unicodedata.combining(character) > 0)
    return "".join("".join(islice(run, MARKS_LIMIT) if marks else run) for marks, run in runs)
