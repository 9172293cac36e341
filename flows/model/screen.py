"""A screen as a person sees it: what every face draws, and what a step gives back."""

from dataclasses import dataclass
from typing import TypeAlias

from flows.model.flow import ScreenId
from flows.model.session import Session
from flows.model.text import RichText


@dataclass(frozen=True, slots=True)
class Button:
    """A button to draw; exactly one of `token` and `url` is set. `ticked` is None unless a tick box."""

    label: str
    token: str = ""
    url: str = ""
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """A message with its buttons.

    `hint` invites typing and is "" where the screen takes no text; `private` asks faces not to
    let it be forwarded or saved.
    """

    id: ScreenId
    render: int
    text: RichText
    rows: tuple[tuple[Button, ...], ...]
    hint: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """Send the text as a message of its own that stays in the chat."""

    text: RichText


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Destroy everything kept about this person."""


Effect: TypeAlias = Export | ForgetPerson


@dataclass(frozen=True, slots=True)
class Step:
    """What one event led to.

    `notice` is a short line to show beside the press (why the screen was drawn again), or "".
    `effects` run after the commit, in order.
    """

    session: Session
    screen: Screen
    effects: tuple[Effect, ...] = ()
    notice: str = ""
