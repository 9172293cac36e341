"""A bot under test as a process: on a core of its own, its CPU time read, always ended.

Linux only: it reads /proc and pins with sched_setaffinity.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOG = "log"
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_STOP_LIMIT_S = 10.0


def pin_driver() -> int:
    """Keep this process to the first core it may use; return the last one, which is the bot's.

    With a single core the two share it, and the figures are worth little.
    """
    usable = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {usable[0]})
    return usable[-1]


@asynccontextmanager
async def started(
    module: Sequence[str], environment: Mapping[str, str], *, core: int, folder: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a Python module with its arguments, pinned to `core`; at the end it and its children are gone.

    It works in `folder`, so that no `.env` of the project reaches it, and logs to `log` there.
    """
    with (folder / LOG).open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *module,
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        # Before its interpreter has started a thread; threads and children inherit the core.
        os.sched_setaffinity(process.pid, {core})
        try:
            yield process
        finally:
            await _end(process)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask the process to end and wait; then kill whatever is left of its session."""
    if process.returncode is None:
        process.terminate()
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_LIMIT_S):
                await process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


def machine_cpu_seconds() -> float:
    """Return the time that all cores together were not idle."""
    ticks = [int(count) for count in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle, waiting_for_disk = ticks[3:5]
    return (sum(ticks) - idle - waiting_for_disk) / _TICKS_PER_S


def cpu_seconds(pid: int) -> float:
    """Return user and system time of a process and its living descendants; steps of 10 ms."""
    return sum(_own_cpu_seconds(each) for each in _family(pid))


def _own_cpu_seconds(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    # The name in brackets may hold spaces: fields are counted from the bracket's end.
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def _family(pid: int) -> list[int]:
    parents = _parents()
    family = [pid]
    for member in family:
        family.extend(child for child, parent in parents.items() if parent == member)
    return family


def _parents() -> dict[int, int]:
    """Return every process's parent."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    return parents
