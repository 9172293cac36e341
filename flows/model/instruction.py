"""What a button does besides leading somewhere, as values."""

from dataclasses import dataclass
from typing import TypeAlias

from flows.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Remember:
    """`remember n = v`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Forget:
    """`forget n`."""

    name: str


@dataclass(frozen=True, slots=True)
class AddQuestion:
    """`do add question ID`; `question` is the id, or the variable of the `each` it stands in."""

    question: str


@dataclass(frozen=True, slots=True)
class DropQuestion:
    """`do drop question ID`: takes it off the person's list again."""

    question: str


@dataclass(frozen=True, slots=True)
class AddQuestions:
    """`do add questions`: every bank question whose topic was ticked in `topics`; all if none was."""


@dataclass(frozen=True, slots=True)
class AddOwnQuestion:
    """`do add own question NAME`: the text remembered under NAME becomes a list item; NAME is forgotten."""

    name: str


@dataclass(frozen=True, slots=True)
class ExportChecklist:
    """`do export checklist`: the list as a message of its own, to keep or forward."""


@dataclass(frozen=True, slots=True)
class DeleteEverything:
    """`do delete everything`: the person's rows and their key are destroyed."""


Action: TypeAlias = (
    AddQuestion | DropQuestion | AddQuestions | AddOwnQuestion | ExportChecklist | DeleteEverything
)
Instruction: TypeAlias = Remember | Forget | Action


@dataclass(frozen=True, slots=True)
class Write:
    """`write n, up to N characters`: the screen takes typed text; `limit` in characters."""

    name: str
    limit: int


@dataclass(frozen=True, slots=True)
class Each:
    """`each q in SOURCE [where COND]`: one list item or button for every element."""

    variable: str
    source: str
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """`name = value` of a tick box on a `many` memory."""

    name: str
    value: str


LIST_SOURCES = ("questions", "checklist", "helplines")
"""What `each` can walk and `is empty` can ask. Other lists join together with their features."""
