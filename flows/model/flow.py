"""Flows and screens as content writes them, before a person's memory fills them in."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NewType, TypeAlias

from flows.model.condition import Condition
from flows.model.instruction import Each, Instruction, Option, Remember, Write
from flows.model.place import Place
from flows.model.text import Inline

ScreenId = NewType("ScreenId", str)
"""`flow#screen`, for instance `partner-refuses#safe`."""


@dataclass(frozen=True, slots=True)
class Goto:
    """`#screen`, `file.md#screen` or `file.md` (its `start`)."""

    screen: ScreenId


@dataclass(frozen=True, slots=True)
class Web:
    """A web address; the press never reaches the bot."""

    url: str


@dataclass(frozen=True, slots=True)
class Back:
    """`#back`: one step along the person's own path."""


@dataclass(frozen=True, slots=True)
class Return:
    """`#return`: to where the latest `come back` said; home when nothing did."""


@dataclass(frozen=True, slots=True)
class Home:
    """`#home`."""


@dataclass(frozen=True, slots=True)
class End:
    """`#end`: the present screen without its buttons, and one to start again."""


Target: TypeAlias = Goto | Web | Back | Return | Home | End


@dataclass(frozen=True, slots=True)
class ButtonTemplate:
    """A button as written.

    `token` is the short hash of what it does (never of its label or position). `target` is None
    for a tick box, which stays on its screen, and for nothing else. `come_back` is the screen
    that `#return` will lead to, or None. A button with `write` is not pressed: its label is the
    hint for typing and its target is where typed text leads. `copy` (`copy NAME`) names the memory whose
    text a press puts on the clipboard; the press never reaches the bot.
    """

    token: str
    label: tuple[Inline, ...]
    target: Target | None
    place: Place
    condition: Condition | None = None
    instructions: tuple[Instruction, ...] = ()
    come_back: ScreenId | None = None
    write: Write | None = None
    each: Each | None = None
    option: Option | None = None
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; `otherwise` shows when no earlier `if` paragraph of the screen did."""

    inlines: tuple[Inline, ...]
    place: Place
    condition: Condition | None = None
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A `>` block; long ones are drawn so that they open on a tap."""

    inlines: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list item that is prose; with `each`, one for every element."""

    inlines: tuple[Inline, ...]
    place: Place
    each: Each | None = None


Block: TypeAlias = Paragraph | Quote | Bullet


@dataclass(frozen=True, slots=True)
class ScreenTemplate:
    """A screen as written. `rows` holds buttons and tick boxes in file order, one tuple a list item.

    `on_opening` is remembered whenever the screen opens, before it is drawn. `needs_question` says
    that it shows or changes the question at hand, so that it is nothing without one. `behind_pin` is what
    the person may have locked. `needs_therapist` and `needs_told` are to the therapist and
    the answer at hand what `needs_question` is.
    """

    id: ScreenId
    place: Place
    blocks: tuple[Block, ...]
    rows: tuple[tuple[ButtonTemplate, ...], ...]
    private: bool = False
    on_opening: tuple[Remember, ...] = ()
    needs_question: bool = False
    behind_pin: bool = False
    needs_therapist: bool = False
    needs_told: bool = False

    @property
    def buttons(self) -> tuple[ButtonTemplate, ...]:
        """All buttons of all rows, in file order."""
        return tuple(chain.from_iterable(self.rows))


@dataclass(frozen=True, slots=True)
class Flow:
    """The front matter of one flow file; `reviewed` is None for `never`.

    `closed_after_danger` (`after-danger: closed`) marks flows that must not open once the person
    has said that they are, or may be, unsafe: invitations, check-ins. `locked` marks safety files.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    written: date
    reviewed: date | None
    reviewer: str
    review_every_days: int
    locked: bool = False
    closed_after_danger: bool = False
