"""Screens that stand in for the person's own: while the store is away, after too long, before a check-in."""

from dataclasses import replace
from datetime import datetime

from flows.engine.resume import language_for, new_session
from flows.engine.step import step
from flows.engine.tokens import AGAIN, CHECK_IN, SAFETY, STOP
from flows.engine.walk import flow_of
from flows.model.event import Event
from flows.model.flow import ScreenId
from flows.model.screen import Button, Screen
from flows.model.snapshot import Snapshot
from flows.model.text import RichText

NO_RENDER = 0
"""No drawn screen bears this number (they count from 1), so a press on such a keyboard only re-draws."""


def urgent_screen(snapshot: Snapshot, language: str, event: Event, now: datetime) -> Screen | None:
    """The safety screen that the event calls for, drawn for nobody in particular, or what Hide leaves.

    None for other events.
    """
    done = step(snapshot, new_session(snapshot, language), event, now)
    if not done.session.hidden and flow_of(done.screen.id) != flow_of(snapshot.safety):
        return None
    return replace(done.screen, render=NO_RENDER)


def trouble_screen(snapshot: Snapshot, language: str) -> Screen:
    """The fixed screen when something behind the bot fails: try again, or safety."""
    return _screen(snapshot, language, "trouble", "trouble.text", {"button.again": AGAIN})


def late_screen(snapshot: Snapshot, language: str) -> Screen:
    """Instead of a reply that comes so late that somebody else may hold the phone by now."""
    return _screen(snapshot, language, "late", "late.text", {"button.continue": AGAIN})


def check_in_screen(snapshot: Snapshot, language: str) -> Screen:
    """What a check-in shows: nothing of what it is about."""
    buttons = {"button.check-in-open": CHECK_IN, "button.check-in-stop": STOP}
    return _screen(snapshot, language, "check-in", "check-in.text", buttons)


def _screen(snapshot: Snapshot, language: str, id: str, text: str, buttons: dict[str, str]) -> Screen:
    phrases = snapshot.phrases[language_for(snapshot, language)]
    rows = [(Button(phrases[key], token=token),) for key, token in buttons.items()]
    rows.append((Button(phrases["button.safety"], token=SAFETY),))
    return Screen(ScreenId(id), NO_RENDER, RichText(phrases[text]), tuple(rows))
