"""Reviews as a calendar (RFC 5545) that any calendar program reads; roles and titles only, no names."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from flows.workshop.review import Review

LONGEST_LINE = 75
"""Octets without the line's end (RFC 5545, 3.1)."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(found: Iterable[Review], now: datetime) -> str:
    """One event of a whole day for each review; what is overdue stands on today.

    An event keeps its UID for as long as its file keeps its name, so that importing the calendar anew
    moves it and does not double it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ask First//Content review//EN",
        "CALSCALE:GREGORIAN",
    ]
    for review in found:
        lines += _event(review, now.astimezone(UTC))
    return "".join(f"{line}\r\n" for text in [*lines, "END:VCALENDAR"] for line in _folded(text))


def _event(review: Review, now: datetime) -> list[str]:
    day = max(review.due, now.date())
    last = f"Last looked at on {review.last}." if review.last else "Never looked at since it was written."
    return [
        "BEGIN:VEVENT",
        f"UID:{blake2b(review.id.encode(), digest_size=12).hexdigest()}@content-review.ask-first",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(day)}",
        f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}",
        f"SUMMARY:{_escaped(f'Review: {review.title}')}",
        f"DESCRIPTION:{_escaped(f'For the {review.role}. {review.place.path}. {last}')}",
        f"CATEGORIES:{_escaped(review.role or 'reviewer')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each but the first behind a space; no character is cut."""
    piece = ""
    for character in line:
        if len(f"{piece}{character}".encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
