"""Diagnostics as text: the place, the line as written, a caret, what is wrong, why, and how to mend it."""

import unicodedata
from dataclasses import replace

from flows.model.diagnostic import Diagnostic, Severity

LONGEST_DRAWN = 500
"""Characters of a line that are shown; of a longer one, those around the place."""

TAB = 4
"""Columns that a tab moves on to a multiple of."""

ZERO_WIDTH_JOINER = "\u200d"


BOLD, RED, YELLOW = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m"
_PLAIN = "\x1b[0m"


def render_diagnostic(found: Diagnostic, prefix: str, *, colour: bool = False) -> str:
    """The diagnostic in a few lines; `prefix` is the content folder as the person called it, or ""."""
    place, tint = found.place, (RED if found.severity is Severity.ERROR else YELLOW) if colour else ""
    where = painted(f"{path_of(found, prefix)}:{place.line}:{place.column}:", BOLD if colour else "")
    lines = [f"{where} {painted(f'{found.severity} {found.code}:', tint)} {found.message}"]
    number = f"{place.line:>6}"
    margin = " " * len(number)
    if found.source_line:
        near = _around(found)
        before, marks = _carets(near)
        lines += [f"{number} | {drawn(near.source_line)}", f"{margin} | {before}{painted(marks, tint)}"]
    lines += [f"{margin} = {text}" for text in (found.why, found.help and f"help: {found.help}") if text]
    return "\n".join(lines)


def path_of(found: Diagnostic, prefix: str) -> str:
    """The file of a diagnostic, under the folder that `prefix` names."""
    return f"{prefix.rstrip('/')}/{found.place.path}" if prefix else found.place.path


def painted(text: str, tint: str) -> str:
    """The text in a terminal's colour; as it is when `tint` is ""."""
    return f"{tint}{text}{_PLAIN}" if tint and text else text


def _around(found: Diagnostic) -> Diagnostic:
    """The same of a line that is cut to what is worth reading, with its place in what is left."""
    line, start = found.source_line, max(found.place.column - 1 - LONGEST_DRAWN // 2, 0)
    if len(line) <= LONGEST_DRAWN:
        return found
    before, after = ("…" if start else ""), ("…" if start + LONGEST_DRAWN < len(line) else "")
    place = replace(found.place, column=found.place.column - start + len(before))
    return replace(found, place=place, source_line=before + line[start : start + LONGEST_DRAWN] + after)


def _carets(found: Diagnostic) -> tuple[str, str]:
    """What stands before the carets, and these."""
    start = found.place.column - 1
    before = _width(drawn(found.source_line[:start]))
    end = _width(drawn(found.source_line[: start + found.place.length]))
    return " " * before, "^" * max(end - before, 1)


def drawn(line: str) -> str:
    """The line without what would move a terminal's cursor: tabs become spaces, control characters U+FFFD."""
    if line.isascii() and line.isprintable():
        return line
    parts = ["".join(map(_visible, part)) for part in line.split("\t")]
    return "".join(part + " " * (TAB - _width(part) % TAB) for part in parts[:-1]) + parts[-1]


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
    return "\ufffd" if hidden and character != ZERO_WIDTH_JOINER else character


def _width(text: str) -> int:
    """Columns on a terminal, as far as the standard library can tell."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if character == ZERO_WIDTH_JOINER or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
