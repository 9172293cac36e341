"""Replies that come too late: whoever asked may have put the phone down, and somebody else picked it up."""

from dataclasses import replace
from datetime import datetime

from bot.ports import Send, SendKind
from flows.engine.standing_in import late_screen
from flows.model.snapshot import Snapshot

LATE_SECONDS = 600
"""How long somebody may be taken to be waiting still."""

_SCREENS = (SendKind.SCREEN, SendKind.FRESH_SCREEN)
_TAKEN_ALONG = (SendKind.EXPORT, SendKind.FILE)


def in_time(send: Send, snapshot: Snapshot, now: datetime) -> Send | None:
    """The send as it may go out now: late screens say only how to go on, late exports are None."""
    if not send.asked_at or now.timestamp() - send.asked_at <= LATE_SECONDS:
        return send
    if send.kind in _TAKEN_ALONG:
        return None
    return replace(send, body=late_screen(snapshot, send.language)) if send.kind in _SCREENS else send
