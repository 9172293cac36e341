"""What a renaming changes, line by line."""

from collections.abc import Iterator

from flows.workshop.rename.edits import ChangedLine
from flows.workshop.rename.renaming import Renaming


def changed_lines(renaming: Renaming, prefix: str) -> str:
    """Each line as it was and as it is, under its place, and how many there are."""
    told = [line for changed in renaming.lines for line in _told(changed, prefix)]
    files = len({changed.path for changed in renaming.lines})
    lines = len(renaming.lines)
    return "\n".join([*told, f"{_count(lines, 'line')} in {_count(files, 'file')}", ""])


def _told(changed: ChangedLine, prefix: str) -> Iterator[str]:
    yield f"{prefix}{changed.path}:{changed.line}"
    yield f"  - {_readable(changed.before)}"
    yield from (f"  + {_readable(line)}".rstrip() for line in changed.after.splitlines())
    yield ""


def _readable(line: str) -> str:
    """The line with a question mark for every byte that is no text."""
    return line.encode("utf-8", errors="replace").decode()


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
