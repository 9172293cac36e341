"""Raw update bytes -> Incoming: strict, typed and bounded, without a single object of the library."""

import re
from contextlib import suppress

import msgspec

from bot.ports import Address, Incoming
from bot.telegram import shapes
from bot.telegram.clean import clean
from flows.model.event import Command, Event, Press, Start, Typed, Unreadable

UPDATE_LIMIT = 1 << 20
"""Bytes of one update; Telegram's own stay far below."""

UPDATES_WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram is asked to send; everything else would only be confirmed and ignored."""

FOREIGN_PRESS = Press("", -1)
"""Stands for callback data that no screen of ours drew: the engine draws the present screen again."""

CONTENT_KINDS = {
    "animation": "animation",  # before "document", which comes with it
    "audio": "audio",
    "checklist": "checklist",
    "contact": "contact",
    "dice": "dice",
    "document": "document",
    "game": "game",
    "gift": "gift",
    "giveaway": "giveaway",
    "invoice": "invoice",
    "live_photo": "photo",
    "paid_media": "photo",
    "photo": "photo",
    "poll": "poll",
    "sticker": "sticker",
    "story": "story",
    "venue": "location",
    "location": "location",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
}
"""Fields of a message that hold something a person sent -> its kind. Service messages are none."""

_PRESENT = frozenset(("member", "administrator", "restricted"))
_CALLBACK_DATA = re.compile(r"([0-9a-f]{1,8})\.([a-z0-9!~_-]{1,49})")
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]{1,64})?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")

_update_decoder = msgspec.json.Decoder(shapes.Update)
_number_decoder = msgspec.json.Decoder(shapes.Numbered)
_names_decoder = msgspec.json.Decoder(shapes.Names)


class BadUpdate(Exception):
    """The bytes are no update; `update_id` is None when not even that can be read."""

    def __init__(self, update_id: int | None = None) -> None:
        super().__init__("not an update")
        self.update_id = update_id


def decode(raw: bytes) -> Incoming:
    """Understand one update; kinds that the bot has no use for come back without an event.

    Raises BadUpdate for whatever is no update, and nothing else.
    """
    if len(raw) > UPDATE_LIMIT:
        raise BadUpdate
    try:
        return _incoming(_update_decoder.decode(raw), raw)
    except (ValueError, RecursionError):  # msgspec's errors and broken UTF-8; arrays nested too deeply
        pass
    raise BadUpdate(_number_of(raw))  # outside the handler: the former error quotes what was typed


def _number_of(raw: bytes) -> int | None:
    with suppress(ValueError, RecursionError):
        return _number_decoder.decode(raw).update_id
    return None


def _incoming(update: shapes.Update, raw: bytes) -> Incoming:
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.message is not None:
        return _said(update.update_id, update.message, _said_event(update.message, raw))
    if update.edited_message is not None:
        return _said(update.update_id, update.edited_message, _edited_event(update.edited_message))
    if update.my_chat_member is not None:
        return _member_changed(update.update_id, update.my_chat_member)
    post = update.channel_post or update.edited_channel_post
    return _said(update.update_id, post, None) if post is not None else Incoming(update.update_id)


def _pressed(update_id: int, query: shapes.CallbackQuery) -> Incoming:
    message, sender = query.message, query.sender
    if message is None:
        return Incoming(update_id, callback_id=query.id)
    chat = message.chat
    if chat.type != "private":
        return Incoming(update_id, callback_id=query.id, group_id=chat.id)
    if sender.id != chat.id:
        return Incoming(update_id, callback_id=query.id)
    return Incoming(
        update_id,
        Address(sender.id, chat.id),
        _press(query.data),
        query.id,
        message.message_id if message.date else None,
        _language(sender),
    )


def _press(data: str) -> Press:
    match = _CALLBACK_DATA.fullmatch(data)
    return Press(match[2], int(match[1], 16)) if match else FOREIGN_PRESS


def _said(update_id: int, message: shapes.Message, event: Event | None) -> Incoming:
    chat, sender = message.chat, message.sender
    if chat.type != "private":
        return Incoming(update_id, group_id=chat.id)
    if event is None or sender is None or sender.id != chat.id:
        return Incoming(update_id)
    return Incoming(
        update_id,
        Address(sender.id, chat.id),
        event,
        language=_language(sender),
        own_message_id=message.message_id or None,
        sent_at=message.edit_date or message.date,
    )


def _said_event(message: shapes.Message, raw: bytes) -> Event | None:
    if message.text is not None:
        return _text_event(clean(message.text))
    kind = _kind(raw)
    if kind is None and not message.caption:
        return None
    return Unreadable(kind or "message", clean(message.caption))


def _text_event(text: str) -> Event:
    match = _COMMAND.fullmatch(text)
    if match is None:
        return Typed(text)
    name, words = match[1].lower(), match[2] or ""
    if name != "start":
        return Command(name, words)
    return Start(words if _PAYLOAD.fullmatch(words) else "")


def _kind(raw: bytes) -> str | None:
    names = _names_decoder.decode(raw).message
    return next((kind for field, kind in CONTENT_KINDS.items() if field in names), None)


def _edited_event(message: shapes.Message) -> Event | None:
    """None without words: a shared live location arrives as an edit every few seconds."""
    words = message.text or message.caption
    return Unreadable("edited message", clean(words)) if words else None


def _member_changed(update_id: int, change: shapes.MemberUpdate) -> Incoming:
    """Somebody who blocks the bot is noticed when a send is refused; who unblocks it presses Start."""
    is_present = change.new_chat_member.status in _PRESENT
    if change.chat.type == "private" or not is_present:
        return Incoming(update_id)
    added = change.old_chat_member.status not in _PRESENT
    return Incoming(update_id, group_id=change.chat.id, added=added)


def _language(user: shapes.User) -> str:
    return user.language_code if _LANGUAGE.fullmatch(user.language_code) else ""
