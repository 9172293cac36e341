"""Edits messages that people are looking at when a text in them is withdrawn, or shown again."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.library import STILL_SEEN, Change
from bot.ports import Chat, Store, StoreDown
from bot.service import Service
from flows.engine.step import step
from flows.model.event import Redraw

log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0


async def redraw_changes(
    changes: "asyncio.Queue[Change]", store: Store, service: Service, clock: Callable[[], datetime]
) -> None:
    """Work every change off, until cancelled; begins again when the store was down in between."""
    while True:
        change = await changes.get()
        while not await _redraw(change, store, service, clock()):  # noqa: ASYNC110 - for a database
            await asyncio.sleep(RETRY_SECONDS)


async def _redraw(change: Change, store: Store, service: Service, now: datetime) -> bool:
    """Edit every live message that the change concerns; False when the store is down."""
    count = 0
    try:
        async for resident in store.residents((now - STILL_SEEN).date()):
            if resident.chat.live_message_id is not None and _differs(change, resident.chat, now):
                await service.redraw(resident.address, _update_id(change.number, resident.key))
                count += 1
    except StoreDown:
        log.warning("store-down")
        return False
    log.info("withdrawal-redrawn", extra={"number": change.number, "count": count})
    return True


def _differs(change: Change, chat: Chat, now: datetime) -> bool:
    before, after = (
        step(snapshot, chat.session, Redraw(), now).screen for snapshot in (change.before, change.after)
    )
    return before != after


def _update_id(number: int, key: bytes) -> int:
    """Negative, which no update of Telegram's is; the same in every process, so that one alone does it."""
    return -(number << 40 | int.from_bytes(key[:5]))
