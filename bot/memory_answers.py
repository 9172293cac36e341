"""What is answered while the store is away, or when a step of ours fails: safety, or "try again"."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from bot.ports import Address, Incoming, OutboxRow, Send, SendKind
from flows.engine.without_store import safety_screen, trouble_screen
from flows.model.event import Event, Press, Redraw, Typed
from flows.model.match_danger import danger_in
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot

log = logging.getLogger(__name__)

TOLD_LIMIT = 10_000
"""Updates remembered as answered: more than come in while Telegram repeats one."""

LANE_SECONDS = 3.0
"""How long a webhook leaves an update in Telegram's queue while the store is away.

Telegram holds back all later updates of the same chat and kind meanwhile, a plea for help among them. A
restart of a database takes less; after a longer time the person, who was told to try again, can.
"""


class MemoryAnswers:
    """Answers each update at most once, however often Telegram repeats it."""

    def __init__(
        self,
        current: Callable[[], Snapshot],
        clock: Callable[[], datetime],
        deliver: Callable[[OutboxRow], None],
    ) -> None:
        self._current = current
        self._clock = clock
        self._deliver = deliver
        self._told: OrderedDict[int, datetime] = OrderedDict()
        self._looking: OrderedDict[Address, None] = OrderedDict()

    def answer(self, incoming: Incoming, address: Address, event: Event) -> None:
        """Show safety if the event asks for it, else "try again"; nothing of it is stored."""
        if incoming.update_id in self._told:
            return
        self._told[incoming.update_id] = self._clock()
        if len(self._told) > TOLD_LIMIT:
            self._told.popitem(last=False)
        self._looking[address] = None
        if len(self._looking) > TOLD_LIMIT:
            self._looking.popitem(last=False)
        edits = isinstance(event, Press) and incoming.message_id is not None
        kind = SendKind.SCREEN if edits else SendKind.FRESH_SCREEN
        send = Send(kind, self._screen(incoming.language, event), incoming.message_id)
        self._deliver(OutboxRow(0, b"", address, incoming.message_id if edits else None, send))

    def meant(self, address: Address, event: Event) -> Event:
        """What somebody does who looks at a screen from here: a number or label is for that one.

        It is not for the screen that is stored, so that one is drawn again; words of danger stay words
        of danger.
        """
        was_looking = address in self._looking
        self._looking.pop(address, None)
        if was_looking and isinstance(event, Typed) and not danger_in(self._current().danger, event.text):
            return Redraw()
        return event

    def has_waited(self, incoming: Incoming) -> bool:
        """True when the update was answered so long ago that it must not hold up what came after it."""
        told_at = self._told.get(incoming.update_id)
        return told_at is not None and (self._clock() - told_at).total_seconds() >= LANE_SECONDS

    def _screen(self, language: str, event: Event) -> Screen:
        snapshot = self._current()
        try:
            safety = safety_screen(snapshot, language, event, self._clock())
        except Exception as error:  # the step that fails may be this very one; "try again" needs none
            log.error("safety-failed", exc_info=error)
            safety = None
        return safety or trouble_screen(snapshot, language)
