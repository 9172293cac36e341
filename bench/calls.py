"""Bot API calls as bytes: the few things a driver must read in them, and the replies. Pure."""

import time
from dataclasses import dataclass
from urllib.parse import parse_qsl

import msgspec

NOTHING = msgspec.Raw(b"")


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the person has it: JSON of its text and keyboard, and the pressable data in it."""

    chat_id: int
    message_id: int
    text: bytes
    markup: bytes
    presses: tuple[bytes, ...]


class Call(msgspec.Struct):
    """The parameters that any call is looked at for; the others are skipped unread.

    `method` stands only in the body of a webhook's reply; elsewhere it is in the address.
    """

    method: str = ""
    chat_id: int | str = 0
    message_id: int = 0
    text: msgspec.Raw = NOTHING
    reply_markup: msgspec.Raw = NOTHING
    callback_query_id: int | str = ""
    url: str = ""
    secret_token: str = ""


class _Button(msgspec.Struct):
    callback_data: msgspec.Raw = NOTHING


class _Markup(msgspec.Struct):
    inline_keyboard: tuple[tuple[_Button, ...], ...] = ()


_call_decoder = msgspec.json.Decoder(Call)
_markup_decoder = msgspec.json.Decoder(_Markup)


def read(body: bytes) -> Call:
    """Read JSON as our bot sends it, or a form whose values are JSON, as python-telegram-bot sends it."""
    if not body:
        return Call()
    if body.startswith(b"{"):
        return _call_decoder.decode(body)
    form = dict(parse_qsl(body.decode()))
    return Call(
        chat_id=form.get("chat_id", 0),
        message_id=int(form.get("message_id", 0)),
        text=msgspec.Raw(msgspec.json.encode(form.get("text", ""))),
        reply_markup=msgspec.Raw(form.get("reply_markup", "").encode()),
        callback_query_id=form.get("callback_query_id", ""),
        url=form.get("url", ""),
        secret_token=form.get("secret_token", ""),
    )


def shown_by(call: Call, message_id: int) -> Shown:
    """Return what the person sees after a send or an edit."""
    markup = bytes(call.reply_markup)
    return Shown(int(call.chat_id), message_id, bytes(call.text), markup, _presses(markup))


def _presses(markup: bytes) -> tuple[bytes, ...]:
    """Return the JSON of each button's callback data; a button with a web address has none."""
    if not markup:
        return ()
    rows = _markup_decoder.decode(markup).inline_keyboard
    return tuple(bytes(button.callback_data) for row in rows for button in row if button.callback_data)


def message(shown: Shown) -> bytes:
    """Return the message whole, keyboard included, as Telegram does for a send and for an edit."""
    return (
        b'{"ok":true,"result":{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private"},"text":%b%b}}'
        % (
            shown.message_id,
            int(time.time()),
            shown.chat_id,
            shown.text or b'""',
            b',"reply_markup":' + shown.markup if shown.markup else b"",
        )
    )


def me(token: str) -> bytes:
    """Return the bot's own user."""
    bot_id = int(token.partition(":")[0])
    return (
        b'{"ok":true,"result":{"id":%d,"is_bot":true,"first_name":"Bench","username":"bench_bot"}}' % bot_id
    )


def http(status: bytes, body: bytes) -> bytes:
    """Return a whole HTTP reply."""
    head = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % (status, len(body)) + body
