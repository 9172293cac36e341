"""The whole exploration: search, a closer look, ways out, and play at random."""

from dataclasses import dataclass
from datetime import datetime

from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.coverage import Coverage, coverage
from flows.workshop.explore.closer import look_closer, met_by_memory
from flows.workshop.explore.found import Fault, Found, Kind
from flows.workshop.explore.guards import Side, all_sides
from flows.workshop.explore.play import Choose, play
from flows.workshop.explore.search import Search, one_by_one
from flows.workshop.explore.walker import Walker
from flows.workshop.explore.ways_out import check_ways_out


@dataclass(frozen=True, slots=True)
class Explored:
    """All that was found out. `sides` are all there are; `by_memory` were not met by walking, but shown to
    somebody of whom the right things are remembered; `never` were not even so."""

    found: Found
    covered: Coverage
    sides: tuple[Side, ...]
    by_memory: tuple[Side, ...]
    never: tuple[Side, ...]
    searched: int
    conversations: int

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, by its kind and then in the order it was met."""
        return sorted(self.found.faults.values(), key=lambda fault: list(Kind).index(fault.kind))

    @property
    def is_fine(self) -> bool:
        """True when nothing is wrong and every screen was reached."""
        return not self.found.faults and not self.covered.screens


def explore(snapshot: Snapshot, now: datetime, steps: int, choose: Choose) -> Explored:
    """Search all that the content offers, then take so many steps at random."""
    walker = Walker(snapshot, now, Found())
    found = walker.found
    Search(walker, one_by_one(walker)).run(walker.begin())
    sides = all_sides(snapshot)
    reached = coverage(snapshot, found.screens, found.presses)
    unpressed = [(screen.id, button.token) for screen, button in reached.buttons]
    look_closer(walker, [side for side in sides if side not in found.sides], unpressed)
    check_ways_out(found, snapshot.home)
    searched = found.steps
    conversations = play(walker, steps, choose)
    missed = [side for side in sides if side not in found.sides]
    met = met_by_memory(walker, missed)
    return Explored(
        found=found,
        covered=coverage(snapshot, found.screens, found.presses),
        sides=sides,
        by_memory=tuple(side for side in missed if side in met),
        never=tuple(side for side in missed if side not in met),
        searched=searched,
        conversations=conversations,
    )


def way_to(snapshot: Snapshot, screen: ScreenId, now: datetime) -> tuple[str, ...] | None:
    """A shortest way there from `/start`, as lines of a transcript; None when the search finds none."""
    walker = Walker(snapshot, now, Found())
    Search(walker, one_by_one(walker)).run(walker.begin(), lambda: screen in walker.found.first)
    there = walker.found.first.get(screen)
    return there.path() if there else None
