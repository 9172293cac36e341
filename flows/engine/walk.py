"""One step in the making: a session opened for change, moved by the machine, closed again.

The machine calls it its model: `state` is the attribute that transitions reads and writes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flows.engine.drafting import Concern
from flows.engine.faces import shown, stored
from flows.model.flow import ScreenId, ScreenTemplate
from flows.model.screen import Effect
from flows.model.session import (
    CheckIn,
    Face,
    Kept,
    ListItem,
    Pin,
    Remembered,
    Session,
    Therapist,
    Value,
    Visit,
)
from flows.model.snapshot import Snapshot

PATH_LIMIT = 50
"""Steps that Back remembers; more would only grow the stored session."""

RETURN_LIMIT = 10
"""Open `come back`s; the oldest is forgotten first. Each step of the path holds those of its screen."""


@dataclass(slots=True)
class Walk:
    """Where the person is while one event is worked on.

    `lead` is a sentence to put above the screen, `notice` one to show beside the press. `mark` is
    the part of the pressed token that stands for an element of an `each`, `item` that element's id.
    `typed` is the text that a `write` button takes. `checklist` and `therapists` are those of the face that
    the PIN opened; `now` is in seconds since 1970. `opened` says that the screen opens although the
    step began on it. `unchanged` keeps the render number: the screen is only drawn again.
    `refused` says that an instruction could not be carried out, so that the person stays where they are,
    `is_locked_out` that the PIN has to come first, `is_over` that no check-in may come any more, whatever
    face it was asked for on. `looked_through` are drafts with what speaks against them: every draw asks,
    and looking takes long. `is_elsewhere` says that the screen the person looks at is gone: what they do
    was not meant for this one.
    """

    snapshot: Snapshot
    session: Session
    today: int
    state: ScreenId
    path: tuple[Visit, ...]
    returns: tuple[ScreenId, ...]
    memory: dict[str, Value]
    days: dict[str, int]
    checklist: list[ListItem]
    therapists: list[Therapist]
    question: str | None
    therapist: str | None
    told: str | None
    check_in: CheckIn | None
    pin: Pin | None
    now: int
    ended: bool
    hidden: bool
    mark: str = ""
    item: str = ""
    typed: str | None = None
    lead: str = ""
    notice: str = ""
    opened: bool = False
    unchanged: bool = False
    is_elsewhere: bool = False
    refused: bool = False
    is_locked_out: bool = False
    is_over: bool = False
    effects: list[Effect] = field(default_factory=list)
    looked_through: dict[str, tuple[Concern, ...]] = field(default_factory=dict)

    @property
    def template(self) -> ScreenTemplate:
        """The screen the person is on, as written."""
        return self.snapshot.screens[self.state]

    @property
    def is_in_danger(self) -> bool:
        """True when something remembered says that the person is, or may be, unsafe."""
        return any(
            self.memory.get(rule.name) in rule.danger for rule in self.snapshot.memory.values() if rule.danger
        )

    @property
    def is_discreet(self) -> bool:
        """True when something remembered says that somebody else may read the phone."""
        return any(
            self.memory.get(rule.name) in rule.discreet
            for rule in self.snapshot.memory.values()
            if rule.discreet
        )

    @property
    def is_other_face(self) -> bool:
        """True for what a wrong PIN opened."""
        return self.pin is not None and self.pin.face is Face.OTHER

    @property
    def here(self) -> Visit:
        """The present screen with where `#return` leads from it."""
        return Visit(self.state, self.returns)

    @property
    def listed_question(self) -> ListItem | None:
        """The question at hand, if it is on the list."""
        if self.question is None:
            return None
        return next((kept for kept in self.checklist if kept.id == self.question), None)

    @property
    def therapist_at_hand(self) -> Therapist | None:
        """The therapist that the person opened last, unless dropped since."""
        return next((known for known in self.therapists if known.id == self.therapist), None)

    def phrase(self, key: str) -> str:
        """One of the bot's own sentences, in the person's language if it has been translated."""
        phrases = self.snapshot.phrases
        return phrases.get(self.session.language, phrases[self.snapshot.language])[key]

    def remember(self, name: str, value: Value) -> None:
        """Keep a value, with today as the day it was said."""
        self.memory[name] = value
        self.days[name] = self.today

    def forget(self, name: str) -> None:
        """Drop a value; nothing happens when it is not known."""
        self.memory.pop(name, None)
        self.days.pop(name, None)

    def leave_for(self, screen: ScreenId) -> None:
        """Go to a screen so that Back leads to the present one."""
        self.ended = False
        if screen != self.state:
            self.push_path()
            self.state = screen

    def call(self, screen: ScreenId) -> None:
        """Go to a screen so that both Back and `#return` lead to the present one; opens it anew."""
        left = self.state
        self.leave_for(screen)
        if flow_of(left) != flow_of(screen):
            self.push_return(left)
        self.opened = True

    def push_path(self) -> None:
        """Note the present screen as the one that Back leads to; before what changes `returns`."""
        self.path = (*self.path, self.here)[-PATH_LIMIT:]
        self.ended = False

    def push_return(self, screen: ScreenId) -> None:
        """Note the screen that the next `#return` leads to."""
        self.returns = (*self.returns, screen)[-RETURN_LIMIT:]

    def go_back(self) -> None:
        """One step back along the path, as if the latest had not been; home when there is none."""
        self.ended = False
        self.state, self.returns = self.path[-1] if self.path else Visit(self.snapshot.home, ())
        self.path = self.path[:-1]

    def go_return(self) -> None:
        """To where the latest `come back` said; home when nothing did."""
        self.push_path()
        self.state = self.returns[-1] if self.returns else self.snapshot.home
        self.returns = self.returns[:-1]

    def go_home(self) -> None:
        """Home, with nothing left to return to."""
        if self.state != self.snapshot.home:
            self.push_path()
        self.ended = False
        self.returns = ()
        self.state = self.snapshot.home

    def say_again(self, key: str, *, beside: bool = False, **values: str) -> None:
        """Draw the present screen again with a sentence above it, or beside the press."""
        sentence = self.phrase(key).format(**values)
        self.unchanged = True
        if beside:
            self.notice = sentence
        else:  # behind a sentence that says why they are elsewhere
            self.lead = "\n\n".join(filter(None, (self.lead, sentence)))

    def turn(self, change: Callable[[Pin | None], Pin | None]) -> None:
        """Open another face, or shut it; what the present one holds stays with it."""
        rules = self.snapshot.memory
        own, before = stored(self.session, self.pin, self._kept(), rules)
        self.session = replace(
            self.session,
            checklist=own.checklist,
            therapists=own.therapists,
            memory=own.memory,
            check_in=own.check_in,
        )
        self.pin = change(before)
        kept = shown(self.session, self.pin, rules)
        self.checklist, self.therapists = list(kept.checklist), list(kept.therapists)
        self.memory, self.days = values_of(kept.memory)
        self.check_in = kept.check_in

    @property
    def is_planned(self) -> bool:
        """True while a check-in waits, whatever face it was asked for on."""
        return bool(self.check_in or self.session.check_in)

    def end_check_ins(self) -> None:
        """Let none come any more."""
        self.check_in, self.is_over = None, True

    def refuse(self, key: str) -> None:
        """Stay on the present screen, with a sentence that says why."""
        self.refused = True
        self.say_again(key)

    def close(self) -> Session:
        """The session to save."""
        own, pin = stored(self.session, self.pin, self._kept(), self.snapshot.memory)
        return Session(
            snapshot=self.snapshot.id,
            language=self.session.language,
            screen=self.state,
            path=self.path,
            returns=self.returns,
            memory=own.memory,
            checklist=own.checklist,
            therapists=own.therapists,
            question=self.question,
            therapist=self.therapist,
            told=self.told,
            check_in=None if self.is_over or self.is_in_danger else own.check_in,
            pin=pin,
            hidden=self.hidden,
            render=self.session.render + (0 if self.unchanged else 1),
            ended=self.ended,
            edition=self.snapshot.edition,
        )

    def _kept(self) -> Kept:
        memory = {name: Remembered(value, self.days[name]) for name, value in self.memory.items()}
        return Kept(tuple(self.checklist), tuple(self.therapists), memory, self.check_in)


def flow_of(screen: ScreenId) -> str:
    """The flow that a screen belongs to."""
    return screen.partition("#")[0]


def values_of(memory: Mapping[str, Remembered]) -> tuple[dict[str, Value], dict[str, int]]:
    """The remembered values and their days, apart."""
    return (
        {name: kept.value for name, kept in memory.items()},
        {name: kept.day for name, kept in memory.items()},
    )
