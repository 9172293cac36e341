"""What a transaction writes, as rows of plain values for either database.

The order of the columns is fixed here, a changed row's own name last; the databases build their
statements from the same names.
"""

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, get_args

from bot.store.chat_queue import QueuedRow
from bot.store.held_chat import HeldChat

SEEN_COLUMNS = ("bot_id", "update_id", "seen_at")
SEEN_KEY = ("bot_id", "update_id")
CHAT_COLUMNS = ("key", "wrapped_key", "sealed", "live_message_id", "touched_on")
CHANGED_CHAT_COLUMNS = ("wrapped_key", "sealed", "live_message_id", "touched_on", "key")
ROW_COLUMNS = ("bot_id", "chat_key", "kind", "sealed", "due_at", "leased_by", "leased_until", "attempts")
LOADED_ROW_COLUMNS = ("chat_key", "id", "kind", "sealed", "due_at", "leased_by", "leased_until", "attempts")
CHANGED_ROW_COLUMNS = ("kind", "due_at", "leased_by", "leased_until", "attempts", "id")
GIVEN_UP_COLUMNS = ("gave_up_at", "reason", "id")

Rows: TypeAlias = list[tuple[Any, ...]]
What: TypeAlias = Literal[
    "forget update",
    "forget chat",
    "remove row",
    "give up row",
    "change row",
    "change chat",
    "new chat",
    "new row",
]
"""What is done with a row, in the order of doing it: a new chat may take the key of a forgotten one."""


class Changes:
    """`rows` by what is done with them; `numberless` are those behind "new row", in the same order."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self.rows: dict[What, Rows] = {what: [] for what in get_args(What)}
        self.numberless: list[QueuedRow] = []

    def add(self, chat: HeldChat, now: int) -> None:
        """Note all that happened to a chat."""
        chat.seal()
        self._add_chat(chat)
        self.rows["remove row"] += [(row_id,) for row_id in chat.queue.removed]
        self.rows["give up row"] += [(now, reason, row_id) for row_id, reason in chat.queue.given_up]
        for row in chat.queue.rows:
            self.add_row(chat.key.chat_key, row)

    def add_row(self, chat_key: bytes, row: QueuedRow) -> None:
        """Note a row that is new or was changed."""
        rest = (row.due_at, row.leased_by, row.leased_until, row.attempts)
        if not row.id:
            self.rows["new row"].append((self._bot_id, chat_key, row.kind, row.sealed, *rest))
            self.numberless.append(row)
        elif row.is_changed:
            self.rows["change row"].append((row.kind, *rest, row.id))

    def number(self, ids: Iterable[int]) -> None:
        """Give the new rows the ids under which they were written."""
        for row, row_id in zip(self.numberless, ids, strict=True):
            row.id = row_id

    def _add_chat(self, chat: HeldChat) -> None:
        rest = (chat.key.wrapped, chat.sealed, chat.live_message_id, chat.touched_on)
        if chat.is_new:
            self.rows["new chat"].append((chat.key.chat_key, *rest))
        elif chat.is_changed:
            self.rows["change chat"].append((*rest, chat.key.chat_key))
