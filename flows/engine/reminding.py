"""A check-in is asked for; when it is sent, and whether still, is for the edge to see to."""

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
    """The check-in that waits follows the person to where they now say they live."""
    zone = walk.memory.get(TIME_ZONE)
    if walk.check_in and zone in ZONES and zone != walk.check_in.zone:
        walk.check_in = CheckIn(walk.check_in.day, str(zone))
