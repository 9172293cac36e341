"""The content folder on disk, and the snapshot that everybody is served from."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from watchfiles import awatch

from flows.compiler.compile import Compilation, compile_content
from flows.model.diagnostic import Diagnostic
from flows.model.snapshot import Snapshot

log = logging.getLogger(__name__)

SUFFIXES = {".md", ".yaml", ".po"}
"""What the compiler reads; other files of the folder are left alone."""


class BadContent(Exception):
    """The content has errors; `diagnostics` says which."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("the content has errors")
        self.diagnostics = diagnostics


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every content file by its path relative to the folder; raises FileNotFoundError without a folder."""
    if not folder.is_dir():
        raise FileNotFoundError(
            f"There is no content folder at {folder}; set CONTENT_DIR to the one that holds content.yaml"
        )
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def compile_folder(folder: Path, today: date) -> Compilation:
    """Compile what is on disk now."""
    return compile_content(read_folder(folder), today)


class Library:
    """Holds the present snapshot; a change that does not compile leaves the last good one in place."""

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self._folder = folder
        self._today = today
        self._snapshot = self._compile()

    def current(self) -> Snapshot:
        """The snapshot to serve from now."""
        return self._snapshot

    async def follow(self, tell: Callable[[Sequence[Diagnostic]], None]) -> None:
        """Take over every good change of the folder until cancelled; `tell` hears what keeps one out."""
        async for _ in awatch(self._folder, debounce=200):
            try:
                self._snapshot = await asyncio.to_thread(self._compile)
            except BadContent as bad:
                log.warning("content-refused")
                tell(bad.diagnostics)
            except OSError:  # an editor's program replaces a file just now; the next change comes at once
                log.warning("content-unreadable")
            else:
                log.info("content-taken-over")
                tell(())

    def _compile(self) -> Snapshot:
        compilation = compile_folder(self._folder, self._today())
        if compilation.snapshot is None:
            raise BadContent(compilation.diagnostics)
        return compilation.snapshot
