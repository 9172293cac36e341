"""The text of a message as a call gives it: present, well marked, and not too long."""

from bot.standin.call import Call
from bot.standin.entities import read_entities
from bot.standin.refused import bad_request
from bot.standin.texts import clean, is_blank, units
from bot.standin.values import JsonObject

LONGEST_TEXT = 4096
"""UTF-16 units after trimming. One live measurement counts code points; this is safe under both."""
LONGEST_CAPTION = 1024


def read_formatted(call: Call) -> tuple[str, list[JsonObject]]:
    """`text` and `entities` as the message will hold them."""
    text = call.text("text")
    if not text:
        raise bad_request("message text is empty")
    kept, entities = _read_marked(call, text, "entities")
    if is_blank(kept):
        raise bad_request("text must be non-empty")
    if units(kept) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return kept, entities


def read_caption(call: Call) -> tuple[str, list[JsonObject]]:
    """`caption` and `caption_entities` as the message will hold them; "" for none."""
    kept, entities = _read_marked(call, call.text("caption"), "caption_entities")
    if units(kept) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return kept, entities


def read_link_preview(call: Call) -> None:
    """Check `link_preview_options`; nothing here draws previews."""
    options = call.structure("link_preview_options")
    if options is None:
        return
    if not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    for name, value in options.items():
        _check_option(call, name, value)


def _read_marked(call: Call, text: str, name: str) -> tuple[str, list[JsonObject]]:
    """The text with the entities that stand under `name`, cleaned."""
    if call.text("parse_mode"):
        # Text that a person typed could inject markup or break the send; we mark text by entities.
        call.note("parse_mode is refused here though Telegram knows it")
        raise bad_request("unsupported parse_mode")
    return clean(text, read_entities(call, text, name))


_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def _check_option(call: Call, name: str, value: object) -> None:
    if name in _FLAGS and not isinstance(value, bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    if name == "url" and not isinstance(value, str):
        raise bad_request('field "url" must be of type String')
    if name not in (*_FLAGS, "url"):
        call.note(f'unknown field "{name}" in link_preview_options')
