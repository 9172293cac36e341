"""The content folder as git keeps it: an older version without touching the working files."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path


class NoSuchVersion(Exception):
    """Git cannot give this version; the message says why, as a sentence."""


def read_revision(folder: Path, revision: str) -> dict[str, bytes]:
    """Every file of the folder in a commit, branch or tag, by its path relative to the folder."""
    commit = _git(folder, revision, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    archive = _git(folder, revision, "archive", "--format=tar", commit.decode().strip(), ".")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        read = ((member.name, tar.extractfile(member)) for member in tar.getmembers())
        return {Path(name).as_posix(): file.read() for name, file in read if file}


def _git(folder: Path, revision: str, *arguments: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise NoSuchVersion(
            f"`{revision}` is no folder, and git is not installed to look for a version of it."
        )
    # No shell, and a revision can be no option: it stands behind --end-of-options.
    done = subprocess.run(  # noqa: S603
        [git, "-C", str(folder), *arguments], capture_output=True, check=False
    )
    if done.returncode:
        raise NoSuchVersion(f"`{revision}` is neither a folder nor a version of {folder} that git knows.")
    return done.stdout
