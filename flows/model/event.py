"""What a person can do, whatever face they do it on."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Start:
    """`/start`, with the payload of a deep link or ""."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Any other `/command`, without the slash, in lower case.

    `words` is what stood behind it, which is only looked at for danger.
    """

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the screen that was drawn as number `render`."""

    token: str
    render: int


@dataclass(frozen=True, slots=True)
class Typed:
    """Text as typed; the face has dropped only what cannot be seen."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is not text: "photo", "voice", "sticker", "edited message" ...

    `caption` is the text that came with it, which is only looked at for danger.
    """

    kind: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Redraw:
    """Nobody did anything: the words of the screen changed while it was being looked at."""


@dataclass(frozen=True, slots=True)
class PinTyped:
    """Digits typed where a PIN is asked for, already held against the hash; they are kept nowhere.

    `mark` tells wrong digits from others, and is of no use for finding the right ones.
    """

    is_right: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PinChosen:
    """Digits typed where a PIN is chosen, already hashed."""

    hash: str


Event: TypeAlias = Start | Command | Press | Typed | Unreadable | Redraw | PinTyped | PinChosen
