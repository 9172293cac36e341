"""translations.lock: which source words each accepted translation was made from, one line a screen.

`es partner-says-no#reasons 0f9a...`: the language, the screen (or `questions#id`), and the hash of the
source's words. Only `translate accept` writes it.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from flows.compiler.report import Report
from flows.compiler.source import SourceFile

LOCK_FILE = "translations.lock"

Lock: TypeAlias = Mapping[tuple[str, str], str]
"""The accepted hash by language and screen."""

_HEAD = "# Written by `translate accept`: the source words that each accepted translation was made from.\n"
_LINE = re.compile(r"(?P<language>[A-Za-z-]+) (?P<screen>[a-z0-9-]+#[a-z0-9-]+) (?P<hash>[0-9a-f]{16})")


def read_lock(file: SourceFile, report: Report) -> dict[tuple[str, str], str]:
    """What was accepted; a line that cannot be read is reported, and counts for nothing."""
    accepted: dict[tuple[str, str], str] = {}
    for number, line in enumerate(file.lines, start=1):
        found = _LINE.fullmatch(line.strip())
        if found:
            accepted[found["language"], found["screen"]] = found["hash"]
        elif line.strip() and not line.startswith("#"):
            why = "The screen it is about is shown in the source language meanwhile."
            help = "Remove the line, and run `translate accept` for its screen."
            place = file.place(number, 1, len(line))
            report.warn("K14", place, "This line cannot be read", why=why, help=help)
    return accepted


def lock_text(accepted: Lock) -> str:
    """The file, in the order of languages and screens."""
    lines = (f"{language} {screen} {hash}\n" for (language, screen), hash in sorted(accepted.items()))
    return _HEAD + "".join(lines)
