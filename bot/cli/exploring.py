"""What `explore` does: an exploration of the folder, or the way to one screen, printed."""

import random
import sys
from pathlib import Path

from bot.cli.common import FOUND, now
from bot.cli.compiled import screen_or_fail, snapshot_of
from bot.cli.formats import Format, write_json
from flows.workshop.explore.explore import explore, way_to
from flows.workshop.explore.report import render, to_json
from flows.workshop.names import name_in


def show_exploration(folder: Path, steps: int, seed: int, format: Format) -> int:
    """Explore the folder and print what was found; returns the exit code."""
    snapshot = snapshot_of(folder)
    explored = explore(snapshot, now(), steps, random.Random(seed).randrange)  # noqa: S311  # no secret hangs on it
    if format is Format.JSON:
        write_json(to_json(explored) | {"seed": seed}, sys.stdout)
    else:
        sys.stdout.write(f"{render(explored, snapshot, folder.as_posix())} (seed {seed})\n")
    return 0 if explored.is_fine else FOUND


def show_way(folder: Path, written: str, format: Format) -> int:
    """Print the way from `/start` to the screen as a transcript; returns the exit code."""
    snapshot = snapshot_of(folder)
    screen = screen_or_fail(written, snapshot)
    way = way_to(snapshot, screen, now())
    if format is Format.JSON:
        write_json({"screen": screen, "path": way}, sys.stdout)
    elif way is None:
        sys.stdout.write(f"No way leads from /start to {screen}.\n")
    else:
        lines = [
            f"Test: the way to {screen}",
            f"Start: {snapshot.home}",
            *way[1:],
            f"Screen: {name_in('', screen)}",
        ]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    return FOUND if way is None else 0
