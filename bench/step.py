"""What compiling costs, and one press in the pure core.

`python -m bench.step content` measures that folder, `python -m bench.step 1000` a generated one
of so many screens; both print JSON.
"""

import gc
import json
import random
import statistics
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.folder import content_folder
from bench.sizes import Stepped
from bot.library import read_folder
from flows.compiler.compile import compile_content
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.model.event import Press, Start
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot

PRESSES = 5_000
WARM_UP_PRESSES = 500
EARLY_PRESSES = 100


def measure_folder(folder: str, now: datetime) -> Stepped:
    """Compile a folder (a path, or a number of screens to generate), then walk it."""
    files = content_folder(int(folder), now.date()) if folder.isdecimal() else read_folder(Path(folder))
    before_mb = _memory_mb("VmRSS")
    began = time.perf_counter()
    compilation = compile_content(files, now.date())
    compile_s = time.perf_counter() - began
    if compilation.snapshot is None:
        raise SystemExit(f"{folder} does not compile: {compilation.diagnostics[:3]}")
    snapshot = compilation.snapshot
    del files, compilation
    gc.collect()
    kept_mb = _memory_mb("VmRSS") - before_mb
    took_ns = _walk(snapshot, now)
    return Stepped(
        folder=folder,
        screens=len(snapshot.screens),
        compile_s=compile_s,
        kept_mb=kept_mb,
        peak_mb=_memory_mb("VmHWM"),
        slowest_early_ms=max(took_ns[:EARLY_PRESSES]) / 1e6,
        press_us=statistics.median(took_ns[WARM_UP_PRESSES:]) / 1e3,
    )


def _walk(snapshot: Snapshot, now: datetime) -> list[int]:
    """Press at random from the home screen on; what each `step` took, in nanoseconds."""
    chance = random.Random(1)
    drawn = step(snapshot, new_session(snapshot, "en"), Start(), now)
    took_ns = []
    for _ in range(WARM_UP_PRESSES + PRESSES):
        event = Press(_token(drawn.screen, chance), drawn.screen.render)
        began = time.perf_counter_ns()
        drawn = step(snapshot, drawn.session, event, now)
        took_ns.append(time.perf_counter_ns() - began)
    return took_ns


def _token(screen: Screen, chance: random.Random) -> str:
    return chance.choice([button.token for row in screen.rows for button in row if button.token])


def _memory_mb(name: str) -> float:
    """Return what this process holds now (VmRSS), or held at most (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(measure_folder(sys.argv[1], datetime.now(UTC)))))
