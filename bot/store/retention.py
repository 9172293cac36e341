"""How long anything is kept."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.store.changes import What
from bot.store.times import millis
from flows.model.session import CheckIn

SEEN_FOR = timedelta(hours=48)
"""Telegram repeats an update for 24 hours at most; twice that is safe."""

CHAT_FOR = timedelta(days=30)
"""A chat in which nobody did anything, and nothing was asked for, is forgotten whole."""

GIVEN_UP_FOR = timedelta(days=7)
"""Long enough for an operator to see that sends were given up, and why."""

SWEEP_LIMIT = 500
"""Rows taken in one transaction, so that nobody waits for a sweep."""


def counts_from(day: int, check_in: CheckIn | None) -> int:
    """When CHAT_FOR begins for somebody who was here on `day`: not before the day of their check-in."""
    return max(day, check_in.day) if check_in else day


def cutoffs(now: datetime) -> Mapping[What, int]:
    """Before when something must go, by what is to be done with it."""
    return {
        "forget update": millis(now - SEEN_FOR),
        "forget chat": (now - CHAT_FOR).astimezone(UTC).toordinal(),
        "remove row": millis(now - GIVEN_UP_FOR),
    }
