"""Presses that wait for an answer."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bot.standin.chats import Chat, Person
from bot.standin.refused import TOO_OLD, bad_request

ANSWER_WITHIN_S = 15
KEPT_CALLBACKS = 20_000
KEPT_IN_CHAT = 20


@dataclass(slots=True)
class Callback:
    """One press; `answered_at` None until the bot answers."""

    id: str
    person: Person
    chat: Chat
    message_id: int
    data: str
    pressed_at: float
    answered_at: float | None = None
    text: str = ""
    is_alert: bool = False
    url: str = ""
    revision: int = 0


@dataclass(slots=True)
class Callbacks:
    """The latest presses: of all chats by query id, and the last few of each chat."""

    random: Random
    known: dict[str, Callback] = field(default_factory=dict)
    _of_chats: dict[int, deque[Callback]] = field(default_factory=dict)

    def add(self, person: Person, chat: Chat, message_id: int, data: str, *, now: float) -> Callback:
        callback = Callback(str(self.random.getrandbits(63)), person, chat, message_id, data, now)
        self.known[callback.id] = callback
        if len(self.known) > KEPT_CALLBACKS:
            del self.known[next(iter(self.known))]
        self._of_chats.setdefault(chat.id, deque(maxlen=KEPT_IN_CHAT)).append(callback)
        return callback

    def latest(self, chat: Chat) -> list[Callback]:
        """The last few presses in a chat, oldest first."""
        return list(self._of_chats.get(chat.id, ()))

    def answer(self, query_id: str, now: float) -> Callback:
        """Mark it as answered; Refused when it is unknown, late, or has its answer."""
        callback = self.known.get(query_id)
        if callback is None or callback.answered_at is not None:
            raise bad_request(TOO_OLD)
        if now - callback.pressed_at > ANSWER_WITHIN_S:
            raise bad_request(TOO_OLD)
        callback.answered_at = now
        return callback

    def unanswered(self) -> Iterator[Callback]:
        return (callback for callback in self.known.values() if callback.answered_at is None)
