"""The table of actions: the words after `do`, what each becomes, and what it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.compiler.at_hand import Kind
from flows.model.document import FileFormat
from flows.model.instruction import (
    Action,
    AddOwnQuestion,
    AddQuestions,
    AddTherapist,
    Choose,
    DeleteEverything,
    DraftInvitation,
    DropPin,
    DropTherapist,
    ExportList,
    ForgetAnswer,
    HideTheChat,
    MarkQuestion,
    MoveQuestion,
    NoteAnswer,
    NoteQuestion,
    NoteTherapist,
    Remind,
    RenameTherapist,
    ShutPin,
    StopReminders,
)
from flows.model.time_zones import TIME_ZONE

TOPICS = "topics"
"""The `many` memory that `do add questions` asks."""


@dataclass(frozen=True, slots=True)
class Takes:
    """What an action takes besides its words.

    `at_hand` has been opened before. The memories in `asks` are read and those in `sets` written by the
    engine itself. `each` is the list of whose elements the press must be one, "" for none.
    """

    at_hand: tuple[Kind, ...] = ()
    asks: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    each: str = ""


NOTHING = Takes()
_QUESTION = Takes(at_hand=("question",))
_THERAPIST = Takes(at_hand=("therapist",))
_BOTH = Takes(at_hand=("therapist", "question"))

# The words are part of the tokens in people's chats: those that stand here must never change.
PLAIN: dict[str, tuple[Action, Takes]] = {
    "add questions": (AddQuestions(), Takes(asks=(TOPICS,))),
    "move question up": (MoveQuestion("up"), _QUESTION),
    "move question down": (MoveQuestion("down"), _QUESTION),
    "mark question asked": (MarkQuestion(asked=True), _QUESTION),
    "mark question not asked": (MarkQuestion(asked=False), _QUESTION),
    "drop therapist": (DropTherapist(), _THERAPIST),
    "answer yes": (NoteAnswer("yes"), _BOTH),
    "answer partly": (NoteAnswer("partly"), _BOTH),
    "answer no": (NoteAnswer("no"), _BOTH),
    "answer not asked": (NoteAnswer(""), _BOTH),
    "export checklist": (ExportList("checklist"), NOTHING),
    "export checklist as text": (ExportList("checklist", FileFormat.TEXT), NOTHING),
    "export checklist as pdf": (ExportList("checklist", FileFormat.PDF), NOTHING),
    "export comparison": (ExportList("comparison"), NOTHING),
    "export comparison as text": (ExportList("comparison", FileFormat.TEXT), NOTHING),
    "export comparison as pdf": (ExportList("comparison", FileFormat.PDF), NOTHING),
    "export data": (ExportList("data"), NOTHING),
    "export data as text": (ExportList("data", FileFormat.TEXT), NOTHING),
    "export data as json": (ExportList("data", FileFormat.JSON), NOTHING),
    "draft invitation": (DraftInvitation(), Takes(asks=("tone", "reason"), sets=("draft",))),
    "stop reminders": (StopReminders(), NOTHING),
    "choose": (Choose(), Takes(at_hand=("told",), each="choices")),
    "forget answer": (ForgetAnswer(), Takes(at_hand=("told",))),
    "hide chat": (HideTheChat(), NOTHING),
    "drop pin": (DropPin(), NOTHING),
    "lock": (ShutPin(), NOTHING),
    "delete everything": (DeleteEverything(), NOTHING),
}
"""Actions that are nothing but their words."""

WRITTEN: dict[str, tuple[Callable[[str], Action], Takes]] = {
    "add own question": (AddOwnQuestion, NOTHING),
    "note question": (NoteQuestion, _QUESTION),
    "add therapist": (AddTherapist, NOTHING),
    "rename therapist": (RenameTherapist, _THERAPIST),
    "note answer": (lambda name: NoteTherapist("answer", name), _BOTH),
    "note feel": (lambda name: NoteTherapist("feel", name), _THERAPIST),
    "remind on": (lambda name: Remind(name=name), Takes(asks=(TIME_ZONE,))),
}
"""Actions that end with the name of a text memory."""

REMIND_IN = Takes(asks=(TIME_ZONE,))

NOT_BUILT = {"show helplines": "Use a list item with `each line in helplines`."}
"""The first words of an action of the grammar that waits for its feature, and what to write meanwhile."""

KNOWN = (*PLAIN, "add question", "drop question", *WRITTEN, "remind in", *NOT_BUILT)
"""How actions begin, for "did you mean"."""
