"""Collects what the check finds; nothing here stops at the first mistake."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from flows.compiler.source import SourceFile
from flows.model.diagnostic import Diagnostic, Severity
from flows.model.place import Place


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

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, in the order of file, line and column."""
        key = lambda found: (found.place.path, found.place.line, found.place.column, found.code)  # noqa: E731
        return tuple(sorted(self._found.values(), key=key))

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
