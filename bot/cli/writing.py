"""Puts new, changed and moved content files on disk without losing anybody's work."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.cli.common import fail
from bot.files import replace_file


def write_files(folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Path]:
    """Bring the folder from one state to the other; gives the paths that were written.

    Ends the command, with nothing written, when a file is not as it was read or a new one is there already.
    """
    changed = {path: content for path, content in after.items() if before.get(path) != content}
    gone = [path for path in before if path not in after]
    for path in (*changed, *gone):
        _expect_untouched(folder / path, before.get(path))
    for path, content in changed.items():
        replace_file(folder / path, content)
    for path in gone:
        (folder / path).unlink()
    return [folder / path for path in changed]


def _expect_untouched(path: Path, content: bytes | None) -> None:
    if content is None and os.path.lexists(path):
        fail(f"{path} is there already, and is left alone. Nothing was written.")
    if content is not None and (not path.is_file() or path.read_bytes() != content):
        fail(f"{path} was changed by somebody just now. Nothing was written; try again.")
