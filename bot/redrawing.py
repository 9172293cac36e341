"""Edits messages that people are looking at when a text in them is withdrawn, or shown again."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from bot.library import STILL_SEEN, Change
from bot.ports import Resident, Store, StoreDown
from bot.service import Service
from flows.engine.step import step
from flows.model.event import Redraw

log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0

SECOND_LOOK_SECONDS = 40.0
"""After that a message that was on its way at the first look has arrived, or its lease has run out."""


async def redraw_changes(
    changes: "asyncio.Queue[Change]", store: Store, service: Service, clock: Callable[[], datetime]
) -> None:
    """Work every change off, until cancelled; begins again when the store was down in between."""
    while True:
        redrawing = Redrawing(await changes.get(), store, service, clock)
        while not await redrawing.look():  # noqa: ASYNC110 - for a database
            await asyncio.sleep(RETRY_SECONDS)
        if redrawing.on_their_way:
            await asyncio.sleep(SECOND_LOOK_SECONDS)
            await redrawing.look_again()


class Redrawing:
    """One change, on the screens of all who may still look at what it concerns."""

    def __init__(self, change: Change, store: Store, service: Service, clock: Callable[[], datetime]) -> None:
        self.on_their_way: set[bytes] = set()
        self._change = change
        self._store = store
        self._service = service
        self._clock = clock

    async def look(self) -> bool:
        """Edit every live message that the change concerns; False when the store is down."""
        return await self._each(lambda _: True)

    async def look_again(self) -> bool:
        """Do the same for those whose message was still on its way."""
        return await self._each(lambda resident: resident.key in self.on_their_way)

    async def _each(self, is_wanted: Callable[[Resident], bool]) -> bool:
        count = 0
        try:
            async for resident in self._store.residents((self._clock() - STILL_SEEN).date()):
                if is_wanted(resident):
                    count += await self._redrawn(resident)
        except StoreDown:
            log.warning("store-down")
            return False
        log.info("withdrawal-redrawn", extra={"number": self._change.number, "count": count})
        return True

    async def _redrawn(self, resident: Resident) -> bool:
        try:
            if not self._differs(resident):
                return False
            if resident.chat.live_message_id is None:
                self.on_their_way.add(resident.key)
                return False
            await self._service.redraw(resident.address, _update_id(self._change.number, resident.key))
        except StoreDown:
            raise
        except Exception as error:  # a bug that one chat meets must not leave the text in all others
            log.error("redraw-failed", exc_info=error)
            return False
        return True

    def _differs(self, resident: Resident) -> bool:
        """True as well for whoever looks at words of an earlier release, which may hold what is withdrawn."""
        session, now = resident.chat.session, self._clock()
        if session.snapshot not in (self._change.before.id, self._change.after.id):
            return True
        before, after = (
            step(snapshot, session, Redraw(), now).screen
            for snapshot in (self._change.before, self._change.after)
        )
        return before != after


def _update_id(number: int, key: bytes) -> int:
    """Negative, which no update of Telegram's is; the same in every process, so that one alone does it.

    A hash of the key, itself a keyed hash: it says nothing about anybody without the keys.
    """
    digest = blake2b(number.to_bytes(8) + key, digest_size=8).digest()
    return -(int.from_bytes(digest) >> 1) - 1
