"""released.lock: every screen that was ever released, one a line, with the day it first was.

`release publish` writes it; the check reads it, so that no screen which somebody may stand on goes
without a successor. Lines of screens that have moved stay: an old button may still lead there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.compiler.declared import Declared
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.flow import ScreenId
from flows.model.place import Place
from flows.model.snapshot import Snapshot

RELEASED_FILE = "released.lock"

MOST_TOLD = 100
"""Mistakes after which the rest of the file is not read."""

_FIRST_LINE = "# Written by `release publish`: every screen ever released, and when. Never edit by hand."
_LINE = re.compile("([a-z][a-z0-9-]{0,39}#[a-z][a-z0-9-]{0,39}) ([0-9]{4}-[0-9]{2}-[0-9]{2})", re.ASCII)
_WHY = "The check could not see when a screen that people stand on is gone."
_HELP = "Take back your change to this file: it is written by `release publish` alone."


@dataclass(frozen=True, slots=True)
class Released:
    """The day on which each screen was first released, with its line; empty before the first release."""

    screens: Mapping[ScreenId, Declared[date]]


def read_released_lock(file: SourceFile | None, report: Report) -> Released:
    """The released screens; a line that is no such line, or stands twice, is reported and left out."""
    screens: dict[ScreenId, Declared[date]] = {}
    told = 0
    for number, line in enumerate(file.lines if file else (), 1):
        if file and line.strip() and not line.startswith("#") and told < MOST_TOLD:
            told += not _read_line(line.rstrip(), file.place(number, 1, len(line)), screens, report)
    return Released(screens)


def render_released_lock(snapshot: Snapshot, before: Released | None, today: date) -> str:
    """The whole file after releasing `snapshot` today: all that stood there, and what is new in it."""
    days = {id: declared.value for id, declared in before.screens.items()} if before else {}
    days = dict.fromkeys(snapshot.screens, today) | days
    return "\n".join([_FIRST_LINE, *(f"{id} {days[id]}" for id in sorted(days)), ""])


def _read_line(line: str, place: Place, screens: dict[ScreenId, Declared[date]], report: Report) -> bool:
    """False after a report."""
    found = _LINE.fullmatch(line)
    day = _day(found[2]) if found else None
    if found is None or day is None:
        report.add("W02", place, "This is no line of a released screen", why=_WHY, help=_HELP)
        return False
    first = screens.setdefault(ScreenId(found[1]), Declared(day, place))
    if first.place != place:
        message = f"`{found[1]}` stands twice; it was first on line {first.place.line}"
        report.add(
            "W03", place, message, why="Only one of the days can be true.", help="Keep the earlier day."
        )
    return first.place == place


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
