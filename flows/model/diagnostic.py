"""What the check says about a mistake in the content."""

from dataclasses import dataclass
from enum import StrEnum

from flows.model.place import Place


class Severity(StrEnum):
    """An error keeps content from going live; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where `place` is, on one line; a place of length 0 stands before its column."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, with enough beside it that an editor can mend it unaided.

    `message` says what is wrong, `why` what it would do to a person in the chat,
    `help` how to mend it ("Did you mean `reasons`?"); `source_line` is the line as written. `fix` mends it
    where there is only one way to.
    """

    code: str
    place: Place
    message: str
    why: str = ""
    help: str = ""
    source_line: str = ""
    severity: Severity = Severity.ERROR
    fix: tuple[Edit, ...] = ()
