"""What a round shows, from the clocks and counters before and after it."""

import resource
import time
from dataclasses import dataclass

from bench.driver import Driver
from bench.postgres import Server
from bench.process import cpu_seconds, machine_cpu_seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """What one round showed.

    CPU times are per update. `driver_busy` is a share of one core; `others_busy`, in cores, is
    what the machine did besides (network interrupts, and whoever else works on it).
    `lost` are updates that never led to a screen, `unanswered` presses without answerCallbackQuery,
    `refused` deliveries that were not taken with a 2xx, `stray` screens that nobody waited for,
    `screens` the different texts that were seen.
    """

    updates_per_s: float
    bot_cpu_us: float
    server_cpu_us: float
    driver_busy: float
    others_busy: float
    p50_ms: float
    p99_ms: float
    presses: int
    lost: int
    unanswered: int
    refused: int
    stray: int
    screens: int

    def is_sound(self, screens: int) -> bool:
        """Whether everybody got every screen and answer, once, and at least so many different screens."""
        return not (self.lost or self.unanswered or self.refused or self.stray) and self.screens >= screens


@dataclass(frozen=True, slots=True)
class Reading:
    """Clocks and counters at one moment; CPU times in seconds."""

    at: float
    completed: int
    bot: float
    server: float
    driver: float
    machine: float


def read(driver: Driver, pid: int, server: Server | None) -> Reading:
    """Read the driver's counters and everybody's CPU time; `pid` is the bot's."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return Reading(
        at=time.perf_counter(),
        completed=len(driver.tally.latencies_s),
        bot=cpu_seconds(pid),
        server=cpu_seconds(server.pid) if server else 0.0,
        driver=own.ru_utime + own.ru_stime,
        machine=machine_cpu_seconds(),
    )


def measured(driver: Driver, before: Reading, after: Reading, *, lost: int, unanswered: int) -> Measured:
    """Work out a round; at least one update was completed in it."""
    tally = driver.tally
    latencies_s = sorted(tally.latencies_s[before.completed : after.completed])
    completed, elapsed_s = len(latencies_s), after.at - before.at
    bot_s, server_s = after.bot - before.bot, after.server - before.server
    driver_s = after.driver - before.driver
    others_s = after.machine - before.machine - bot_s - server_s - driver_s
    return Measured(
        updates_per_s=completed / elapsed_s,
        bot_cpu_us=bot_s / completed * 1e6,
        server_cpu_us=server_s / completed * 1e6,
        driver_busy=driver_s / elapsed_s,
        others_busy=max(0.0, others_s / elapsed_s),
        p50_ms=latencies_s[completed // 2] * 1e3,
        p99_ms=latencies_s[completed * 99 // 100] * 1e3,
        presses=tally.presses,
        lost=lost,
        unanswered=unanswered,
        refused=tally.refused,
        stray=tally.stray,
        screens=len(tally.texts),
    )
