"""What the core costs with several content folders, each in a process of its own."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bench.process import ROOT

CHILD_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Stepped:
    """One folder: its screens, compile time and memory, and the median of one press.

    `folder` is its path, or the number of screens it was generated with.
    `slowest_early_ms` is of the first hundred presses: one of them builds the state machine, once a
    snapshot.
    `kept_mb` is what the process grew by, `peak_mb` its whole highest size.
    """

    folder: str
    screens: float
    compile_s: float
    kept_mb: float
    peak_mb: float
    slowest_early_ms: float
    press_us: float


def measure_sizes(folders: Sequence[str], rounds: int) -> list[Stepped]:
    """Run every folder (a path, or a number of screens to generate) once in each round; medians."""
    runs: dict[str, list[Stepped]] = {folder: [] for folder in folders}
    for _ in range(rounds):
        for folder in folders:
            runs[folder].append(_in_child(folder))
    return [_median(measured) for measured in runs.values()]


def _in_child(folder: str) -> Stepped:
    """Memory that one folder has freed must not serve the next: hence the process."""
    command = (sys.executable, "-m", "bench.step", folder)
    child = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=CHILD_LIMIT_S, text=True
    )
    return Stepped(**json.loads(child.stdout))


def _median(measured: Sequence[Stepped]) -> Stepped:
    runs = [asdict(each) for each in measured]
    folders = [run.pop("folder") for run in runs]
    return Stepped(folders[0], **{name: statistics.median(run[name] for run in runs) for name in runs[0]})
