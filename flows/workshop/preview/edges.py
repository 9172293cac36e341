"""Where the buttons of a drawn message lead: each one pressed in the engine, once, ahead of the reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flows.engine.draw import writable
from flows.engine.resume import resume
from flows.engine.step import step
from flows.engine.tokens import HIDE, parts_of
from flows.model.event import Press
from flows.model.flow import Back, ButtonTemplate, Return, ScreenId, ScreenTemplate, Target
from flows.model.screen import Button, Screen
from flows.model.snapshot import Snapshot
from flows.workshop.preview.variants import RENDER, Look, Variant, Variants, look, noon

WAY_BACK = "way-back"
"""Where Back and `#return` lead without a script, when nobody knows which way the reader came."""


def anchor(screen: ScreenId, number: int | None = None) -> str:
    """The place of a screen on the page, or of one of its messages."""
    place = screen.replace("#", ".")
    return place if number is None else f"{place}.{number}"


@dataclass(frozen=True, slots=True)
class Edges:
    """The steps between the messages of a page; `places` says where each of them stands."""

    snapshot: Snapshot
    today: date
    places: Mapping[Look, str]
    screens: frozenset[ScreenId]

    def href(self, variant: Variant, button: Button) -> str | None:
        """The anchor that a press leads to; None when that screen is not on this page.

        It is that of the very message which the engine draws next, or of its screen when that message,
        say a list with a question that was just added, is not one of those on the page.
        """
        if button.token == HIDE:
            return anchor(variant.screen.id, variant.number)  # where the person comes back to
        if isinstance(_target(button.token, self.snapshot.screens[variant.screen.id]), Back | Return):
            return WAY_BACK
        answer = self.pressed(variant, button)
        if answer.id not in self.screens:
            return None
        return self.places.get(look(answer), anchor(answer.id))

    def pressed(self, variant: Variant, button: Button) -> Screen:
        """What the engine draws for the person of this message who presses the button."""
        press = Press(button.token, RENDER)
        return step(self.snapshot, variant.session, press, noon(self.today)).screen

    def other_tick(self, variant: Variant, button: Button) -> str:
        """The label of a tick box after a press; the present one where the press takes the box away."""
        rows = self.pressed(variant, button).rows
        labels = (other.label for row in rows for other in row if other.token == button.token)
        return next(labels, button.label)

    def writing(self, variant: Variant) -> ButtonTemplate | None:
        """What takes the text that is typed under this message; None when it takes none."""
        return writable(resume(self.snapshot, variant.session, noon(self.today)))


def edges_between(screens: Iterable[Variants], snapshot: Snapshot, today: date) -> Edges:
    """The steps between these screens."""
    drawn = [one for screen in screens for one in screen.drawn]
    places = {look(one.screen): anchor(one.screen.id, one.number) for one in reversed(drawn)}
    return Edges(snapshot, today, places, frozenset(one.screen.id for one in drawn))


def _target(token: str, screen: ScreenTemplate) -> Target | None:
    own, _ = parts_of(token)
    return next((button.target for button in screen.buttons if button.token == own), None)
