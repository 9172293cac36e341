"""A content file as text whose every character has a place."""

from dataclasses import dataclass
from functools import cached_property

from flows.model.place import Place


@dataclass(frozen=True)
class SourceFile:
    """One file of the content folder; `path` is relative to it, with forward slashes."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, as CommonMark counts them: only \\n, \\r\\n and \\r end a line."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(self, number: int) -> str:
        """Line `number`, counting from 1; "" outside the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, line: int, column: int = 1, length: int = 1) -> Place:
        """A place in this file; `line` and `column` count from 1."""
        return Place(self.path, line, column, length)
