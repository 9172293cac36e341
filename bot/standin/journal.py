"""What was called, and what a careful bot would not have called."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.standin.multipart import Upload

KEPT_CALLS = 20_000
KEPT_PROBLEMS = 2_000


class ProblemKind(StrEnum):
    """REFUSED: the call failed. SUSPICIOUS: Telegram lets it pass, yet it is hardly what was meant."""

    REFUSED = "refused"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True)
class Problem:
    """One such call, without its token and its words."""

    number: int
    at: float
    kind: ProblemKind
    method: str
    description: str


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call as it came, but for what its files hold.

    `outcome` is "ok", the description of the refusal, or the name of a fault.
    """

    number: int
    at: float
    method: str
    parameters: Mapping[str, object]
    outcome: str
    in_reply: bool


@dataclass(slots=True)
class Journal:
    """The latest calls and problems, each numbered from 1."""

    calls: deque[CallRecord] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    problems: deque[Problem] = field(default_factory=lambda: deque(maxlen=KEPT_PROBLEMS))
    call_count: int = 0
    problem_count: int = 0

    def add_call(
        self, at: float, method: str, parameters: Mapping[str, object], *, outcome: str, in_reply: bool
    ) -> None:
        """Note a call; `in_reply` when it came as the body of a webhook answer."""
        self.call_count += 1
        self.calls.append(
            CallRecord(self.call_count, at, method, _without_files(parameters), outcome, in_reply)
        )

    def add_problem(self, at: float, kind: ProblemKind, method: str, description: str) -> None:
        self.problem_count += 1
        self.problems.append(Problem(self.problem_count, at, kind, method, description))


def _without_files(parameters: Mapping[str, object]) -> dict[str, object]:
    return {
        name: {"file_name": value.name, "content_type": value.content_type, "file_size": len(value.content)}
        if isinstance(value, Upload)
        else value
        for name, value in parameters.items()
    }
