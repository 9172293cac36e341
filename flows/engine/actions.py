"""What the instructions of a button do; `do` knows these actions and no others."""

from typing import assert_never

from flows.engine import asking, listing, reminding
from flows.engine.drafting import draft
from flows.engine.faces import shut
from flows.engine.facts import DRAFT
from flows.engine.hiding import hide
from flows.engine.taking import take_along
from flows.engine.walk import Walk
from flows.model.instruction import (
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
    Option,
    Remember,
    Remind,
    RenameTherapist,
    ShutPin,
    StopReminders,
)
from flows.model.screen import ForgetPerson
from flows.model.session import Face

TONE, REASON = "tone", "reason"
"""The memories that a draft is put together for."""


def carry_out(instruction: Instruction, walk: Walk) -> None:  # noqa: C901 - one case an instruction
    """Change the walk as the instruction says; what reaches outside becomes an effect."""
    match instruction:
        case Remember(name, value):
            walk.remember(name, value)
        case Forget(name):
            walk.forget(name)
        case AddQuestion() | DropQuestion() | AddQuestions() | AddOwnQuestion():
            listing.change_list(instruction, walk)
        case MoveQuestion() | MarkQuestion() | NoteQuestion():
            listing.change_question(instruction, walk)
        case AddTherapist() | RenameTherapist() | DropTherapist() | NoteAnswer() | NoteTherapist():
            asking.change_therapists(instruction, walk)
        case ExportList():
            take_along(instruction, walk)
        case DraftInvitation():
            _draft(walk)
        case Remind():
            reminding.remind(instruction, walk)
        case StopReminders():
            walk.end_check_ins()
        case Choose():
            _choose(walk)
        case ForgetAnswer():
            walk.forget(walk.told or "")
        case HideTheChat():
            hide(walk)
        case DropPin() | ShutPin():
            _unlock(instruction, walk)
        case DeleteEverything():
            walk.effects.append(ForgetPerson())
        case _:
            assert_never(instruction)


def toggle(option: Option, walk: Walk) -> None:
    """Tick the box, or take its tick away."""
    ticked = walk.memory.get(option.name, ())
    assert isinstance(ticked, tuple)  # the compiler allows tick boxes on `many` memories alone
    without = tuple(value for value in ticked if value != option.value)
    walk.remember(option.name, without if option.value in ticked else (*ticked, option.value))


def _draft(walk: Walk) -> None:
    tone, reason = (str(walk.memory.get(name, "")) for name in (TONE, REASON))
    words = draft(walk.snapshot, walk.session.language, tone, reason)
    if words:
        walk.remember(DRAFT, words)


def _choose(walk: Walk) -> None:
    rule = walk.snapshot.memory.get(walk.told or "")
    if rule is None or walk.item not in rule.values:
        return
    if rule.many:
        toggle(Option(rule.name, walk.item), walk)
    else:
        walk.remember(rule.name, walk.item)


def _unlock(instruction: DropPin | ShutPin, walk: Walk) -> None:
    """On the other face the PIN stays, and is asked for again: who has a wrong one takes off no lock."""
    is_own = walk.pin is not None and walk.pin.face is Face.OWN
    walk.turn((lambda _: None) if is_own and isinstance(instruction, DropPin) else shut)
