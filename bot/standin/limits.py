"""How many messages Telegram takes: about 30 a second in all, about one a second in one chat."""

import math
from dataclasses import dataclass, field

ROOM_FOR_CHATS = 10_000


@dataclass(slots=True)
class Bucket:
    """Holds up to `burst` permits and fills by `rate` a second."""

    rate: float
    burst: float
    level: float
    filled_at: float

    def wait_s(self, now: float) -> float:
        """Seconds until there is a permit; 0 when there is one."""
        self.level = min(self.burst, self.level + max(0.0, now - self.filled_at) * self.rate)
        self.filled_at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


@dataclass(slots=True)
class RateLimits:
    """Off unless switched on. The bursts are our guess: Telegram names none."""

    is_on: bool = False
    overall_per_second: float = 30
    chat_per_second: float = 1
    chat_burst: float = 4
    _overall: Bucket | None = None
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def charge(self, chat_id: int, now: float) -> int | None:
        """Seconds (whole) until the call may be repeated, or None when it may go ahead now."""
        if not self.is_on:
            return None
        buckets = self._buckets(chat_id, now)
        wait_s = max(bucket.wait_s(now) for bucket in buckets)
        if wait_s > 0:
            return math.ceil(wait_s)
        for bucket in buckets:
            bucket.level -= 1
        return None

    def set(
        self, *, is_on: bool, overall_per_second: float, chat_per_second: float, chat_burst: float
    ) -> None:
        """Change the limits and forget what was used so far."""
        self.is_on = is_on
        self.overall_per_second, self.chat_per_second = overall_per_second, chat_per_second
        self.chat_burst = chat_burst
        self._overall = None
        self._chats.clear()

    def _buckets(self, chat_id: int, now: float) -> tuple[Bucket, Bucket]:
        if self._overall is None:
            self._overall = _full(self.overall_per_second, self.overall_per_second, now)
        if chat_id not in self._chats:
            self._make_room(now)
            self._chats[chat_id] = _full(self.chat_per_second, self.chat_burst, now)
        return self._overall, self._chats[chat_id]

    def _make_room(self, now: float) -> None:
        if len(self._chats) < ROOM_FOR_CHATS:
            return
        for bucket in self._chats.values():
            bucket.wait_s(now)
        self._chats = {key: bucket for key, bucket in self._chats.items() if bucket.level < bucket.burst}


def _full(rate: float, burst: float, now: float) -> Bucket:
    return Bucket(rate, max(1.0, burst), max(1.0, burst), now)
