"""A check-in is asked for; when it is sent, and whether still, is for the edge to see to."""

from dataclasses import replace

from flows.engine.days import day_there, read_day
from flows.engine.listing import taken_text
from flows.engine.walk import Walk
from flows.model.instruction import Remind
from flows.model.session import CheckIn
from flows.model.time_zones import TIME_ZONE, ZONES


def remind(action: Remind, walk: Walk) -> None:
    """Ask for a check-in, instead of one that waits; never for somebody who is, or may be, unsafe.

    Without a time zone nobody could say when their night is, so then there is nothing to do.
    """
    zone = walk.memory.get(TIME_ZONE)
    day = day_there(walk) + action.days if action.days else read_day(taken_text(walk, action.name), walk)
    if day is None:
        walk.refuse("notice.date")
    elif walk.is_in_danger or zone not in ZONES:
        walk.refuse("notice.nothing")
    else:
        walk.check_in = CheckIn(day, str(zone))


def move_with_zone(walk: Walk) -> None:
    """The check-in that waits follows the person to where they say they live, on whatever face."""
    zone = walk.memory.get(TIME_ZONE)
    if walk.is_planned and isinstance(zone, str) and zone in ZONES:
        walk.check_in = _moved(walk.check_in, zone)
        walk.session = replace(walk.session, check_in=_moved(walk.session.check_in, zone))


def _moved(check_in: CheckIn | None, zone: str) -> CheckIn | None:
    return replace(check_in, zone=zone) if check_in else None
