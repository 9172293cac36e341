"""A screen as a person sees it: what every face draws, and what a step gives back."""

from dataclasses import dataclass
from typing import TypeAlias

from flows.model.document import Document
from flows.model.flow import ScreenId
from flows.model.session import Session
from flows.model.text import RichText

COPY_UNITS = 256
"""UTF-16 units that Telegram puts on a clipboard at most."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button to draw; exactly one of `token`, `url` and `copy` is set. `ticked` is None unless a tick box.

    `copy` is text of at most COPY_UNITS that a press puts on the person's clipboard; the press never reaches
    the bot.
    """

    label: str
    token: str = ""
    url: str = ""
    copy: str = ""
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
class ExportFile:
    """Send the document as a file of its own that stays in the chat."""

    document: Document


@dataclass(frozen=True, slots=True)
class HideChat:
    """Take away every message that can still be taken away; the step's screen alone is left."""


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Destroy everything kept about this person."""


Effect: TypeAlias = Export | ExportFile | HideChat | ForgetPerson


@dataclass(frozen=True, slots=True)
class Step:
    """What one event led to.

    `notice` is a short line to show beside the press (why the screen was drawn again), or "".
    `effects` run after the commit, in order. `is_discreet` says that somebody else may read the phone.
    """

    session: Session
    screen: Screen
    effects: tuple[Effect, ...] = ()
    notice: str = ""
    is_discreet: bool = False
