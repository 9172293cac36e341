"""The state machine of a snapshot: screens are states, tokens are triggers.

One flat synchronous machine serves every session of a snapshot. It holds no models: a walk is
handed to each trigger, so nothing is kept per person. `add_model` would compare walks with `==`
and cost more than the whole step. Callbacks are callables, never strings (strings are imported
as dotted paths). This is the only module that knows the library.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeAlias, assert_never

from transitions import EventData, Machine

from flows.engine.actions import carry_out, toggle
from flows.engine.facts import facts_of
from flows.engine.items import items
from flows.engine.locking import needs_pin
from flows.engine.pin import PIN
from flows.engine.tokens import mark_of
from flows.engine.walk import Walk
from flows.model.evaluate import holds
from flows.model.flow import Back, ButtonTemplate, End, Goto, Home, Return, Target, Web
from flows.model.snapshot import Snapshot

Callback: TypeAlias = Callable[[EventData], None]

SNAPSHOTS_AT_ONCE = 4
"""Machines kept: the present snapshot, the next one while it is swapped in, and two to spare."""


def press(walk: Walk, token: str) -> bool:
    """Follow a button of the present screen; False when it is not offered there now."""
    machine = _machine(walk.snapshot)
    event = machine.events.get(token)
    if event is None or walk.state not in event.transitions:
        return False
    if any(needs_pin(button, walk) for button in walk.template.buttons if button.token == token):
        walk.is_locked_out = True
        return True
    # Not `event.trigger`: it queues, looks up and wraps what stands here already, for a third more time.
    data = EventData(None, event, machine, walk, (), {})
    before = walk.state, walk.path, walk.returns
    is_done = any(transition.execute(data) for transition in event.transitions[walk.state])
    if walk.refused:
        walk.state, walk.path, walk.returns = before
    return is_done


@lru_cache(maxsize=SNAPSHOTS_AT_ONCE)
def _machine(snapshot: Snapshot) -> Machine:
    machine = Machine(
        model=None,
        states=list(snapshot.screens),
        initial=snapshot.home,
        auto_transitions=False,
        send_event=True,
    )
    for screen in snapshot.screens.values():
        for button in screen.buttons:
            if not isinstance(button.target, Web) and not button.copy:
                _add(machine, str(screen.id), button)
    return machine


def _add(machine: Machine, source: str, button: ButtonTemplate) -> None:
    machine.add_transition(
        button.token,
        source,
        _destination(button.target),
        conditions=[partial(_is_offered, button)],
        before=[partial(_before, button)],
        after=[after] if (after := _after(button.target)) else None,
    )


def _destination(target: Target | None) -> str | None:
    # None is transitions' "internal" transition: where Back leads is the person's path, not an edge.
    return str(target.screen) if isinstance(target, Goto) else None


def _is_offered(button: ButtonTemplate, event: EventData) -> bool:
    walk = _walk(event)
    if walk.ended or (button.write is None) != (walk.typed is None):
        return False
    if button.condition and not holds(button.condition, facts_of(walk)):
        return False
    return (_chosen(button, walk) is not None) if button.each else not walk.mark


def _chosen(button: ButtonTemplate, walk: Walk) -> str | None:
    """The id of the element whose button was pressed; None when it is not offered."""
    offered = items(button.each, walk) if button.each else ()
    return next((item.id for item in offered if mark_of(item.id) == walk.mark), None)


def _before(button: ButtonTemplate, event: EventData) -> None:
    walk = _walk(event)
    walk.item = _chosen(button, walk) or ""
    if button.each:
        _take_in_hand(button.each.source, walk)
    if button.write and button.write.name != PIN and walk.typed is not None:
        walk.remember(button.write.name, walk.typed)
    if button.option:
        toggle(button.option, walk)
    for instruction in button.instructions:
        carry_out(instruction, walk)
    if isinstance(button.target, Goto) and button.target.screen != walk.state:
        walk.push_path()
    if button.come_back:
        walk.push_return(button.come_back)


def _take_in_hand(source: str, walk: Walk) -> None:
    match source:
        case "questions" | "checklist" | "answers" | "comparison":
            walk.question = walk.item
        case "therapists":
            walk.therapist = walk.item
        case "remembered":
            walk.told = walk.item


def _after(target: Target | None) -> Callback | None:
    match target:
        case None | Goto() | Web():
            return None
        case Back():
            return lambda event: _walk(event).go_back()
        case Return():
            return lambda event: _walk(event).go_return()
        case Home():
            return lambda event: _walk(event).go_home()
        case End():
            return lambda event: _end(_walk(event))
        case _:
            assert_never(target)


def _end(walk: Walk) -> None:
    walk.ended = True


def _walk(event: EventData) -> Walk:
    walk = event.model
    assert isinstance(walk, Walk)
    return walk
