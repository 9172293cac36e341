"""A screen that was ever released stands for ever, or names the one that takes its place."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice

from flows.compiler.decode import Folder
from flows.compiler.references import MOST_COMPARED, flow_of, name_of
from flows.compiler.released_lock import RELEASED_FILE, Released, read_released_lock
from flows.compiler.report import Report, nearest
from flows.model.flow import ScreenId
from flows.model.place import Place
from flows.model.snapshot import Snapshot

MOST_GUESSED = 20
"""Screens of a flow that are spelt out or for which an heir is guessed; of more, likeness says little."""

MOST_REPORTED = 100
"""Flows, and screens of each; whoever lost more has lost a folder, or the lock is not theirs."""

_WHY = "Old buttons still lead there, and somebody may stand there now: they would be sent elsewhere."


HIDE_SCREENS = ("U", "H", "N", "I", "R06", "R07")
"""Mistakes for whose sake a screen or its `was` may not have been found."""


def check(snapshot: Snapshot, folder: Folder) -> None:
    """Hold the screens against released.lock, unless a mistake may hide one of them."""
    file = folder.written(RELEASED_FILE)
    released = folder.once("released", partial(read_released_lock, file), file)
    if not any(found.code.startswith(HIDE_SCREENS) for found in folder.report.noted):
        _report_gone(snapshot, released, folder.report)


def _report_gone(snapshot: Snapshot, released: Released, report: Report) -> None:
    """Every released screen that is gone without a successor; a flow that is gone, once."""
    for flow, ids in islice(_gone(snapshot, released).items(), MOST_REPORTED):
        if flow not in snapshot.flows:
            _report_flow(flow, ids, released, report)
            continue
        new = _new_in(flow, snapshot, released) if len(ids) <= MOST_GUESSED else {}
        for id in ids[:MOST_REPORTED]:
            _report_screen(id, snapshot, new, released, report)


def _gone(snapshot: Snapshot, released: Released) -> dict[str, list[ScreenId]]:
    gone: dict[str, list[ScreenId]] = {}
    for id in released.screens:
        if id not in snapshot.screens and id not in snapshot.moved:
            gone.setdefault(flow_of(id), []).append(id)
    return gone


def _report_flow(flow: str, ids: Sequence[ScreenId], released: Released, report: Report) -> None:
    message = f"The flow `{flow}` was released with {len(ids)} screens that are gone"
    former = ", ".join(f"`was {flow}.md#{name_of(id)}`" for id in ids[:MOST_GUESSED])
    help = f"Under the headings that take their places, write {former}."
    report.add("W01", released.screens[ids[0]].place, message, why=_WHY, help=help)


def _report_screen(
    id: ScreenId, snapshot: Snapshot, new: Mapping[str, Place], released: Released, report: Report
) -> None:
    heir = nearest(name_of(id), new)
    message = f"The screen `{name_of(id)}`, released on {released.screens[id].value}, is gone"
    help = f"Write `was {name_of(id)}` under the heading of the screen that takes its place."
    if heir:
        help = f"If `{heir}` takes its place, write `was {name_of(id)}` under that heading."
    place = new[heir] if heir else Place(f"{snapshot.language}/{flow_of(id)}.md", 1, 1)
    report.add("W01", place, message, why=_WHY, help=help)


def _new_in(flow: str, snapshot: Snapshot, released: Released) -> dict[str, Place]:
    """Where the screens of a flow stand that were never released: each may be an heir."""
    own = (screen for screen in snapshot.screens.values() if flow_of(screen.id) == flow)
    new = (screen for screen in own if screen.id not in released.screens)
    return {name_of(screen.id): screen.place for screen in islice(new, MOST_COMPARED)}
