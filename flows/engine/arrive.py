"""Where a walk ends, whatever led there: closed doors, missing questions, and what opening remembers."""

from flows.engine.item import question_at_hand
from flows.engine.locking import ask_for_pin, asks_for_pin
from flows.engine.walk import Walk, flow_of
from flows.model.flow import ScreenId
from flows.model.session import Visit


def arrive(walk: Walk, path: tuple[Visit, ...], origin: Visit) -> None:
    """Settle the screen that is drawn; `path` and `origin` are where the step began.

    The door is tried before the screen opens: no screen can open its own.
    """
    if _is_closed(walk, walk.state) and walk.is_in_danger:
        _turn_away(walk, path, origin)
    if asks_for_pin(walk):
        ask_for_pin(walk)
    if _lacks_what_it_speaks_of(walk):
        _go_home_and_say_so(walk)
    if walk.opened or walk.state != origin.screen:
        for said in walk.template.on_opening:
            walk.remember(said.name, said.value)


def _lacks_what_it_speaks_of(walk: Walk) -> bool:
    template = walk.template
    return (
        (template.needs_question and question_at_hand(walk) is None)
        or (template.needs_therapist and walk.therapist_at_hand is None)
        or (template.needs_told and walk.told not in walk.memory)
    )


def _turn_away(walk: Walk, path: tuple[Visit, ...], origin: Visit) -> None:
    """Call the safety page from where the step began, or from the latest open screen before it."""
    walk.path = tuple(
        Visit(visit.screen, _open(walk, visit.returns))
        for visit in path
        if not _is_closed(walk, visit.screen)
    )
    walk.state, walk.returns = origin.screen, _open(walk, origin.returns)
    if _is_closed(walk, origin.screen):
        walk.go_back()
    walk.call(walk.snapshot.safety)
    walk.lead = walk.phrase("notice.unsafe")
    walk.unchanged = False


def _open(walk: Walk, screens: tuple[ScreenId, ...]) -> tuple[ScreenId, ...]:
    return tuple(screen for screen in screens if not _is_closed(walk, screen))


def _is_closed(walk: Walk, screen: ScreenId) -> bool:
    return walk.snapshot.flows[flow_of(screen)].closed_after_danger


def _go_home_and_say_so(walk: Walk) -> None:
    # Not by go_home, which would note the page on the path: Back would lead to it for ever.
    walk.state, walk.returns, walk.ended = walk.snapshot.home, (), False
    walk.lead = walk.phrase("notice.moved")
    walk.unchanged = False
