"""Checks of reply_markup, above all of inline keyboards."""

from collections.abc import Callable

from bot.standin.call import Call
from bot.standin.links import fault_of_link
from bot.standin.refused import Refused, bad_request
from bot.standin.texts import units
from bot.standin.values import JsonObject

MOST_BUTTONS = 100
MOST_BUTTONS_IN_ROW = 8
LONGEST_CALLBACK_DATA = 64
"""In bytes of UTF-8, not in characters."""
LONGEST_COPY_TEXT = 256

ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
    "copy_text",
)
"""In the order in which Telegram looks: of several on one button the first wins in silence."""
LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
KNOWN = LOOKS.union(ACTIONS)
STYLES = ("danger", "success", "primary")
OTHER_MARKUP = {"keyboard": list, "remove_keyboard": bool, "force_reply": bool}

Keyboard = list[list[JsonObject]]


def read_markup(call: Call, *, is_edit: bool = False) -> Keyboard | None:
    """The inline keyboard of the call, or None without one (or with one that has no button)."""
    if call.parameters.get("reply_markup", "") == "":
        return None
    raw = call.structure("reply_markup")
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        return _read_keyboard(raw, call.note)
    _read_other_markup(raw, call, is_edit=is_edit)
    return None


def _read_other_markup(raw: dict[str, object], call: Call, *, is_edit: bool) -> None:
    if is_edit and raw:
        raise bad_request("inline keyboard expected")
    for name, wanted in OTHER_MARKUP.items():
        if name in raw and not isinstance(raw[name], wanted):
            raise bad_request(f'field "{name}" must be of type {"Array" if wanted is list else "Boolean"}')
    call.note("reply_markup that is no inline keyboard is not drawn here")


def _read_keyboard(raw: dict[str, object], note: Callable[[str], None]) -> Keyboard | None:
    rows = raw["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    for name in raw.keys() - {"inline_keyboard"}:
        note(f'unknown field "{name}" in an InlineKeyboardMarkup')
    keyboard = [[_read_button(button, note) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS or any(len(row) > MOST_BUTTONS_IN_ROW for row in keyboard):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard or None


def _read_button(raw: object, note: Callable[[str], None]) -> JsonObject:
    if not isinstance(raw, dict):
        raise _cannot_parse("InlineKeyboardButton must be an Object")
    text = raw.get("text")
    if text is None:
        raise _cannot_parse('Can\'t find field "text"')
    if not isinstance(text, str):
        raise _cannot_parse('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    for name in raw.keys() - KNOWN:
        note(f'unknown field "{name}" in an InlineKeyboardButton')
    return _read_looks(raw) | _read_action(raw, note)


def _read_looks(raw: dict[str, object]) -> JsonObject:
    if raw.get("style", STYLES[0]) not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    return {name: value for name, value in raw.items() if name in LOOKS}


def _read_action(raw: dict[str, object], note: Callable[[str], None]) -> JsonObject:
    present = [name for name in ACTIONS if raw.get(name) not in (None, "", False)]
    if not present:
        raise _cannot_parse("Text buttons are unallowed in the inline keyboard")
    if len(present) > 1:
        note(f"a button has several actions ({', '.join(present)}); the first wins")
    name = present[0]
    check = _CHECKS.get(name)
    if check is None:
        note(f"a button with {name} is not drawn here")
    else:
        check(raw[name])
    return {name: raw[name]}


def _check_callback_data(data: object) -> None:
    if not isinstance(data, str):
        raise _cannot_parse('Field "callback_data" must be of type String')
    if len(data.encode()) > LONGEST_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: object) -> None:
    if not isinstance(url, str):
        raise _cannot_parse('Field "url" must be of type String')
    fault = fault_of_link(url)
    if fault:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {fault}")


def _check_copy_text(raw: object) -> None:
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        raise _cannot_parse('Field "copy_text" must be of type Object')
    if not 1 <= units(raw["text"]) <= LONGEST_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_no_such_message(_: object) -> None:
    # Pay and game buttons belong to invoices and games, which nothing here sends.
    raise bad_request("BUTTON_TYPE_INVALID")


_CHECKS: dict[str, Callable[[object], None]] = {
    "callback_data": _check_callback_data,
    "url": _check_url,
    "copy_text": _check_copy_text,
    "pay": _check_no_such_message,
    "callback_game": _check_no_such_message,
}


def _cannot_parse(reason: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {reason}")
