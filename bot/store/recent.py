"""The messages of a chat that are young enough to be taken away again: what Hide and delete have to find."""

from collections.abc import Collection, Sequence
from typing import TypeAlias

Recent: TypeAlias = tuple[tuple[int, int], ...]
"""Message ids, each with the second (since 1970) in which it was noted; the latest last."""

REMOVABLE_SECONDS = 48 * 3600
"""Telegram lets a bot delete nothing older: https://core.telegram.org/bots/api#deletemessages."""

LIMIT = 400
"""Who writes more than that in two days keeps a small blob all the same; the newest are remembered."""


def young(recent: Recent, now: int) -> Recent:
    """Those that can still be removed; looks no further where the oldest is young."""
    horizon = now - REMOVABLE_SECONDS
    if not recent or recent[0][1] > horizon:
        return recent
    return tuple(noted for noted in recent if noted[1] > horizon)


def with_noted(recent: Recent, message_ids: Sequence[int], now: int) -> Recent:
    """The young ones and these, each once."""
    kept = young(recent, now)
    if not message_ids:
        return kept
    known = {message_id for message_id, _ in kept}
    added = tuple((each, now) for each in dict.fromkeys(message_ids) if each not in known)
    return (kept + added)[-LIMIT:]


def without(recent: Recent, message_ids: Collection[int]) -> Recent:
    """Those that are left when these are gone."""
    gone = set(message_ids)
    return tuple(noted for noted in recent if noted[0] not in gone)


def ids(recent: Recent, now: int) -> tuple[int, ...]:
    """The messages that can still be removed, in order."""
    return tuple(message_id for message_id, _ in young(recent, now))
