"""The engine's small folder on disk, and commands run on it as an editor would."""

from pathlib import Path

from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.flows.engine.house import source_files


def small_folder(path: Path, **transcripts: str) -> Path:
    """Write the folder below `path` with these transcripts, and return it."""
    files = source_files() | {f"tests/{name}.chat": text.encode() for name, text in transcripts.items()}
    for name, content in files.items():
        file = path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path / "content"


def run(*arguments: object) -> Result:
    """The command with these arguments; `stdout`, `stderr` and `exit_code` say what came of it."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])
