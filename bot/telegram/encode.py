"""Screens and exports -> parameters of Bot API calls. Pure: no ids, no clock, no library.

Text goes out with a list of entities, never as Markdown or HTML: nothing needs escaping, so what
a person typed can neither add marks nor break a send. Entities count UTF-16 units, ours code points.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from flows.model.screen import COPY_UNITS, Button, Screen
from flows.model.text import Mark, MarkKind, RichText, units

Params: TypeAlias = dict[str, object]
"""Parameters of one call by their names in the Bot API; values are plain JSON."""

TEXT_UNITS = 4_096
"""Telegram's limit for a text. Reports differ on whether it counts characters or units: units are safe."""

KEYBOARD_BUTTONS = 100
"""Telegram's limit for one keyboard."""

SILENT: Params = {"disable_notification": True}
PROTECTED: Params = {"protect_content": True}
"""Only a new message can be silent, or be kept from being forwarded and saved."""

ENTITY_TYPES = {
    MarkKind.BOLD: "bold",
    MarkKind.ITALIC: "italic",
    MarkKind.STRIKE: "strikethrough",
    MarkKind.LINK: "text_link",
    MarkKind.QUOTE: "blockquote",
    MarkKind.LONG_QUOTE: "expandable_blockquote",
}

_NO_PREVIEW = {"is_disabled": True}
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_BREAKS = ("\n\n", "\n", " ")
_EARLIEST_BREAK = 0.5
"""A message is not cut before this share of what it holds for the sake of a nicer place."""


def edit_params(screen: Screen) -> Params:
    """What editMessageText needs besides the chat and the message.

    The content check keeps screens within one message; should one grow past it, its end is cut,
    because a refused screen would leave the person without any button.
    """
    params = _text_params(next(_parts(screen.text)))
    if screen.rows:
        params["reply_markup"] = {"inline_keyboard": _keyboard(screen)}
    return params


def quiet_params(words: str) -> Params:
    """What sendMessage needs besides the chat for a message that does not say its own words yet."""
    return _text_params(RichText(words)) | SILENT


def export_params(text: RichText) -> list[Params]:
    """What sendMessage needs besides the chat, for one message or as many as the text takes."""
    return [_text_params(part) for part in _parts(text)]


def _text_params(text: RichText) -> Params:
    params: Params = {"text": text.text, "link_preview_options": _NO_PREVIEW}
    if text.marks:
        params["entities"] = _entities(text)
    return params


def _entities(text: RichText) -> list[Params]:
    """Positions after a character beyond the first plane move by one for every such character."""
    astral = [] if text.text.isascii() else [match.start() for match in _ASTRAL.finditer(text.text)]
    return [_entity(mark, astral) for mark in text.marks if mark.length > 0]


def _entity(mark: Mark, astral: Sequence[int]) -> Params:
    end = mark.start + mark.length
    start_units = mark.start + bisect_left(astral, mark.start)
    entity: Params = {
        "type": ENTITY_TYPES[mark.kind],
        "offset": start_units,
        "length": end + bisect_left(astral, end) - start_units,
    }
    if mark.link is not None:
        entity["url"] = mark.link
    return entity


def _keyboard(screen: Screen) -> list[list[Params]]:
    prefix = f"{screen.render:x}."
    rows = [
        [_button(button, prefix) for button in row if not button.copy or _fits_clipboard(button.copy)]
        for row in _rows_with_room(screen.rows)
    ]
    return [row for row in rows if row]


def _button(button: Button, prefix: str) -> Params:
    if button.url:
        return {"text": button.label, "url": button.url}
    if button.copy:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    return {"text": button.label, "callback_data": prefix + button.token}


def _fits_clipboard(text: str) -> bool:
    """One that does not is left out: Telegram would refuse the whole screen for it."""
    return units(text) <= COPY_UNITS


def _rows_with_room(rows: Sequence[Sequence[Button]]) -> Sequence[Sequence[Button]]:
    """A list may offer more than a keyboard holds; the last row is the safety button and stays."""
    if sum(map(len, rows)) <= KEYBOARD_BUTTONS:
        return rows
    kept, room = [], KEYBOARD_BUTTONS - len(rows[-1])
    for row in rows[:-1]:
        room -= len(row)
        if room < 0:
            break
        kept.append(row)
    return [*kept, rows[-1]]


def _parts(text: RichText) -> Iterator[RichText]:
    """The text in pieces that fit a message, cut at a blank line, a line or a word where there is one."""
    start = 0
    while _too_long(text.text, start):
        end = _cut(text.text, start)
        yield _slice(text, start, end)
        start = end + len(text.text[end:]) - len(text.text[end:].lstrip())
    if start == 0:
        yield text
    elif start < len(text.text):
        yield _slice(text, start, len(text.text))


def _too_long(text: str, start: int) -> bool:
    characters = len(text) - start
    return characters > TEXT_UNITS // 2 and characters + len(_ASTRAL.findall(text, start)) > TEXT_UNITS


def _cut(text: str, start: int) -> int:
    fitting = text[start : start + TEXT_UNITS].encode("utf-16-le")[: 2 * TEXT_UNITS]
    end = start + len(fitting.decode("utf-16-le", "ignore"))  # a halved character is left for the next part
    earliest = start + int((end - start) * _EARLIEST_BREAK)
    places = (text.rfind(mark, earliest, end + len(mark)) for mark in _BREAKS)
    return next((place for place in places if place > start), end)


def _slice(text: RichText, start: int, end: int) -> RichText:
    return RichText(text.text[start:end], tuple(_clipped(text.marks, start, end)))


def _clipped(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    for mark in marks:
        first, last = max(mark.start, start), min(mark.start + mark.length, end)
        if first < last:
            yield Mark(mark.kind, first - start, last - first, mark.link)
