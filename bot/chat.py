"""`chat`: the terminal face on the content of a folder."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from bot.diagnostics import show_diagnostics
from bot.library import compile_folder
from bot.terminal import talk

WELCOME = (
    "Press a button by its number or label, or type. /back goes back, /start begins again, Ctrl-D ends.\n"
)


def chat_in_terminal(folder: Path, record: Path | None, clock: Callable[[], datetime]) -> int:
    """Talk until the input ends; the exit code is 1 when the content has errors."""
    try:
        compilation = compile_folder(folder, clock().date())
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    if compilation.snapshot is None:
        show_diagnostics(compilation.diagnostics, folder, sys.stderr)
        return 1
    try:
        with record.open("x", encoding="utf-8") if record else nullcontext() as file:
            sys.stdout.write(WELCOME)
            talk(compilation.snapshot, clock, _typed_lines(), record=file)
    except FileExistsError:
        sys.stderr.write(f"{record} is there already and stays as it is; name another file.\n")
        return 2
    if record:
        sys.stdout.write(f"\nWrote {record}\n")
    return 0


def _typed_lines() -> Iterator[str]:
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            return
