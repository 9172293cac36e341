"""The engine's small folder on disk, and commands run on it as an editor would."""

from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.flows.engine.house import source_files
from tests.flows.engine.kept_house import kept_files


def small_folder(path: Path, **transcripts: str) -> Path:
    """Write the folder below `path` with these transcripts, and return it."""
    played = {f"tests/{name}.chat": text.encode() for name, text in transcripts.items()}
    return _written(source_files() | played, path / "content")


def kept_folder(path: Path) -> Path:
    """Write the folder with all that a person takes along or keeps private below `path`, and return it."""
    return _written(source_files(kept_files()), path / "content")


def run(*arguments: object) -> Result:
    """The command with these arguments; `stdout`, `stderr` and `exit_code` say what came of it."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _written(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder
