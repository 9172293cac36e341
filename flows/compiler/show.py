"""Diagnostics as text: the place, the line as written, a caret, what is wrong, why, and how to mend it."""

import unicodedata
from dataclasses import replace

from flows.model.diagnostic import Diagnostic

LONGEST_DRAWN = 500
"""Characters of a line that are shown; of a longer one, those around the place."""

TAB = 4
"""Columns that a tab moves on to a multiple of."""

ZERO_WIDTH_JOINER = "\u200d"


def render_diagnostic(found: Diagnostic, prefix: str) -> str:
    """The diagnostic in a few lines; `prefix` is the content folder as the person called it, or ""."""
    place = found.place
    path = f"{prefix.rstrip('/')}/{place.path}" if prefix else place.path
    lines = [f"{path}:{place.line}:{place.column}: {found.severity} {found.code}: {found.message}"]
    number = f"{place.line:>6}"
    margin = " " * len(number)
    if found.source_line:
        near = _around(found)
        lines += [f"{number} | {_drawn(near.source_line)}", f"{margin} | {_carets(near)}"]
    lines += [f"{margin} = {text}" for text in (found.why, found.help and f"help: {found.help}") if text]
    return "\n".join(lines)


def _around(found: Diagnostic) -> Diagnostic:
    """The same of a line that is cut to what is worth reading, with its place in what is left."""
    line, start = found.source_line, max(found.place.column - 1 - LONGEST_DRAWN // 2, 0)
    if len(line) <= LONGEST_DRAWN:
        return found
    before, after = ("…" if start else ""), ("…" if start + LONGEST_DRAWN < len(line) else "")
    place = replace(found.place, column=found.place.column - start + len(before))
    return replace(found, place=place, source_line=before + line[start : start + LONGEST_DRAWN] + after)


def _carets(found: Diagnostic) -> str:
    start = found.place.column - 1
    before = _width(_drawn(found.source_line[:start]))
    end = _width(_drawn(found.source_line[: start + found.place.length]))
    return " " * before + "^" * max(end - before, 1)


def _drawn(line: str) -> str:
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
