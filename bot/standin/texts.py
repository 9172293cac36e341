"""Text as Telegram keeps it: cleaned, trimmed, and counted in UTF-16 units."""

import re

from bot.standin.values import JsonObject

_REMOVED = re.compile("[\r\u2028-\u202e]")
"""Carriage returns and bidirectional embeddings vanish; isolates (U+2066-2069) stay."""
_CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_INVISIBLE = " \n\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"


def units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def is_blank(text: str) -> bool:
    """Nothing that could be seen."""
    return not text.strip(_INVISIBLE)


def clean(text: str, entities: list[JsonObject]) -> tuple[str, list[JsonObject]]:
    """The text and entities that are kept.

    Control characters become spaces. Space is trimmed at the end, and at the beginning as far as
    the first entity; an entity that marks nothing but space is dropped.
    """
    text = _CONTROL.sub(" ", text)
    for found in reversed(list(_REMOVED.finditer(text))):
        text, entities = _cut(text, entities, found.start(), found.end())
    text, entities = _cut(text, entities, len(text.rstrip(" \n")), len(text))
    text, entities = _cut(text, entities, 0, _leading_space(text, entities))
    return text, [entity for entity in entities if not _marks_space(text, entity)]


def utf16_slice(text: str, offset: int, length: int) -> str:
    """`length` UTF-16 units from `offset`; a half character at an edge is left out."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "ignore")


def _leading_space(text: str, entities: list[JsonObject]) -> int:
    space = len(text) - len(text.lstrip(" \n"))
    return min([space, *(_span(entity)[0] for entity in entities)])


def _cut(text: str, entities: list[JsonObject], start: int, end: int) -> tuple[str, list[JsonObject]]:
    """Take the characters from `start` to `end` out and move the entities along."""
    if start >= end:
        return text, entities
    first = units(text[:start])
    last = first + units(text[start:end])
    return text[:start] + text[end:], [_moved(entity, first, last) for entity in entities]


def _moved(entity: JsonObject, first: int, last: int) -> JsonObject:
    offset, end = (_after_cut(place, first, last) for place in _span(entity))
    return entity | {"offset": offset, "length": end - offset}


def _after_cut(place: int, first: int, last: int) -> int:
    return place - (min(max(place, first), last) - first)


def _marks_space(text: str, entity: JsonObject) -> bool:
    offset, end = _span(entity)
    return not utf16_slice(text, offset, end - offset).strip()


def _span(entity: JsonObject) -> tuple[int, int]:
    offset, length = entity["offset"], entity["length"]
    assert isinstance(offset, int) and isinstance(length, int)
    return offset, offset + length
