"""Where people go on when the content under them turns to another version, forwards or back."""

from collections import defaultdict
from collections.abc import Mapping

from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot


def moves(before: Snapshot, after: Snapshot) -> Mapping[ScreenId, ScreenId]:
    """Successors in `after` for screens it neither has nor names with `was`.

    What `before` knows as one screen under several names stays one: so a rollback takes a renaming back.
    `before.moved` should hold what it was released with, which carries older names along. The names of a
    screen without any successor lead to one of them, which is not in `after`: its people are led along
    their own path, and a later version that has it again knows all its names.
    """
    found = {}
    for alike in _same_screens(before):
        successor = next((at for id in alike if (at := _present(after, id))), alike[0])
        found.update({id: successor for id in alike if id != successor and not _present(after, id)})
    return found


def _same_screens(snapshot: Snapshot) -> list[list[ScreenId]]:
    """Each screen with all of its former names, the present one first, in a fixed order."""
    names: dict[ScreenId, list[ScreenId]] = defaultdict(list)
    for id in snapshot.screens:
        names[id].append(id)
    for old, new in sorted(snapshot.moved.items()):
        names[new] = [*(names[new] or [new]), old]
    return list(names.values())


def _present(snapshot: Snapshot, id: ScreenId) -> ScreenId | None:
    return id if id in snapshot.screens else snapshot.moved.get(id)
