"""What `check` costs an editor: a whole process from a cold start, and a save under `--watch`."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.folder import generated_folder
from bench.process import ROOT

SAVES = 12
_LAST_LINE = re.compile(r"\([0-9]+ ms\)$")
_FRONT_END = "\n---\n"


@dataclass(frozen=True, slots=True)
class Checked:
    """One generated folder with this many screens and three times as many buttons.

    `cold_s` is a whole `check`, imports included. `save_ms` passes from a save that breaks a file, or mends
    it again, to the last line of what is said of it: the median of some, and the slowest of them.
    """

    screens: int
    cold_s: float
    save_ms: float
    slowest_save_ms: float


def measure_checks(sizes: Sequence[int], rounds: int) -> list[Checked]:
    """Measure `check` and `check --watch` on a folder of each size."""
    return [_measure(screens, rounds) for screens in sizes]


def _measure(screens: int, rounds: int) -> Checked:
    with generated_folder(screens) as folder:
        cold_s = statistics.median(_cold_s(folder) for _ in range(rounds))
        saves_ms = _saves_ms(Path(folder))
    return Checked(screens, cold_s, statistics.median(saves_ms), max(saves_ms))


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", "check", *words]


def _cold_s(folder: str) -> float:
    began = time.perf_counter()
    subprocess.run(_command(folder), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - began


def _saves_ms(folder: Path) -> list[float]:
    file = folder / "en" / "part-0.md"
    sound = file.read_text()
    broken = sound.replace(_FRONT_END, f"{_FRONT_END}\n## lost\n\nWords.\n\n- [On](#nowhere)\n", 1)
    command = _command(str(folder), "--watch")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        _read_report(child)
        time.sleep(1)  # the watch begins after the first report
        saves = [_save_ms(file, broken if turn % 2 else sound, child) for turn in range(1, SAVES + 1)]
        child.terminate()
    return saves


def _save_ms(file: Path, text: str, child: subprocess.Popen[str]) -> float:
    time.sleep(0.3)  # an editor's pause
    draft = file.with_suffix(".draft")
    draft.write_text(text)
    began = time.perf_counter()
    draft.replace(file)
    _read_report(child)
    return (time.perf_counter() - began) * 1e3


def _read_report(child: subprocess.Popen[str]) -> None:
    assert child.stdout
    for line in child.stdout:
        if _LAST_LINE.search(line.rstrip()):
            return
    raise SystemExit("the watch ended early")


if __name__ == "__main__":
    for checked in measure_checks([int(size) for size in sys.argv[1:]], rounds=3):
        print(checked)
