"""What a chat of the control API shows to a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Screen:
    """A message of the bot's as a person sees it; `rows` holds the labels of its buttons.

    `notified` is what a locked telephone showed when it came, whatever it says now. `file` is a
    document's name, type and size, None for words; its caption then stands in `text`.
    """

    message_id: int
    text: str
    rows: tuple[tuple[str, ...], ...]
    entities: Sequence[dict[str, Any]]
    keyboard: Sequence[Sequence[dict[str, Any]]]
    is_edited: bool
    is_protected: bool
    revision: int
    is_silent: bool = False
    notified: str = ""
    file: dict[str, Any] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for row in self.rows for label in row)

    def data_of(self, label: str) -> str:
        """The callback data behind a label, to press it when the button is long gone."""
        buttons = (button for row in self.keyboard for button in row)
        return next(str(button["callback_data"]) for button in buttons if button["text"] == label)

    def copied_by(self, label: str) -> str:
        """What the button puts on the clipboard, "" when it does something else."""
        buttons = (button for row in self.keyboard for button in row if button["text"] == label)
        return str(next(buttons).get("copy_text", {}).get("text", ""))


def live(chat: dict[str, Any]) -> Screen | None:
    """The latest of the bot's messages that has buttons, or the latest without."""
    shown = of_bot(chat)
    with_buttons = [screen for screen in shown if screen.rows]
    latest = with_buttons or shown
    return latest[-1] if latest else None


def words_in(chat: dict[str, Any]) -> list[str]:
    """The words of both sides that are there, oldest first."""
    return [one["text"] for one in chat["messages"] if not one["is_deleted"]]


def of_bot(chat: dict[str, Any]) -> list[Screen]:
    """All of the bot's messages that are there, oldest first."""
    return [_screen(one) for one in chat["messages"] if one["from"] is None and not one["is_deleted"]]


def _screen(message: dict[str, Any]) -> Screen:
    return Screen(
        message_id=message["id"],
        text=message["text"],
        rows=tuple(tuple(button["text"] for button in row) for row in message["keyboard"]),
        entities=message["entities"],
        keyboard=message["keyboard"],
        is_edited=message["edit_date"] is not None,
        is_protected=message["is_protected"],
        revision=message["revision"],
        is_silent=message["is_silent"],
        notified=message["notified"],
        file=message["file"],
    )
