"""What a button does besides leading somewhere, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from flows.model.condition import Condition
from flows.model.document import FileFormat


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
class MoveQuestion:
    """`do move question up`, `do move question down`: the question at hand changes places with the next."""

    by: Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class MarkQuestion:
    """`do mark question asked`, `do mark question not asked`: of the question at hand."""

    asked: bool


@dataclass(frozen=True, slots=True)
class NoteQuestion:
    """`do note question NAME`: the text under NAME is kept beside the question at hand; NAME is forgotten."""

    name: str


@dataclass(frozen=True, slots=True)
class AddTherapist:
    """`do add therapist NAME`: the text under NAME becomes a therapist, who is at hand; NAME is forgotten."""

    name: str


@dataclass(frozen=True, slots=True)
class RenameTherapist:
    """`do rename therapist NAME`: gives the therapist at hand the text under NAME; NAME is forgotten."""

    name: str


@dataclass(frozen=True, slots=True)
class DropTherapist:
    """`do drop therapist`: the one at hand, with all answers."""


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """`do answer yes`, `partly`, `no`, `not asked`: of the therapist at hand to the question at hand."""

    said: Literal["yes", "partly", "no", ""]


@dataclass(frozen=True, slots=True)
class NoteTherapist:
    """`do note answer NAME`, `do note feel NAME`: the text under NAME is kept; NAME is forgotten.

    `what` is "answer" (of the therapist at hand to the question at hand) or "feel".
    """

    what: Literal["answer", "feel"]
    name: str


@dataclass(frozen=True, slots=True)
class ExportList:
    """`do export checklist`, `comparison` or `data`, `as text`, `as pdf`, `as json`; without, a message."""

    what: Literal["checklist", "comparison", "data"]
    form: FileFormat | None = None


@dataclass(frozen=True, slots=True)
class DraftInvitation:
    """`do draft invitation`: sentences for `tone` and `reason` are put together under `draft`."""


@dataclass(frozen=True, slots=True)
class Remind:
    """`do remind in N days`, `do remind on NAME`: a check-in on that day, instead of one that waits.

    Either `days` counts from today, or the text under `name` is a date and is forgotten.
    """

    days: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class StopReminders:
    """`do stop reminders`: no check-in comes any more."""


@dataclass(frozen=True, slots=True)
class Choose:
    """`do choose`: the value pressed, of `each c in choices`, is remembered under the name at hand."""


@dataclass(frozen=True, slots=True)
class ForgetAnswer:
    """`do forget answer`: what is remembered under the name at hand."""


@dataclass(frozen=True, slots=True)
class HideTheChat:
    """`do hide chat`: what the Hide button does."""


@dataclass(frozen=True, slots=True)
class DropPin:
    """`do drop pin`: nothing is locked any more; works on the person's own face alone."""


@dataclass(frozen=True, slots=True)
class ShutPin:
    """`do lock`: the PIN is asked for again."""


@dataclass(frozen=True, slots=True)
class DeleteEverything:
    """`do delete everything`: the person's rows and their key are destroyed."""


Action: TypeAlias = (
    AddQuestion
    | DropQuestion
    | AddQuestions
    | AddOwnQuestion
    | MoveQuestion
    | MarkQuestion
    | NoteQuestion
    | AddTherapist
    | RenameTherapist
    | DropTherapist
    | NoteAnswer
    | NoteTherapist
    | ExportList
    | DraftInvitation
    | Remind
    | StopReminders
    | Choose
    | ForgetAnswer
    | HideTheChat
    | DropPin
    | ShutPin
    | DeleteEverything
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


LIST_SOURCES = (
    "questions",
    "checklist",
    "helplines",
    "therapists",
    "answers",
    "comparison",
    "remembered",
    "choices",
    "concerns",
    "reminders",
)
"""What `each` can walk and `is empty` can ask. Other lists join together with their features.

`answers` are those of the therapist at hand to every question of the list; `comparison` has a line for
every question, and is empty with fewer than two therapists; `remembered` is what the person told;
`choices` are the values that the name at hand may have; `concerns` what speaks against the words under
`draft`; `reminders` the check-in that waits, if any.
"""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "questions": ("ask", "why", "good", "warning", "follow-up"),
    "checklist": ("ask", "why", "good", "warning", "follow-up", "asked", "note"),
    "helplines": ("name", "number", "url", "hours", "cost", "languages", "trace"),
    "therapists": ("name", "feel", "state"),
    "answers": ("ask", "said", "note"),
    "comparison": ("ask", "answers"),
    "remembered": ("name", "value"),
    "choices": ("label",),
    "concerns": ("words", "why"),
    "reminders": ("day",),
}
"""What an insert can show of one element, by list."""
