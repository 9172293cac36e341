"""Instructions as words, one saying each; part of every button's token."""

from collections.abc import Mapping
from typing import assert_never

from flows.compiler.action_words import PLAIN
from flows.model.instruction import (
    Action,
    AddOwnQuestion,
    AddQuestion,
    AddQuestions,
    AddTherapist,
    Choose,
    DeleteEverything,
    DraftInvitation,
    DropPin,
    DropQuestion,
    DropTherapist,
    ExportList,
    Forget,
    ForgetAnswer,
    HideTheChat,
    Instruction,
    MarkQuestion,
    MoveQuestion,
    NoteAnswer,
    NoteQuestion,
    NoteTherapist,
    Remember,
    Remind,
    RenameTherapist,
    ShutPin,
    StopReminders,
)

_PLAIN: Mapping[Action, str] = {action: words for words, (action, _) in PLAIN.items()}


def deed_words(done: Instruction) -> str:
    """What it does, as content writes it without `do`.

    The words are part of the tokens in people's chats and must never change.
    """
    match done:
        case Remember():
            return f"remember {done.name} = {done.value}"
        case Forget():
            return f"forget {done.name}"
        case _:
            return _action_words(done)


def _action_words(done: Action) -> str:  # noqa: C901 - one case an action
    match done:
        case AddQuestion():
            return f"add question {done.question}"
        case DropQuestion():
            return f"drop question {done.question}"
        case AddOwnQuestion():
            return f"add own question {done.name}"
        case NoteQuestion():
            return f"note question {done.name}"
        case AddTherapist():
            return f"add therapist {done.name}"
        case RenameTherapist():
            return f"rename therapist {done.name}"
        case NoteTherapist():
            return f"note {done.what} {done.name}"
        case Remind():
            return f"remind on {done.name}" if done.name else f"remind in {done.days} days"
        case (
            AddQuestions()
            | MoveQuestion()
            | MarkQuestion()
            | DropTherapist()
            | NoteAnswer()
            | ExportList()
            | DraftInvitation()
            | StopReminders()
            | Choose()
            | ForgetAnswer()
            | HideTheChat()
            | DropPin()
            | ShutPin()
            | DeleteEverything()
        ):
            return _PLAIN[done]
        case _:
            assert_never(done)
