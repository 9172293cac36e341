"""What the core costs at several sizes of the content folder, each in a process of its own."""

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
    """One size: screens made, compile time and memory, and the median of one press.

    `first_press_ms` includes building the state machine, which happens once a snapshot.
    `kept_mb` is what the process grew by, `peak_mb` its whole highest size.
    """

    screens: int
    compile_s: float
    kept_mb: float
    peak_mb: float
    first_press_ms: float
    press_us: float


def measure_sizes(sizes: Sequence[int], rounds: int) -> list[Stepped]:
    """Run every size once in each round; medians of every figure."""
    runs: dict[int, list[Stepped]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size in sizes:
            runs[size].append(_in_child(size))
    return [_median(measured) for measured in runs.values()]


def _in_child(size: int) -> Stepped:
    """Memory that one size has freed must not serve the next: hence the process."""
    command = (sys.executable, "-m", "bench.step", str(size))
    child = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=CHILD_LIMIT_S, text=True
    )
    return Stepped(**json.loads(child.stdout))


def _median(measured: Sequence[Stepped]) -> Stepped:
    runs = [asdict(each) for each in measured]
    return Stepped(**{name: statistics.median(run[name] for run in runs) for name in runs[0]})
