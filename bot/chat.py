"""`chat`: the terminal face on the content of a folder."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from bot.check import show_diagnostics
from bot.library import BadContent, Library
from bot.terminal import talk

WELCOME = (
    "Press a button by its number or label, or type. /back goes back, /start begins again, Ctrl-D ends.\n"
)


def chat_in_terminal(folder: Path, record: Path | None, clock: Callable[[], datetime]) -> int:
    """Talk until the input ends; the exit code is 1 when the content has errors."""
    try:
        library = Library(folder, lambda: clock().date())
    except BadContent as bad:
        show_diagnostics(bad.diagnostics, folder, sys.stderr)
        return 1
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    sys.stdout.write(WELCOME)
    with record.open("w", encoding="utf-8") if record else nullcontext() as file:
        talk(library.current(), clock, _typed_lines(), record=file)
    return 0


def _typed_lines() -> Iterator[str]:
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            return
