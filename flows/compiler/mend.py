"""Mends what can be mended in one way only, and proves of every edit that it does no harm."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.compiler.compile import Compilation, Compiler
from flows.model.diagnostic import Diagnostic, Edit, Severity

MOST_ROUNDS = 20
"""A mended line may show the next mistake in it; after so many of them a person should look."""

_LINE_END = re.compile("(\r\n|\r|\n)")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Change:
    """One line that was mended, without its end."""

    path: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """The files as they are after mending, the changes in order, and what the files compile to now."""

    files: Mapping[str, bytes]
    changes: tuple[Change, ...]
    compilation: Compilation


def mend(
    files: Mapping[str, bytes], today: date, compiler: Compiler, *, only: Collection[str] | None = None
) -> Mended:
    """Make every fix that does not add an error, until none is left; `only` names the files to touch.

    Line ends and a byte order mark stay as they are, and so does a file that is not UTF-8.
    """
    mender = _Mender(files, today, compiler)
    for _ in range(MOST_ROUNDS):
        fixable = [found for found in mender.fixable() if only is None or found.place.path in only]
        if not fixable:
            break
        mender.settle(fixable)
    changes = tuple(change for path in sorted(files) for change in _changes(path, files, mender.files))
    return Mended(mender.files, changes, mender.compilation)


class _Mender:
    """The files as mended so far."""

    def __init__(self, files: Mapping[str, bytes], today: date, compiler: Compiler) -> None:
        self.files = dict(files)
        self._today = today
        self._compiler = compiler
        self.compilation = compiler.compile(files, today)
        self._refused: set[tuple[str, object, str]] = set()

    def fixable(self) -> list[Diagnostic]:
        """What can be mended now: one a line, for an edit moves what stands behind it."""
        found: dict[tuple[str, int], Diagnostic] = {}
        for one in self.compilation.diagnostics:
            if one.fix and _name(one) not in self._refused and _is_text(self.files[one.place.path]):
                found.setdefault((one.place.path, one.place.line), one)
        return list(found.values())

    def settle(self, fixable: Sequence[Diagnostic]) -> None:
        """Make these fixes, or, when not all of them do good, each half of them by itself."""
        files = {**self.files, **edited(self.files, (edit for one in fixable for edit in one.fix))}
        compilation = self._compiler.compile(files, self._today)
        if self._is_better(compilation, fixable):
            self.files, self.compilation = files, compilation
        elif len(fixable) == 1:
            self._refused.add(_name(fixable[0]))
        else:
            middle = len(fixable) // 2
            self.settle(fixable[:middle])
            self.settle(fixable[middle:])

    def _is_better(self, compilation: Compilation, fixed: Sequence[Diagnostic]) -> bool:
        """One fix may show another mistake in its line, which was hidden; many must not hide one more."""
        mended = _errors(self.compilation.diagnostics) - _errors(compilation.diagnostics)
        if len(fixed) > 1:
            return mended >= _errors(fixed)
        places = {(one.code, one.place) for one in compilation.diagnostics}
        return mended >= 0 and (fixed[0].code, fixed[0].place) not in places


def edited(files: Mapping[str, bytes], edits: Iterable[Edit]) -> dict[str, bytes]:
    """The files that the edits change; edits of one line must not overlap."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.place.path, []).append(edit)
    return {path: _edited(files[path], own) for path, own in by_path.items()}


def _edited(content: bytes, edits: Sequence[Edit]) -> bytes:
    mark, parts = _parts(content)
    for edit in sorted(edits, key=lambda edit: (edit.place.line, edit.place.column), reverse=True):
        at, start = 2 * (edit.place.line - 1), edit.place.column - 1
        parts[at] = parts[at][:start] + edit.text + parts[at][start + edit.place.length :]
    return (mark + "".join(parts)).encode()


def _parts(content: bytes) -> tuple[str, list[str]]:
    """The byte order mark or "", and the lines, each but the last with its end behind it."""
    text = content.decode()
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    return mark, _LINE_END.split(text.removeprefix(mark))


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _changes(path: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterable[Change]:
    if before[path] == after[path]:
        return
    pairs = zip(_parts(before[path])[1][::2], _parts(after[path])[1][::2], strict=True)
    for number, (old, new) in enumerate(pairs, start=1):
        if old != new:
            yield Change(path, number, old, new)


def _name(found: Diagnostic) -> tuple[str, object, str]:
    return found.code, found.place, found.source_line


def _errors(found: Iterable[Diagnostic]) -> int:
    return sum(one.severity is Severity.ERROR for one in found)
