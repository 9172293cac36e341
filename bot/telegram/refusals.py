"""What Telegram means when it refuses a call, read from what it says."""

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.telegram.connections import NothingSent

NO_EFFECT = (BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, NothingSent)
"""The errors of a call that has certainly done nothing; of any other one nobody knows."""

_UNCHANGED = "message is not modified"
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "no text in the message to edit",
    "message_id_invalid",
)
_NOBODY = "chat not found"
_OUR_MISTAKES = {
    "message text is empty": "empty",
    "message is too long": "too-long",
    "can't parse entities": "entities",
    "button_data_invalid": "button-data",
    "button_url_invalid": "button-url",
    "reply markup is too long": "keyboard",
    "file must be non-empty": "empty-file",
}
"""What Telegram says when a message of ours is wrong -> the word that is logged; the rest may quote."""


def is_unchanged(error: BadRequest) -> bool:
    """The message shows that already."""
    return _UNCHANGED in error.message.lower()


def is_not_editable(error: BadRequest) -> bool:
    """That message can show nothing any more."""
    said = error.message.lower()
    return any(words in said for words in _NOT_EDITABLE)


def is_not_found(error: BadRequest) -> bool:
    """That message is gone already."""
    return "not found" in error.message.lower()


def is_nobody(error: TelegramError) -> bool:
    """The person is gone, has blocked the bot, or was never there."""
    return isinstance(error, Forbidden) or _NOBODY in error.message.lower()


def mistake_in(error: TelegramError) -> str:
    """The fixed word for a mistake of ours; "other" for one that Telegram has other words for."""
    said = error.message.lower()
    return next((word for words, word in _OUR_MISTAKES.items() if words in said), "other")
