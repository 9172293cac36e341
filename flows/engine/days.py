"""Days where the person lives, and in words: how one is shown, and how a typed one is read."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.engine.walk import Walk
from flows.model.fold import bare
from flows.model.time_zones import TIME_ZONE, ZONES

FURTHEST_DAYS = 366
"""How far ahead a check-in may be asked for."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(
    r"(?:(\d{1,2})\.?\s+(?:\w{1,3}\s+)?(\D+?)|(\D+?)\s+(\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(\d{4}))?"
)
"""`31 January`, `31 de enero 2027`, `January 31st, 2027`."""

_FIGURES = re.compile(r"(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})|\.)?")
"""`24.12.`, `24.12.2026`, `24/12`, `12/24/2026`."""

_MONTHS = 12

_SHORTEST_MONTH = 3
"""Letters that may stand for a month."""


def day_there(walk: Walk) -> int:
    """Today's date as an ordinal where the person lives; in UTC while nobody knows where that is."""
    zone = walk.memory.get(TIME_ZONE)
    name = ZONES.get(zone) if isinstance(zone, str) else None
    return datetime.fromtimestamp(walk.now, ZoneInfo(name) if name else UTC).toordinal()


def shown_day(ordinal: int, walk: Walk) -> str:
    """A day as the person writes it."""
    day = date.fromordinal(ordinal)
    return walk.phrase("date.shown").format(day=day.day, month=_months(walk)[day.month - 1], year=day.year)


def read_day(text: str, walk: Walk) -> int | None:
    """The day that was typed, as an ordinal; None when it is none, or not within the next year.

    Without a year it is the next such day.
    """
    day = _iso(text.strip()) or _in_figures(text.strip(), walk) or _in_words(text.strip(), walk)
    if day is None or not 0 < day.toordinal() - day_there(walk) <= FURTHEST_DAYS:
        return None
    return day.toordinal()


def _iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _in_figures(text: str, walk: Walk) -> date | None:
    found = _FIGURES.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > _MONTHS:
        return _next(first, second, found[4], walk)
    # 5/1 is one day here and another there, so it is asked again.
    return _next(second, first, found[4], walk) if second > _MONTHS else None


def _in_words(text: str, walk: Walk) -> date | None:
    found = _WORDS.fullmatch(text)
    month = _month(found[2] or found[3], walk) if found else None
    if found is None or month is None:
        return None
    return _next(int(found[1] or found[4]), month, found[5], walk)


def _next(day: int, month: int, year: str | None, walk: Walk) -> date | None:
    """The day in that year; without one the next of its kind."""
    if year:
        return _date(int(year), month, day)
    tomorrow = date.fromordinal(day_there(walk)) + timedelta(days=1)
    this_year = _date(tomorrow.year, month, day)
    return this_year if this_year and this_year >= tomorrow else _date(tomorrow.year + 1, month, day)


def _month(word: str, walk: Walk) -> int | None:
    """1 to 12 for a month or its beginning."""
    start = bare(word)
    if len(start) < _SHORTEST_MONTH:
        return None
    named = (number for number, month in enumerate(_months(walk), 1) if bare(month).startswith(start))
    return next(named, None)


def _months(walk: Walk) -> list[str]:
    return [month.strip() for month in walk.phrase("word.months").split(",")]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
