"""What a transcript is made of: words, lines, conversations, and the slips of whoever wrote it."""

from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """What may stand before the colon of a line."""

    TEST = "Test"
    GIVEN = "Given"
    START = "Start"
    TAP = "Tap"
    TYPE = "Type"
    SCREEN = "Screen"
    BOT = "Bot"
    NOT_BOT = "Not bot"
    BUTTONS = "Buttons"
    NO_BUTTON = "No button"
    SAVED = "Saved"
    DONE = "Done"
    LIST = "List"
    LATER = "Later"
    LANGUAGE = "Language"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a word, and what it `says`.

    `number` and `column` count from 1; at `column` stands what it says. `source` is the line as written.
    """

    word: Word
    says: str
    number: int
    column: int
    source: str

    @property
    def text(self) -> str:
        """The line without the odd spaces of its writer."""
        return f"{self.word}: {self.says}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A line that cannot be read, and how to mend it."""

    number: int
    column: int
    message: str
    help: str
    source: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What stands between one `Test:` and the next; with slips in it, it cannot be played."""

    title: str
    number: int
    lines: tuple[Line, ...]
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """One file; `slips` stand before its first conversation."""

    path: str
    conversations: tuple[Conversation, ...]
    slips: tuple[Slip, ...] = ()
