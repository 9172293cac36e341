"""A `Diff` for other programs."""

import json
from collections.abc import Iterable

from flows.model.place import Place
from flows.workshop.diff.changes import Change, Diff
from flows.workshop.diff.conversations import Passing


def diff_as_json(found: Diff, passing: Iterable[Passing]) -> str:
    """One object: `changes`, `changed_screens` and the `conversations` that pass through them."""
    whole = {
        "changes": [_change(change) for change in found.changes],
        "changed_screens": sorted(found.changed_screens),
        "conversations": [
            {"place": f"{one.path}:{one.line}", "title": one.title, "screens": list(one.screens)}
            for one in passing
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _change(change: Change) -> dict[str, str | bool]:
    return {
        "thing": change.thing,
        "how": change.how,
        "subject": change.subject,
        "part": change.part,
        "before": change.before,
        "after": change.after,
        "place": _place(change.place),
        "safety": change.safety,
    }


def _place(place: Place | None) -> str:
    return f"{place.path}:{place.line}:{place.column}" if place else ""
