"""What a person can do, whatever face they do it on."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Start:
    """`/start`, with the payload of a deep link or ""."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Any other `/command`, without the slash, in lower case."""

    name: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button of the screen that was drawn as number `render`."""

    token: str
    render: int


@dataclass(frozen=True, slots=True)
class Typed:
    """Text as typed, not yet cleaned."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is not text: "photo", "voice", "sticker", "edited message" ..."""

    kind: str


Event: TypeAlias = Start | Command | Press | Typed | Unreadable
