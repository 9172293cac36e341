"""The small tables that a run prints, and the same as JSON."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bench.checking import Checked
from bench.contender import PEER, Contender
from bench.measured import Measured
from bench.sizes import Stepped
from bench.table import table


@dataclass(frozen=True, slots=True)
class Line:
    """One bot over all rounds: medians, and sums for presses and for whatever must be nought.

    The two ratios are to the peer in the same run, and None when the peer was not measured.
    """

    bot: str
    is_sound: bool
    updates_per_s: float
    times_peer: float | None
    bot_cpu_us: float
    peer_cpu_times: float | None
    server_cpu_us: float
    p50_ms: float
    p99_ms: float
    driver_busy: float
    others_busy: float
    presses: int
    lost: int
    unanswered: int
    refused: int
    stray: int
    screens: int


def lines(rounds: Mapping[Contender, Sequence[Measured]]) -> list[Line]:
    """Condense every bot's rounds into one line, in the order given."""
    peer = rounds.get(PEER)
    return [_line(contender, measured, peer) for contender, measured in rounds.items() if measured]


def as_text(
    bots: Sequence[Line], steps: Sequence[Stepped], checks: Sequence[Checked], about: Mapping[str, object]
) -> str:
    """Draw the tables under a line that says what was run."""
    head = ", ".join(f"{name} {value}" for name, value in about.items())
    parts = [f"{head}; medians, ratios to the peer of this run"]
    if bots:
        parts.append(table([_BOT_HEADS, *map(_bot_cells, bots)]))
    if steps:
        parts.append(table([_STEP_HEADS, *(_step_cells(stepped, steps[0]) for stepped in steps)]))
    if checks:
        parts.append(table([_CHECK_HEADS, *map(_check_cells, checks)]))
    return "\n\n".join(parts)


def as_json(
    bots: Sequence[Line], steps: Sequence[Stepped], checks: Sequence[Checked], about: Mapping[str, object]
) -> str:
    """Return the same for a machine to keep and compare."""
    rows = {"bots": [*map(asdict, bots)], "steps": [*map(asdict, steps)], "checks": [*map(asdict, checks)]}
    return json.dumps({**about, **rows}, indent=2)


_BOT_HEADS = (
    "bot", "updates/s", "x peer", "bot us", "x less", "server us", "p50 ms", "p99 ms",
    "driver", "others", "presses", "lost", "unanswered", "refused", "stray", "screens",
)  # fmt: skip
_STEP_HEADS = (
    "folder",
    "screens",
    "press us",
    "ratio",
    "slowest early ms",
    "compile s",
    "kept MB",
    "peak MB",
)


_CHECK_HEADS = ("check", "screens", "cold s", "save ms", "slowest save ms")


def _line(contender: Contender, measured: Sequence[Measured], peer: Sequence[Measured] | None) -> Line:
    speed, cpu_us = _median(measured, "updates_per_s"), _median(measured, "bot_cpu_us")
    owed = [(each.lost, each.unanswered, each.refused, each.stray) for each in measured]
    lost, unanswered, refused, stray = (sum(column) for column in zip(*owed, strict=True))
    return Line(
        bot=contender.name,
        is_sound=all(each.is_sound(contender.screens) for each in measured),
        updates_per_s=speed,
        times_peer=speed / _median(peer, "updates_per_s") if peer else None,
        bot_cpu_us=cpu_us,
        peer_cpu_times=_median(peer, "bot_cpu_us") / cpu_us if peer else None,
        server_cpu_us=_median(measured, "server_cpu_us"),
        p50_ms=_median(measured, "p50_ms"),
        p99_ms=_median(measured, "p99_ms"),
        driver_busy=_median(measured, "driver_busy"),
        others_busy=_median(measured, "others_busy"),
        presses=sum(each.presses for each in measured),
        lost=lost,
        unanswered=unanswered,
        refused=refused,
        stray=stray,
        screens=min(each.screens for each in measured),
    )


def _median(measured: Sequence[Measured], name: str) -> float:
    return statistics.median(float(getattr(each, name)) for each in measured)


def _bot_cells(line: Line) -> tuple[str, ...]:
    return (
        line.bot if line.is_sound else f"{line.bot} (NOT SOUND)",
        f"{line.updates_per_s:,.0f}",
        _ratio(line.times_peer),
        f"{line.bot_cpu_us:,.0f}",
        _ratio(line.peer_cpu_times),
        f"{line.server_cpu_us:,.0f}" if line.server_cpu_us else "-",
        f"{line.p50_ms:.1f}",
        f"{line.p99_ms:.1f}",
        f"{line.driver_busy:.0%}",
        f"{line.others_busy:.0%}",
        f"{line.presses:,}",
        *map(str, (line.lost, line.unanswered, line.refused, line.stray, line.screens)),
    )


def _step_cells(stepped: Stepped, smallest: Stepped) -> tuple[str, ...]:
    return (
        f"generated {stepped.folder}" if stepped.folder.isdecimal() else stepped.folder,
        f"{stepped.screens:,.0f}",
        f"{stepped.press_us:.1f}",
        f"{stepped.press_us / smallest.press_us:.2f}",
        f"{stepped.slowest_early_ms:.1f}",
        f"{stepped.compile_s:.2f}",
        f"{stepped.kept_mb:.1f}",
        f"{stepped.peak_mb:.0f}",
    )


def _check_cells(checked: Checked) -> tuple[str, ...]:
    return (
        f"generated {checked.screens}",
        f"{checked.screens:,}",
        f"{checked.cold_s:.2f}",
        f"{checked.save_ms:.0f}",
        f"{checked.slowest_save_ms:.0f}",
    )


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
