"""Two snapshots side by side: which screen of the one is which of the other, and what counts as safety."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.compiler.references import flow_of
from flows.model.flow import ButtonTemplate, Goto, ScreenId
from flows.model.snapshot import Snapshot

_WORD = re.compile("[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Versions:
    """`renamed` maps former ids to present ones, of screens that live on.

    `locked` names the safety flows of either version, `dangers` what is remembered of somebody in danger.
    """

    before: Snapshot
    after: Snapshot
    renamed: Mapping[ScreenId, ScreenId]
    locked: frozenset[str]
    dangers: frozenset[str]

    def now(self, screen: ScreenId) -> ScreenId:
        """What a screen of the older version is called in the newer one; its own id if it is gone."""
        return self.renamed.get(screen, screen)

    def pairs(self) -> dict[ScreenId, ScreenId]:
        """Former id -> present id of every screen that both versions hold, in the newer one's order."""
        former = {new: old for old, new in self.renamed.items()}
        both = ((former.get(id, id), id) for id in self.after.screens)
        return {old: new for old, new in both if old in self.before.screens}

    def is_safety(self, screen: ScreenId | None) -> bool:
        """True for a screen of a flow that is locked in either version."""
        return screen is not None and flow_of(screen) in self.locked

    def leads_to_safety(self, button: ButtonTemplate) -> bool:
        """True for a button that leads, or will lead back, to a screen of safety."""
        goes = button.target.screen if isinstance(button.target, Goto) else None
        return self.is_safety(goes) or self.is_safety(button.come_back)

    def concerns_danger(self, *written: str) -> bool:
        """True when guards or instructions, as they are written, name what is remembered of danger."""
        return not self.dangers.isdisjoint(_WORD.findall(" ".join(written)))


def side_by_side(before: Snapshot, after: Snapshot) -> Versions:
    """Match the screens of both; a screen that took another one's place is no renamed one."""
    renamed: dict[ScreenId, ScreenId] = {}
    free = set(after.screens) - set(before.screens)
    for old in before.screens:
        new = after.moved.get(old)
        if new in free and old not in after.screens:
            renamed[old] = new
            free.remove(new)
    flows = (*before.flows.values(), *after.flows.values())
    locked = frozenset(flow.id for flow in flows if flow.locked)
    rules = (*before.memory.values(), *after.memory.values())
    return Versions(before, after, renamed, locked, frozenset(rule.name for rule in rules if rule.danger))
