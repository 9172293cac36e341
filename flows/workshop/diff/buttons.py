"""What changed in the buttons of one screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from operator import attrgetter
from typing import TypeAlias

from flows.model.flow import ButtonTemplate, Goto, ScreenTemplate
from flows.workshop.diff.changes import Change, How, Thing
from flows.workshop.diff.sentences import LIKE_ENOUGH
from flows.workshop.diff.versions import Versions
from flows.workshop.written import guard_written, orders_written, target_written, words_plain

_ASPECTS = (
    (How.LEADS_ELSEWHERE, attrgetter("target")),
    (How.DOES_OTHERWISE, attrgetter("orders")),
    (How.RELABELLED, attrgetter("label")),
    (How.GUARD, attrgetter("guard")),
)


@dataclass(frozen=True, slots=True)
class _Written:
    """A button as text, in the names of the newer version."""

    label: str
    target: str
    orders: str
    guard: str
    button: ButtonTemplate

    @property
    def does(self) -> str:
        parts = (
            self.target and f"leads to {self.target}",
            self.orders,
            self.guard and f"shown if {self.guard}",
        )
        return ", ".join(filter(None, parts))


def _agree(*fields: str) -> Callable[[_Written, _Written], bool]:
    get = attrgetter(*fields)
    return lambda one, other: bool(get(one) == get(other))


def _sound_alike(one: _Written, other: _Written) -> bool:
    return SequenceMatcher(None, one.label, other.label, autojunk=False).ratio() >= LIKE_ENOUGH


_SAME = (
    _agree("label", "target", "orders", "guard"),
    _agree("label", "target", "orders"),
    _agree("label", "guard"),
    _agree("label"),
    _agree("target", "orders", "guard"),
    _agree("target", "orders"),
    _sound_alike,
)
"""When two buttons are taken for one, the surest first.

The label goes before what a button does: people press words, so of two whose labels changed places
it is told where each now leads.
"""

_Rows: TypeAlias = Sequence[Sequence[_Written]]
_Pair: TypeAlias = tuple[_Written | None, _Written | None]


def button_changes(before: ScreenTemplate, after: ScreenTemplate, versions: Versions) -> Iterator[Change]:
    """Buttons that are new, gone, relabelled, lead elsewhere, do otherwise, or stand in another order."""
    old: _Rows = [[_written(_renamed(button, versions)) for button in row] for row in before.rows]
    new: _Rows = [[_written(button) for button in row] for row in after.rows]
    pairs = _paired(old, new)
    for pair in pairs:
        safety = versions.is_safety(after.id) or any(_is_safety(side, versions) for side in pair)
        yield from (replace(change, subject=after.id, safety=safety) for change in _changes(*pair))
    moved = Change(Thing.BUTTON, How.MOVED, after.id, place=after.place, safety=versions.is_safety(after.id))
    yield from _rearranged(old, new, pairs, moved)


def _is_safety(button: _Written | None, versions: Versions) -> bool:
    if button is None:
        return False
    return versions.leads_to_safety(button.button) or versions.concerns_danger(button.orders, button.guard)


def _written(button: ButtonTemplate) -> _Written:
    return _Written(
        label=words_plain(button.label),
        target=target_written(button.target),
        orders=orders_written(button),
        guard=guard_written(button.condition),
        button=button,
    )


def _renamed(button: ButtonTemplate, versions: Versions) -> ButtonTemplate:
    """The older button with its screens under their present names, which is no change to anybody."""
    target, back = button.target, button.come_back
    if isinstance(target, Goto):
        target = Goto(versions.now(target.screen))
    return replace(button, target=target, come_back=back and versions.now(back))


def _paired(before: _Rows, after: _Rows) -> list[_Pair]:
    """Every button of both screens once, in the newer one's order; those that are gone stand last."""
    old, new = ([button for row in rows for button in row] for rows in (before, after))
    found: dict[int, _Written] = {}
    for is_same in _SAME:
        for number, button in enumerate(new):
            like = None if number in found else next((one for one in old if is_same(one, button)), None)
            if like:
                old.remove(like)
                found[number] = like
    return [(found.get(number), button) for number, button in enumerate(new)] + [(one, None) for one in old]


def _changes(old: _Written | None, new: _Written | None) -> Iterator[Change]:
    if new and old:
        for how, aspect in _ASPECTS:
            if aspect(old) != aspect(new):
                yield _change(how, new, aspect(old), aspect(new))
    elif new:
        yield _change(How.ADDED, new, "", new.does)
    elif old:
        yield _change(How.REMOVED, old, old.does, "")


def _change(how: How, button: _Written, before: str, after: str) -> Change:
    return Change(
        Thing.BUTTON, how, "", part=button.label, before=before, after=after, place=button.button.place
    )


def _rearranged(before: _Rows, after: _Rows, pairs: Sequence[_Pair], change: Change) -> Iterator[Change]:
    """One change when the buttons that stayed stand in another order, or share rows otherwise."""
    now = {id(old): id(new) for old, new in pairs if old and new}
    stayed = set(now.values())
    was = _arranged([[now.get(id(button), 0) for button in row] for row in before], stayed)
    if was != _arranged([[id(button) for button in row] for row in after], stayed):
        yield replace(change, before=_drawn(before), after=_drawn(after))


def _arranged(rows: Sequence[Sequence[int]], stayed: set[int]) -> list[list[int]]:
    left = [[button for button in row if button in stayed] for row in rows]
    return [row for row in left if row]


def _drawn(rows: _Rows) -> str:
    return " / ".join(" | ".join(button.label for button in row) for row in rows)
