"""What compiling costs, and one press in the pure core: `python -m bench.step 1000` prints JSON."""

import gc
import json
import random
import resource
import statistics
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.folder import content_folder
from bench.sizes import Stepped
from flows.compiler.compile import compile_content
from flows.engine.resume import new_session
from flows.engine.step import step
from flows.model.event import Press, Start
from flows.model.screen import Screen
from flows.model.snapshot import Snapshot

PRESSES = 5_000
WARM_UP_PRESSES = 500
_NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


def measure_size(screens: int) -> Stepped:
    """Compile a folder of that many screens, then walk it."""
    files = content_folder(screens, _NOW.date())
    before_mb = _resident_mb()
    began = time.perf_counter()
    compilation = compile_content(files, _NOW.date())
    compile_s = time.perf_counter() - began
    if compilation.snapshot is None:
        raise SystemExit(f"the generated folder does not compile: {compilation.diagnostics[:3]}")
    snapshot = compilation.snapshot
    del files, compilation
    gc.collect()
    kept_mb = _resident_mb() - before_mb
    took_ns = _walk(snapshot)
    return Stepped(
        screens=screens,
        compile_s=compile_s,
        kept_mb=kept_mb,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        first_press_ms=took_ns[0] / 1e6,
        press_us=statistics.median(took_ns[WARM_UP_PRESSES:]) / 1e3,
    )


def _walk(snapshot: Snapshot) -> list[int]:
    """Press at random from the home screen on; what each `step` took, in nanoseconds."""
    chance = random.Random(1)
    drawn = step(snapshot, new_session(snapshot, "en"), Start(), _NOW)
    took_ns = []
    for _ in range(WARM_UP_PRESSES + PRESSES):
        event = Press(_token(drawn.screen, chance), drawn.screen.render)
        began = time.perf_counter_ns()
        drawn = step(snapshot, drawn.session, event, _NOW)
        took_ns.append(time.perf_counter_ns() - began)
    return took_ns


def _token(screen: Screen, chance: random.Random) -> str:
    return chance.choice([button.token for row in screen.rows for button in row if button.token])


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


if __name__ == "__main__":
    print(json.dumps(asdict(measure_size(int(sys.argv[1])))))
