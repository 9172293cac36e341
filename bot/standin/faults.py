"""Trouble on order: which calls and updates go wrong, how, and how often."""

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class FaultKind(StrEnum):
    """What can be made to go wrong.

    The TIMEOUT_ and RESET_ kinds never answer: the first hold the connection for `seconds` and
    then drop it, the others drop it at once; AFTER means that the call was carried out. SLOW carries
    it out at once and answers `seconds` later.
    """

    TOO_MANY_REQUESTS = "429"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    CONFLICT = "409"
    TOO_OLD = "too old"
    TIMEOUT_BEFORE = "timeout before"
    TIMEOUT_AFTER = "timeout after"
    RESET_BEFORE = "reset before"
    RESET_AFTER = "reset after"
    SLOW = "slow"
    DUPLICATE = "duplicate"
    REPEATED_PRESS = "repeated press"
    LATE = "late"
    OUT_OF_ORDER = "out of order"


UPDATE_FAULTS = frozenset(
    {FaultKind.DUPLICATE, FaultKind.REPEATED_PRESS, FaultKind.LATE, FaultKind.OUT_OF_ORDER}
)
"""DUPLICATE: the same update again after it was taken. REPEATED_PRESS: the client sends the press
again under new numbers. LATE: queued after `seconds`. OUT_OF_ORDER: queued behind the next update
of another kind in the same chat (or after `seconds`)."""


@dataclass(slots=True)
class Fault:
    """An order. `method` or `update_kind` and `chat_id` narrow it; `times` None means for good."""

    kind: FaultKind
    method: str = ""
    update_kind: str = ""
    chat_id: int | None = None
    times: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.kind is FaultKind.REPEATED_PRESS:
            self.update_kind = "callback_query"

    @property
    def concerns_updates(self) -> bool:
        return self.kind in UPDATE_FAULTS


@dataclass(slots=True)
class Faults:
    """The orders that are not used up, oldest first."""

    random: Random
    orders: list[Fault] = field(default_factory=list)

    def for_call(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that hits this call, used up by one; None when it goes well."""
        return self._draw(method, chat_id, of_updates=False)

    def for_update(self, kind: str, chat_id: int) -> Fault | None:
        """The fault that hits this update, used up by one; None when it goes well."""
        return self._draw(kind, chat_id, of_updates=True)

    def clear(self) -> None:
        self.orders.clear()

    def _draw(self, name: str, chat_id: int | None, *, of_updates: bool) -> Fault | None:
        for fault in self.orders:
            wanted = fault.update_kind if of_updates else fault.method
            if (
                fault.concerns_updates is of_updates
                and wanted.lower() in ("", name.lower())
                and fault.chat_id in (None, chat_id)
                and self.random.random() < fault.probability
            ):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.orders.remove(fault)
