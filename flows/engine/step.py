"""The whole engine in one function: what a person does, and what they see next."""

from datetime import datetime

from flows.engine.arrive import arrive
from flows.engine.dependents import drop_dependents
from flows.engine.draw import draw
from flows.engine.faces import kept_open
from flows.engine.react import react
from flows.engine.reminding import move_with_zone
from flows.engine.resume import resume
from flows.model.event import Event, Redraw
from flows.model.screen import Step
from flows.model.session import Session
from flows.model.snapshot import Snapshot


def step(snapshot: Snapshot, session: Session, event: Event, now: datetime) -> Step:
    """Work one event: pure and deterministic, whatever the event and however old the session.

    `now` carries a time zone. Never raises for what a person does: a stale, foreign or unknown
    press draws the present screen again.
    """
    walk = resume(snapshot, session, now)
    path, origin = walk.path, walk.here
    react(walk, event)
    drop_dependents(walk)
    move_with_zone(walk)
    if not walk.hidden:
        arrive(walk, path, origin)
        if not isinstance(event, Redraw):
            walk.pin = kept_open(walk.pin, walk.now)
    screen = draw(walk)
    return Step(walk.close(), screen, tuple(walk.effects), walk.notice, walk.is_discreet)
