"""What an exploration found, as an editor reads it and as a program does."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from flows.engine.walk import flow_of
from flows.model.flow import ScreenId
from flows.model.place import Place
from flows.model.snapshot import Snapshot
from flows.workshop.coverage import Share, label_written
from flows.workshop.explore.explore import Explored
from flows.workshop.explore.found import Fault
from flows.workshop.explore.guards import Side

Row: TypeAlias = tuple[str, Share, Share, Share, int]
"""A flow with its screens, buttons and guards, and how often its screens were seen."""


def render(explored: Explored, snapshot: Snapshot, folder: str) -> str:
    """A table by flow, what was never reached, and what is wrong, each with its place."""

    def at(place: Place) -> str:
        return f"{folder}/{place.path}:{place.line}:{place.column}"

    parts = ["\n".join(_table(explored)), *_never_reached(explored, at)]
    parts += [_fault(fault, at(snapshot.screens[fault.screen].place)) for fault in explored.faults]
    return "\n\n".join([*parts, summary(explored)])


def summary(explored: Explored) -> str:
    """One sentence: how much was walked, and whether all is well."""
    random = explored.found.steps - explored.searched
    talks = f"{random:,} at random, in {explored.conversations:,} conversations"
    walked = f"{explored.searched:,} steps of search; {talks}"
    wrong = len(explored.faults) + len(explored.covered.screens)
    return f"{walked}: {'nothing is wrong' if explored.is_fine else f'{wrong} to mend'}"


def to_json(explored: Explored) -> dict[str, object]:
    """The same for a program, with how often each screen was seen."""
    found, covered = explored.found, explored.covered
    return {
        "steps": found.steps,
        "conversations": explored.conversations,
        "flows": {row[0]: _row_as_json(row) for row in _rows(explored)},
        "visits": {screen: found.screens[screen] for screen in sorted(found.screens)},
        "unreached_screens": [screen.id for screen in covered.screens],
        "unpressed_buttons": [[screen.id, label_written(button)] for screen, button in covered.buttons],
        "only_by_memory": [_side_as_json(side) for side in explored.by_memory],
        "never_seen": [_side_as_json(side) for side in explored.never],
        "faults": [_fault_as_json(fault) for fault in explored.faults],
    }


def _rows(explored: Explored) -> Iterator[Row]:
    covered, seen = explored.covered, explored.found.sides
    for flow in (*covered.flows, covered.total):
        own = _belongs(flow.name if flow is not covered.total else "")
        sides = [side for side in explored.sides if own(side.guard.screen)]
        visits = sum(count for screen, count in explored.found.screens.items() if own(screen))
        guards = Share(sum(side in seen for side in sides), len(sides))
        yield flow.name, flow.screens, flow.buttons, guards, visits


def _belongs(flow: str) -> Callable[[ScreenId], bool]:
    """Whether a screen is one of the flow; "" stands for all."""
    return lambda screen: flow in ("", flow_of(screen))


def _table(explored: Explored) -> list[str]:
    rows = list(_rows(explored))
    width = max(len(row[0]) for row in rows)
    lines = [f"{'flow':<{width}}  {'screens':>12}  {'buttons':>12}  {'guards*':>12}  {'seen':>9}"]
    for name, *shares, visits in rows:
        lines.append(f"{name:<{width}}  {'  '.join(map(_share, shares))}  {visits:>8,}x")
    return [*lines, "* every `if` and `otherwise`, shown and hidden"]


def _share(share: Share) -> str:
    return f"{share.reached:>5} of {share.all:<4}"


def _never_reached(explored: Explored, at: Callable[[Place], str]) -> Iterator[str]:
    covered = explored.covered
    yield from _listed(
        "Nothing leads to these screens:", [f"{at(screen.place)}: {screen.id}" for screen in covered.screens]
    )
    yield from _listed(
        "Nobody can press these buttons:",
        [f"{at(button.place)}: {screen.id}: {label_written(button)}" for screen, button in covered.buttons],
    )
    yield from _listed(
        "No way was found to see these; they were seen once the right things were remembered:",
        [_side(side, at) for side in explored.by_memory],
    )
    yield from _listed("Nobody can ever see these:", [_side(side, at) for side in explored.never])


def _listed(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield "\n".join([heading, *(f"  {line}" for line in lines)])


def _side(side: Side, at: Callable[[Place], str]) -> str:
    return f"{at(side.guard.place)}: {side.guard.screen}: {side.guard.words}, {_seen(side)}"


def _seen(side: Side) -> str:
    return "shown" if side.is_shown else "hidden"


def _fault(fault: Fault, place: str) -> str:
    said = f"{fault.kind}: {fault.message}" if fault.message else str(fault.kind)
    return "\n".join(
        [
            f"{place}: {fault.screen}: {said}",
            "       = the way there:",
            *(f"       | {line}" for line in fault.path),
        ]
    )


def _row_as_json(row: Row) -> dict[str, object]:
    _, screens, buttons, guards, visits = row
    shares = {"screens": screens, "buttons": buttons, "guards": guards}
    return {name: [share.reached, share.all] for name, share in shares.items()} | {"visits": visits}


def _side_as_json(side: Side) -> list[str]:
    return [side.guard.screen, side.guard.words, _seen(side)]


def _fault_as_json(fault: Fault) -> dict[str, object]:
    said = {"kind": fault.kind.name.lower(), "screen": fault.screen, "message": fault.message}
    return said | {"path": list(fault.path)}
