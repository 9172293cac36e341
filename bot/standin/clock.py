"""The stand-in's own clock, which a test may move."""

import time
from collections.abc import Callable


class Clock:
    """Unix time in seconds: that of `base`, moved by every jump so far."""

    def __init__(self, base: Callable[[], float] = time.time) -> None:
        self._base = base
        self._moved_seconds = 0.0

    def now(self) -> float:
        return self._base() + self._moved_seconds

    def jump(self, seconds: float) -> None:
        """Move on by `seconds`, or back when negative."""
        self._moved_seconds += seconds
