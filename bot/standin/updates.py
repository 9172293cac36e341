"""The queue of updates: numbers, lifetimes, subscription, and a lane for every (chat, kind)."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import TypeAlias

from bot.standin.update_kinds import KINDS_ON_REQUEST
from bot.standin.values import JsonObject

LIFETIME_S = 24 * 3600
PRESS_LIFETIME_S = 150
SILENCE_BEFORE_NEW_NUMBERS_S = 7 * 24 * 3600

Lane: TypeAlias = tuple[int, str]
"""(chat id, kind): order is kept inside a lane and nowhere else."""


@dataclass(slots=True, eq=False)
class Update:
    """One update that waits. `redeliver` is how often it comes again after it was taken."""

    id: int
    kind: str
    chat_id: int
    body: JsonObject
    expires_at: float
    redeliver: int = 0
    failures: int = 0
    delay_s: int = 1

    @property
    def lane(self) -> Lane:
        return self.chat_id, self.kind

    def wire(self) -> JsonObject:
        """As the Bot API writes it."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class Updates:
    """What the bot has not taken yet. `subscribed` None means all but the kinds on request."""

    random: Random
    subscribed: frozenset[str] | None = None
    waiting: dict[int, Update] = field(default_factory=dict)
    lanes: dict[Lane, deque[Update]] = field(default_factory=dict)
    expired_count: int = 0
    taken_count: int = 0
    _aging: tuple[deque[Update], deque[Update]] = field(default_factory=lambda: (deque(), deque()))
    _last_id: int = 0
    _last_at: float = float("-inf")

    def accepts(self, kind: str) -> bool:
        """Whether an update of this kind, made now, would ever be delivered."""
        if self.subscribed is None:
            return kind not in KINDS_ON_REQUEST
        return kind in self.subscribed

    def subscribe(self, kinds: Sequence[str]) -> None:
        """From now on; an empty list means the default."""
        self.subscribed = frozenset(kinds) or None

    def add(self, kind: str, chat_id: int, body: JsonObject, now: float, *, redeliver: int = 0) -> Update:
        is_press = kind == "callback_query"
        lifetime_s = PRESS_LIFETIME_S if is_press else LIFETIME_S
        update = Update(self._next_id(now), kind, chat_id, body, now + lifetime_s, redeliver)
        self._aging[is_press].append(update)
        self.waiting[update.id] = update
        self.lanes.setdefault(update.lane, deque()).append(update)
        return update

    def pending(self, now: float, limit: int) -> list[Update]:
        """The oldest updates that are still alive, at most `limit`."""
        self._expire(now)
        return list(islice(self.waiting.values(), limit))

    def confirm(self, offset: int) -> None:
        """Take every update below `offset`; a negative one keeps that many of the latest."""
        if offset < 0:
            latest = list(self.waiting)[offset:]
            offset = latest[0] if latest else 0
        for update in self._below(offset):
            self.take(update)

    def head(self, lane: Lane, now: float) -> Update | None:
        """The first of a lane, or None when nothing alive is in it."""
        self._expire(now)
        queue = self.lanes.get(lane)
        return queue[0] if queue else None

    def take(self, update: Update) -> None:
        """The bot has it, so it goes, unless a fault wants it to come again."""
        self.taken_count += 1
        if update.redeliver:
            update.redeliver -= 1
            update.failures, update.delay_s = 0, 1
        else:
            self.drop(update)

    def give_up(self, update: Update) -> None:
        """It grew too old: the bot will never hear of it."""
        self.expired_count += 1
        self.drop(update)

    def drop(self, update: Update) -> None:
        """Forget the update."""
        if self.waiting.pop(update.id, None) is None:
            return
        queue = self.lanes[update.lane]
        queue.remove(update)
        if not queue:
            del self.lanes[update.lane]

    def drop_all(self) -> None:
        """Forget everything undelivered."""
        self.waiting.clear()
        self.lanes.clear()

    def _below(self, offset: int) -> list[Update]:
        return [update for number, update in self.waiting.items() if number < offset]

    def _expire(self, now: float) -> None:
        """Drop what is too old; in each of the two queues the oldest comes first."""
        for queue in self._aging:
            while queue and (queue[0].id not in self.waiting or queue[0].expires_at <= now):
                update = queue.popleft()
                if update.id in self.waiting:
                    self.give_up(update)

    def _next_id(self, now: float) -> int:
        """One more than the last; after a week of silence Telegram begins somewhere else."""
        if now - self._last_at > SILENCE_BEFORE_NEW_NUMBERS_S:
            self._last_id = self.random.randrange(1, 2**30)
        self._last_id += 1
        self._last_at = now
        return self._last_id
