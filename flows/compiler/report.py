"""Collects what the check finds; nothing here stops at the first mistake."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from flows.compiler.source import SourceFile
from flows.model.diagnostic import Diagnostic, Severity
from flows.model.place import Place

UNREAD = "U03"
"""The code of a file that was left empty: whatever else is said of it would be said of nothing."""


class Report:
    """The diagnostics of one compilation."""

    def __init__(self, files: Mapping[str, SourceFile]) -> None:
        self._files = files
        self._found: dict[tuple[str, Place], Diagnostic] = {}

    def add(
        self,
        code: str,
        place: Place,
        message: str,
        *,
        why: str = "",
        help: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one mistake; the same code at the same place is noted once."""
        file = self._files.get(place.path)
        line = file.line(place.line) if file else ""
        self._found.setdefault((code, place), Diagnostic(code, place, message, why, help, line, severity))

    def warn(self, code: str, place: Place, message: str, *, why: str = "", help: str = "") -> None:
        """Note something that should be looked at but does not keep the content from going live."""
        self.add(code, place, message, why=why, help=help, severity=Severity.WARNING)

    def apart(self) -> "Report":
        """An empty report on the same files, for what is to be kept and told again later."""
        return Report(self._files)

    def take_in(self, noted: Iterable[Diagnostic]) -> None:
        """Note all that was `noted` by another one."""
        for found in noted:
            self._found.setdefault((found.code, found.place), found)

    @property
    def noted(self) -> tuple[Diagnostic, ...]:
        """All of them, in the order in which they were found."""
        return tuple(self._found.values())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them by file, line and column; of a file that was not read, only that."""
        unread = {found.place.path for found in self._found.values() if found.code == UNREAD}
        told = (one for one in self.noted if one.place.path not in unread or one.code.startswith("U"))
        key = lambda found: (found.place.path, found.place.line, found.place.column, found.code)  # noqa: E731
        return tuple(sorted(told, key=key))

    @property
    def has_errors(self) -> bool:
        """True when something keeps the content from going live."""
        return any(found.severity is Severity.ERROR for found in self._found.values())


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or "" when none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean `x`?` for the nearest known word, or "" when none is near."""
    near = nearest(word, known)
    return f"Did you mean `{near}`?" if near else ""
