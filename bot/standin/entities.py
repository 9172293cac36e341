"""Checks of MessageEntity lists: type, place in the text, and how they may overlap."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.standin.call import Call
from bot.standin.links import fault_of_link
from bot.standin.refused import Refused, bad_request
from bot.standin.values import JsonObject

STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"code", "pre"})
FOUND_BY_ITSELF = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
NEEDED_FIELD = {
    "text_link": ("url", str),
    "text_mention": ("user", dict),
    "custom_emoji": ("custom_emoji_id", str),
    "date_time": ("unix_time", int),
}
EXTRA_FIELDS = frozenset({"url", "user", "custom_emoji_id", "unix_time", "language", "date_time_format"})
TYPES = STYLES | QUOTES | CODE | FOUND_BY_ITSELF | frozenset(NEEDED_FIELD)
MOST_ENTITIES = 100


def read_entities(call: Call, text: str, name: str) -> list[JsonObject]:
    """What the call has under `name`, in order of place; Refused in Telegram's words."""
    raw = call.structure(name)
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise bad_request("expected an Array of MessageEntity")
    entities = [_parse(item, call.note) for item in raw]
    encoded = text.encode("utf-16-le")
    for entity in entities:
        _check_place(entity, encoded)
        _check_link(entity)
    if len(entities) > MOST_ENTITIES:
        call.note(f"{len(entities)} entities; no more than {MOST_ENTITIES} are drawn")
    entities.sort(key=lambda entity: (_offset(entity), -_length(entity)))
    _check_overlaps(entities, call.note)
    return [entity for entity in entities if _length(entity)]


def _parse(raw: object, note: Callable[[str], None]) -> JsonObject:
    if not isinstance(raw, dict):
        raise _cannot_parse("MessageEntity must be an Object")
    entity: JsonObject = {
        "type": _field(raw, "type", str),
        "offset": _field(raw, "offset", int),
        "length": _field(raw, "length", int),
    }
    kind = entity["type"]
    if kind not in TYPES:
        raise _cannot_parse("Unsupported type specified")
    if kind in NEEDED_FIELD:
        name, wanted = NEEDED_FIELD[str(kind)]
        _field(raw, name, wanted)
    for name in raw.keys() - entity.keys() - EXTRA_FIELDS:
        note(f'unknown field "{name}" in a MessageEntity')
    return entity | {name: value for name, value in raw.items() if name in EXTRA_FIELDS}


_WORDS = {str: "String", int: "Number", dict: "Object"}


def _field(raw: dict[str, object], name: str, wanted: type) -> object:
    value = raw.get(name)
    if value is None:
        raise _cannot_parse(f'Can\'t find field "{name}"')
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise _cannot_parse(f'Field "{name}" must be of type {_WORDS[wanted]}')
    return value


def _cannot_parse(reason: str) -> Refused:
    return bad_request(f"can't parse MessageEntity: {reason}")


def _check_place(entity: JsonObject, encoded: bytes) -> None:
    offset, length, size = _offset(entity), _length(entity), len(encoded) // 2
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > size or (offset == size and length):
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    beginning = f"entity beginning at UTF-16 offset {offset}"
    if offset + length > size:
        raise bad_request(f"{beginning} ends after the end of the text at UTF-16 offset {offset + length}")
    if _splits_character(encoded, offset):
        where = _byte_offset(encoded, offset)
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {where}")
    if _splits_character(encoded, offset + length):
        where = _byte_offset(encoded, offset + length)
        raise bad_request(f"{beginning} ends in a middle of a UTF-16 symbol at byte offset {where}")


def _splits_character(encoded: bytes, offset: int) -> bool:
    """Whether the unit at `offset` is the second half of a surrogate pair."""
    return offset * 2 < len(encoded) and 0xDC <= encoded[offset * 2 + 1] <= 0xDF


def _byte_offset(encoded: bytes, offset: int) -> int:
    """Where, in UTF-8, the character ends in whose middle `offset` is."""
    return len(encoded[: offset * 2 + 2].decode("utf-16-le").encode())


def _check_link(entity: JsonObject) -> None:
    if entity["type"] != "text_link":
        return
    url = str(entity["url"])
    fault = fault_of_link(url)
    if fault:
        raise bad_request(f"entity URL '{url}' is invalid: {fault}")


@dataclass(frozen=True, slots=True)
class _Open:
    kind: str
    end: int


def _check_overlaps(entities: list[JsonObject], note: Callable[[str], None]) -> None:
    """Telegram mends these without a word (it splits or drops); the sender meant something else."""
    around: list[_Open] = []
    for entity in entities:
        inner = _Open(str(entity["type"]), _offset(entity) + _length(entity))
        around = [outer for outer in around if outer.end > _offset(entity)]
        for outer in around:
            if outer.end < inner.end:
                note(f"entities {outer.kind} and {inner.kind} overlap in part")
            elif not _may_hold(outer.kind, inner.kind):
                note(f"an entity {inner.kind} stands inside {outer.kind}")
        around.append(inner)


def _may_hold(outer: str, inner: str) -> bool:
    """Whether one entity may stand inside another, as the documentation has it."""
    if outer in CODE or inner in CODE:
        return False
    if outer in QUOTES and inner in QUOTES:
        return False
    if outer in STYLES or inner in STYLES:
        return outer != inner
    return outer in QUOTES or inner in QUOTES


def _offset(entity: JsonObject) -> int:
    offset = entity["offset"]
    assert isinstance(offset, int)
    return offset


def _length(entity: JsonObject) -> int:
    length = entity["length"]
    assert isinstance(length, int)
    return length
