"""A clock that runs fast and jumps by an hour either way, as no two processes see it."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

JUMPS = (-3600, 0, 3600)
"""Seconds by which a clock may be wrong."""

JUMP_EVERY_SECONDS = 4.0
"""Of real time."""


@dataclass(frozen=True, slots=True)
class Running:
    """Time that runs `speed` times as fast: `begins_at` at the real `began_at`, in seconds since 1970."""

    began_at: float
    begins_at: float
    speed: float

    def at(self, real: float) -> datetime:
        """The true simulated time at a real moment, in seconds since 1970."""
        return datetime.fromtimestamp(self.begins_at + (real - self.began_at) * self.speed, UTC)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def load(cls, path: Path) -> "Running":
        return cls(**json.loads(path.read_text()))


def skewed(running: Running, name: str) -> Callable[[], datetime]:
    """The clock of one process, which is right, an hour slow or an hour fast, and changes its mind."""

    def now() -> datetime:
        real = time.time()
        jump = random.Random(f"{name} {int(real / JUMP_EVERY_SECONDS)}").choice(JUMPS)
        return running.at(real) + timedelta(seconds=jump)

    return now
