"""What is answered while the store is away, or when a step of ours fails: safety, Hide, or "try again"."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from bot.notebook import Notebook, Notes
from bot.ports import Address, Incoming, OutboxRow, Send, SendKind
from flows.engine.react import HIDE_COMMAND
from flows.engine.standing_in import trouble_screen, urgent_screen
from flows.engine.tokens import HIDE, parts_of
from flows.model.event import Command, Event, Press, Redraw, Typed
from flows.model.match_danger import danger_in
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot

log = logging.getLogger(__name__)

TOLD_LIMIT = 10_000
"""Updates remembered as answered: more than come in while Telegram repeats one."""

LANE_SECONDS = 3.0
"""How long a webhook leaves an update in Telegram's queue while the store is away.

Telegram holds back all later updates of the same chat and kind meanwhile, a plea for help among them. A
restart of a database takes less; after a longer time the person, who was told to try again, can. Hide is
never let go of: whoever pressed it was shown the neutral line, and does not press again.
"""


class MemoryAnswers:
    """Answers each update at most once, however often Telegram repeats it."""

    def __init__(
        self,
        current: Callable[[], Snapshot],
        clock: Callable[[], datetime],
        deliver: Callable[[OutboxRow], None],
        notebook: Notebook,
    ) -> None:
        self._current = current
        self._clock = clock
        self._deliver = deliver
        self._told: OrderedDict[int, datetime] = OrderedDict()
        self._notebook = notebook

    def answer(self, incoming: Incoming, address: Address, event: Event) -> None:
        """Show safety if the event asks for it, else "try again"; nothing of it is stored."""
        if incoming.update_id in self._told:
            return
        self._told[incoming.update_id] = self._clock()
        if len(self._told) > TOLD_LIMIT:
            self._told.popitem(last=False)
        self._notebook.add_stand_in(address)
        if incoming.own_message_id is not None:
            self._notebook.add_messages(address, (incoming.own_message_id,))
        edits = isinstance(event, Press) and incoming.message_id is not None
        kind = SendKind.SCREEN if edits else SendKind.FRESH_SCREEN
        send = Send(kind, self._screen(incoming.language, event), incoming.message_id)
        self._deliver(OutboxRow(0, b"", address, incoming.message_id if edits else None, send))

    def meant(self, event: Event, notes: Notes) -> Event:
        """What somebody does who looks at a screen that stands in: a number or label is for that one.

        It is not for the screen that is stored, so that one is drawn again; words of danger stay words
        of danger.
        """
        if not notes.stand_in or not isinstance(event, Typed):
            return event
        return event if danger_in(self._current().danger, event.text) else Redraw()

    def has_waited(self, incoming: Incoming) -> bool:
        """True when the update was answered so long ago that it must not hold up what came after it."""
        told_at = None if _is_hide(incoming.event) else self._told.get(incoming.update_id)
        return told_at is not None and (self._clock() - told_at).total_seconds() >= LANE_SECONDS

    def _screen(self, language: str, event: Event) -> Screen:
        snapshot = self._current()
        try:
            urgent = urgent_screen(snapshot, language, event, self._clock())
        except Exception as error:  # the step that fails may be this very one; "try again" needs none
            log.error("safety-failed", exc_info=error)
            urgent = None
        return urgent or trouble_screen(snapshot, language)


def _is_hide(event: Event | None) -> bool:
    match event:
        case Press(token):
            return parts_of(token)[0] == HIDE
        case Command(name):
            return name == HIDE_COMMAND
    return False
