"""The content that ships, compiled once."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.library import compile_folder
from flows.model.snapshot import Snapshot

FOLDER = Path(__file__).parents[1] / "content"
TODAY = date(2026, 11, 22)


@lru_cache
def real_snapshot() -> Snapshot:
    """The snapshot of `content/`; fails with its diagnostics when it does not compile."""
    compilation = compile_folder(FOLDER, TODAY)
    assert compilation.snapshot is not None, compilation.diagnostics
    return compilation.snapshot
