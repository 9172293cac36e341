"""When a check-in may be sent: in the daytime where the person lives, whatever the clock here says. Pure.

A clock may be wrong by an hour; the margins to the quiet hours are as wide as that.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from flows.model.session import CheckIn
from flows.model.time_zones import ZONES

FIRST = time(11)
"""When a check-in is due on its day."""

OPEN, CLOSE = time(10), time(19)
"""Nothing is sent outside; quiet hours are 21 to 9."""

EXPIRES_AFTER = timedelta(days=3)
"""After that it is dropped: a question about a day long past would only puzzle."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; look again at `at`."""

    at: datetime


def due_at(check_in: CheckIn) -> datetime:
    """The moment on the day, in UTC; where this release does not know the zone, as if it were UTC."""
    return _first(date.fromordinal(check_in.day), _zone(check_in) or UTC)


def may_send(check_in: CheckIn | None, now: datetime, *, hidden: bool = False) -> bool | Later:
    """True: now. False: never any more, as it was stopped, is long past, or nobody knows what time it is
    where the person lives. Else when to look again, which is after `now`. While the chat is `hidden` nothing
    may come into it: a morning is waited for on which it no longer is."""
    zone = _zone(check_in) if check_in else None
    if check_in is None or zone is None or now > due_at(check_in) + EXPIRES_AFTER:
        return False
    if now < due_at(check_in):
        return Later(due_at(check_in))
    here = now.astimezone(zone)
    if OPEN <= here.time() < CLOSE and not hidden:
        return True
    day = here.date() if here.time() < OPEN else here.date() + timedelta(days=1)
    return Later(_first(day, zone))


def _first(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, FIRST, zone).astimezone(UTC)


def _zone(check_in: CheckIn) -> ZoneInfo | None:
    name = ZONES.get(check_in.zone)
    return ZoneInfo(name) if name else None
