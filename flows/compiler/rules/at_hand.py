"""A screen may speak of what is at hand only where a person can have opened it."""

from collections.abc import Collection, Iterable, Mapping

from flows.compiler.at_hand import OPENED_IN, Kind
from flows.compiler.names import AtHand
from flows.compiler.report import Report
from flows.model.flow import ButtonTemplate, Goto, ScreenId, ScreenTemplate
from flows.model.instruction import AddTherapist

_NOTHING: Mapping[Kind, tuple[str, str]] = {
    "question": ("question", "questions, the checklist or the answers"),
    "therapist": ("therapist", "therapists, and none with `do add therapist`,"),
    "told": ("answer", "what is remembered"),
}
"""What is lacking, and the lists that it is opened from."""


def check(screens: Mapping[ScreenId, ScreenTemplate], spoken_of: Iterable[AtHand], report: Report) -> None:
    """Report words about what is at hand on screens that nothing leads to which opens such a thing."""
    after: dict[Kind, Collection[ScreenId]] = {kind: _after_choice(screens, kind) for kind in _NOTHING}
    for at_hand in spoken_of:
        if at_hand.screen not in after[at_hand.kind]:
            what, lists = _NOTHING[at_hand.kind]
            message = f"No {what} is at hand for `{at_hand.words}`"
            why = f"No button inside an `each` over {lists} leads to this screen."
            help = "Lead here from such a button, or put the words in a list item with `each`."
            report.add("I08", at_hand.place, message, why=why, help=help)


def _after_choice(screens: Mapping[ScreenId, ScreenTemplate], kind: Kind) -> Collection[ScreenId]:
    """Every screen that can follow the choice, near or far: the choice stays until the next."""
    waiting = [
        target
        for screen in screens.values()
        for button in screen.buttons
        if _chooses(button, kind)
        for target in _leads_to(button)
    ]
    found: set[ScreenId] = set()
    while waiting:
        screen = waiting.pop()
        if screen not in found and screen in screens:
            found.add(screen)
            waiting += (target for button in screens[screen].buttons for target in _leads_to(button))
    return found


def _chooses(button: ButtonTemplate, kind: Kind) -> bool:
    if kind == "therapist" and any(isinstance(done, AddTherapist) for done in button.instructions):
        return True
    return button.each is not None and OPENED_IN.get(button.each.source) == kind


def _leads_to(button: ButtonTemplate) -> Iterable[ScreenId]:
    if isinstance(button.target, Goto):
        yield button.target.screen
    if button.come_back:
        yield button.come_back
