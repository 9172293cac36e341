"""Changes to parts of lines, so that every other byte of a file stays as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.compiler.source import SourceFile
from flows.model.place import Place

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Edit:
    """New text for a stretch of a line; a stretch of length 0 has it put in front."""

    path: str
    line: int
    column: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line before and after; `after` may be several."""

    path: str
    line: int
    before: str
    after: str


def edit_at(place: Place, text: str) -> Edit:
    """The edit that puts `text` for what stands at a place."""
    return Edit(place.path, place.line, place.column, place.length, text)


def as_text(path: str, content: bytes) -> SourceFile:
    """A file whose every byte can be written back, also those that are not UTF-8."""
    return SourceFile(path, content.decode("utf-8", errors="surrogateescape").removeprefix(_BOM))


def line_end(content: bytes) -> str:
    """What ends the lines of a file."""
    return "\r\n" if b"\r\n" in content else "\n"


def edited(files: Mapping[str, bytes], edits: Iterable[Edit]) -> tuple[dict[str, bytes], list[ChangedLine]]:
    """The files that change, and each line of theirs before and after, in order."""
    by_path: dict[str, list[Edit]] = {}
    for edit in sorted(set(edits), key=lambda one: (one.path, one.line, one.column)):
        by_path.setdefault(edit.path, []).append(edit)
    changed: dict[str, bytes] = {}
    told: list[ChangedLine] = []
    for path, own in by_path.items():
        changed[path], lines = _edited(files[path], own)
        told += lines
    return changed, told


def _edited(content: bytes, edits: list[Edit]) -> tuple[bytes, list[ChangedLine]]:
    text = content.decode("utf-8", errors="surrogateescape")
    start = _BOM if text.startswith(_BOM) else ""
    lines = _LINE.findall(text.removeprefix(_BOM))
    told = list(_told(lines, edits))
    for edit in reversed(edits):
        line, at = lines[edit.line - 1], edit.column - 1
        lines[edit.line - 1] = line[:at] + edit.text + line[at + edit.length :]
    whole = (start + "".join(lines)).encode("utf-8", errors="surrogateescape")
    after = [ChangedLine(one.path, one.line, one.before, lines[one.line - 1].rstrip("\r\n")) for one in told]
    return whole, after


def _told(lines: list[str], edits: list[Edit]) -> Iterator[ChangedLine]:
    for number in dict.fromkeys(edit.line for edit in edits):
        yield ChangedLine(edits[0].path, number, lines[number - 1].rstrip("\r\n"), "")
