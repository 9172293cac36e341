"""Where something stands in a content file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line; `line` and `column` count from 1, `length` in characters."""

    path: str
    line: int
    column: int
    length: int = 1
