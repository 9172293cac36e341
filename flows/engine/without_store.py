"""Screens that need nothing stored: safety and "try again", while the database is away."""

from dataclasses import replace
from datetime import datetime

from flows.engine.resume import language_for, new_session
from flows.engine.step import step
from flows.engine.tokens import AGAIN, SAFETY
from flows.engine.walk import flow_of
from flows.model.event import Event
from flows.model.flow import ScreenId
from flows.model.screen import Button, Screen
from flows.model.snapshot import Snapshot
from flows.model.text import RichText

NO_RENDER = 0
"""No drawn screen bears this number (they count from 1), so a press on such a keyboard only re-draws."""


def safety_screen(snapshot: Snapshot, language: str, event: Event, now: datetime) -> Screen | None:
    """The safety screen that the event calls for, drawn for nobody in particular; None for other events."""
    screen = step(snapshot, new_session(snapshot, language), event, now).screen
    if flow_of(screen.id) != flow_of(snapshot.safety):
        return None
    return replace(screen, render=NO_RENDER)


def trouble_screen(snapshot: Snapshot, language: str) -> Screen:
    """The fixed screen when something behind the bot fails: try again, or safety."""
    phrases = snapshot.phrases[language_for(snapshot, language)]
    rows = (
        (Button(phrases["button.again"], token=AGAIN),),
        (Button(phrases["button.safety"], token=SAFETY),),
    )
    return Screen(ScreenId("trouble"), NO_RENDER, RichText(phrases["trouble.text"]), rows)
