"""`check --watch`: the problems again after every save."""

import gc
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import perf_counter

from watchfiles import Change, watch

from bot.cli.checking import Checking
from bot.library import SUFFIXES

STEP_MS = 10
"""A save is over when nothing more changed for so long; editors write a file within one or two."""

LOOK_AGAIN_MS = 1_000
"""How often the folder is read besides: some network drives and containers tell nobody of a change."""

Changes = Iterable[Collection[object]]


def watch_folder(checking: Checking, clock: Callable[[], datetime], changes: Changes | None = None) -> None:
    """Print what is wrong, now and after each of the `changes`, until Ctrl-C; an empty change is a look."""
    with suppress(KeyboardInterrupt):
        watcher = _Watcher(checking, clock)
        watcher.look(saved=True)
        gc.collect()
        gc.freeze()  # what was read so far stays in use; only what a save leaves behind is to be found
        gc.enable()
        for change in saves_in(checking.folder) if changes is None else changes:
            watcher.look(saved=bool(change))
    gc.unfreeze()


def saves_in(folder: Path) -> Changes:
    """What was saved in a folder, as it happens; nothing now and then, so that the folder is looked at."""
    return watch(
        folder,
        watch_filter=_is_content,
        debounce=10 * STEP_MS,
        step=STEP_MS,
        rust_timeout=LOOK_AGAIN_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )


def _is_content(_: Change, path: str) -> bool:
    return Path(path).suffix in SUFFIXES


class _Watcher:
    def __init__(self, checking: Checking, clock: Callable[[], datetime]) -> None:
        self._checking = checking
        self._clock = clock
        self._seen: dict[str, bytes] | str = {}

    def look(self, *, saved: bool) -> None:
        """Check when something was `saved`, or differs from what was seen last."""
        started = perf_counter()
        try:
            files: dict[str, bytes] | str = self._checking.read()
        except OSError as error:
            files = str(error)
        if not saved and files == self._seen:
            return
        self._seen = files
        if isinstance(files, str):
            self._say(files)
            return
        now = self._clock()
        found = self._checking.check(files, now.date())
        self._checking.show_text(found)
        took = (perf_counter() - started) * 1000
        self._say(f"{self._checking.folder}: {self._checking.summary(found)} ({took:.0f} ms)")

    def _say(self, words: str) -> None:
        time = self._clock().astimezone()
        self._checking.out.write(f"{time:%H:%M:%S} {words}\n\n")
        self._checking.out.flush()
