"""Content that was put live, and texts that were taken back: what the running bots and the commands share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.model.flow import ScreenId
from flows.model.session import Edition


@dataclass(frozen=True, slots=True)
class Release:
    """One turn of the pointer; a rollback is a release of older content.

    `moved` leads from screens that earlier releases had to where their people go on, beyond what the
    content itself says with `was`: a rollback takes renamings back. Names of a screen that this content
    does not have at all lead to one of them, so that a later release that has it again knows them all.
    """

    number: int
    content_id: str
    released_at: datetime
    is_rollback: bool
    moved: Mapping[ScreenId, ScreenId]


@dataclass(frozen=True, slots=True)
class Content:
    """What a release puts live: the files by their paths, the id of their snapshot, and `moved`."""

    id: str
    files: Mapping[str, bytes]
    moved: Mapping[ScreenId, ScreenId]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One decision to take a text or number back, or (`is_lifted`) to let it be shown again.

    `target` is a screen (`flow#screen`), a question's id, or a help line's id.
    """

    number: int
    target: str
    why: str
    decided_at: datetime
    is_lifted: bool


class Releases(Protocol):
    """Kept beside the chats and for all bots of a database. Every method raises StoreDown."""

    async def edition(self) -> Edition:
        """What is to be served now; cheap enough to ask for every second."""

    async def release(self, number: int) -> Release:
        """One release; raises KeyError for a number that was never given."""

    async def history(self) -> Sequence[Release]:
        """Every release, the latest first."""

    async def files(self, content_id: str) -> Mapping[str, bytes]:
        """The files of a content set that was published; raises KeyError for one that was not."""

    async def publish(
        self,
        before: int,
        content: Content,
        now: datetime,
        *,
        is_rollback: bool = False,
    ) -> int | None:
        """Keep the content and move the pointer to it, for all processes at once; returns its number.

        None when `before` is not the latest release any more: somebody else came first.
        """

    async def withdrawals(self) -> Sequence[Withdrawal]:
        """Every decision, the first one first; the latest about a target counts."""

    async def withdraw(self, target: str, why: str, now: datetime, *, is_lifted: bool = False) -> int:
        """Note a decision; returns its number."""


def still_withdrawn(decisions: Sequence[Withdrawal]) -> dict[str, Withdrawal]:
    """What must not be shown now, by target."""
    latest = {decision.target: decision for decision in decisions}
    return {target: decision for target, decision in latest.items() if not decision.is_lifted}
