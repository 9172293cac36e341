"""A screen may speak of the question at hand only where a person can have opened one."""

from collections.abc import Collection, Iterable, Mapping

from flows.compiler.names import AtHand
from flows.compiler.report import Report
from flows.model.flow import Goto, ScreenId, ScreenTemplate


def check(screens: Mapping[ScreenId, ScreenTemplate], spoken_of: Iterable[AtHand], report: Report) -> None:
    """Report words about the question at hand on screens that no list of questions leads to."""
    after = _after_choice(screens)
    for at_hand in spoken_of:
        if at_hand.screen not in after:
            why = "No button inside an `each` over questions or the checklist leads to this screen."
            help = "Lead here from such a button, or put the words in a list item with `each q in ...`."
            report.add(
                "I08", at_hand.place, f"No question is at hand for `{at_hand.words}`", why=why, help=help
            )


def _after_choice(screens: Mapping[ScreenId, ScreenTemplate]) -> Collection[ScreenId]:
    """Every screen that can follow the choice of a question, near or far: the choice stays until the next."""
    waiting = [
        target
        for screen in screens.values()
        for button in screen.buttons
        if button.each and button.each.source != "helplines"
        for target in _leads_to(button.target, button.come_back)
    ]
    found: set[ScreenId] = set()
    while waiting:
        screen = waiting.pop()
        if screen not in found and screen in screens:
            found.add(screen)
            waiting += (
                target
                for button in screens[screen].buttons
                for target in _leads_to(button.target, button.come_back)
            )
    return found


def _leads_to(target: object, come_back: ScreenId | None) -> Iterable[ScreenId]:
    if isinstance(target, Goto):
        yield target.screen
    if come_back:
        yield come_back
