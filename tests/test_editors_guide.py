"""docs/editors.md, carried out: every edit made, every command run, and its answer as it stands there.

A block that names a file and is no edit quotes it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real_content import FOLDER

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "$ python -m bot "


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working folder with the content, and a copy of it as it was."""
    for name in ("content", "before"):
        shutil.copytree(FOLDER, tmp_path / name)
    return tmp_path


def make_edit(desk: Path, path: str, change: str) -> None:
    old, new = side(change, "+"), side(change, "-")
    text = (desk / path).read_text(encoding="utf-8")
    assert old in text, f"the guide changes words that are not in {path}: {old}"
    (desk / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def side(change: str, without: str) -> str:
    """The lines of one side of a diff: those that stay, and its own."""
    return "".join(line[1:] + "\n" for line in change.splitlines() if not line.startswith(without))


def run(desk: Path, command: str) -> str:
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{desk}/bot.sqlite3",
        "KEY_FILE": str(desk / "keys"),
    }
    arguments = [sys.executable, "-m", "bot", *shlex.split(command)]
    done = subprocess.run(arguments, cwd=desk, env=environment, capture_output=True)
    return (done.stdout + done.stderr).decode()


def as_pattern(told: str) -> str:
    """`...` stands for whatever was left out."""
    return ".*?".join(re.escape(part) for part in told.split("..."))


def test_the_guide_for_editors_is_true(desk: Path) -> None:
    guide = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    commands = 0
    for kind, path, words in BLOCK.findall(guide):
        if kind == "diff":
            make_edit(desk, path, words)
        elif path:
            assert words in (desk / path).read_text(encoding="utf-8"), f"{path} says otherwise than {words}"
        elif kind == "console":
            assert_answers(desk, words)
            commands += 1
    assert commands > 8


def assert_answers(desk: Path, words: str) -> None:
    """Run the command on the first line; the other lines are its answer."""
    command, _, told = words.partition("\n")
    assert command.startswith(COMMAND)
    said = run(desk, command.removeprefix(COMMAND))
    assert re.fullmatch(as_pattern(told.strip()), said.strip(), re.DOTALL), f"{command}\n{said}"
