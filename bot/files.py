"""Writes a file whole or not at all."""

import errno
import os
import shutil
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in place of what the file held, with the same rights; raises OSError.

    After a crash the file is the old one or the new one, never a part of one. A link stays a link.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, "it is read-only", str(path))
            shutil.copymode(path, draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
