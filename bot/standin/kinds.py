"""Messages that are not text: the smallest body of each kind that a real client could send."""

from collections.abc import Callable

from bot.standin.values import JsonObject


def _file(name: str, **more: object) -> JsonObject:
    return {"file_id": f"{name}-file", "file_unique_id": name, **more}


def _poll() -> JsonObject:
    option = {"text": "Yes", "voter_count": 0, "persistent_id": "1"}
    return {
        "id": "1",
        "question": "Shall we?",
        "options": [option, option | {"text": "No", "persistent_id": "2"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


_PAYMENT = {
    "currency": "XTR",
    "total_amount": 1,
    "invoice_payload": "nothing",
    "telegram_payment_charge_id": "1",
    "provider_payment_charge_id": "1",
}
_PLACE = {"latitude": 52.5, "longitude": 13.4}
_STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}

BODIES: dict[str, Callable[[], object]] = {
    "photo": lambda: [_file("photo", width=90, height=60)],
    "voice": lambda: _file("voice", duration=3),
    "video": lambda: _file("video", width=320, height=240, duration=3),
    "video_note": lambda: _file("video-note", length=240, duration=3),
    "audio": lambda: _file("audio", duration=3),
    "animation": lambda: _file("animation", width=320, height=240, duration=3),
    "document": lambda: _file("document", file_name="notes.pdf"),
    "sticker": lambda: _file("sticker", **_STICKER),
    "location": lambda: dict(_PLACE),
    "venue": lambda: {"location": _PLACE, "title": "A café", "address": "1 Main Street"},
    "contact": lambda: {"phone_number": "+15550100", "first_name": "Alex"},
    "poll": _poll,
    "story": lambda: {"chat": {"id": -1, "type": "channel", "title": "News"}, "id": 1},
    "successful_payment": lambda: dict(_PAYMENT),
    "write_access_allowed": lambda: {"from_request": True},
    "dice": lambda: {"emoji": "\N{GAME DIE}", "value": 4},
}


WITH_CAPTION = frozenset({"photo", "voice", "video", "audio", "animation", "document"})


def content_of(kind: str) -> JsonObject:
    """The fields that a message of this kind has besides the common ones; KeyError if unknown."""
    return {kind: BODIES[kind]()}
