"""docs/operators.md, carried out: every command is run in its order, and answers as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(text|console)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
FIRST_START = """
import asyncio
from bot.settings import read_settings
from bot.starting import open_database
from tests.bot.store.vocabulary import BOT, take

async def talk():
    for user in range(3):
        await take(store, user)
    await store.close()

store = open_database(read_settings(), BOT, "one")
asyncio.run(talk())
"""


@pytest.fixture
def environment(postgres_server: Any) -> dict[str, str]:
    """That of a terminal which knows `python` and the server's own `pg_dump`; no setting of this machine."""
    places = (Path(sys.executable).parent, postgres_server.bin_path, os.defpath)
    return {"PATH": os.pathsep.join(map(str, places)), "PYTHONPATH": str(ROOT)}


def run(desk: Path, command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True)
    return TIME.sub("TIME", (done.stdout + done.stderr).decode())


def begin(desk: Path, environment: dict[str, str]) -> str:
    """A first start in this folder; three people talk. Returns what it says."""
    desk.mkdir()
    return run(desk, [sys.executable, "-c", FIRST_START], environment)


def shell(desk: Path, command: str, environment: dict[str, str]) -> str:
    return run(desk, ["sh", "-c", command], environment)


def test_the_guide_for_operators_is_true(
    tmp_path: Path, environment: dict[str, str], postgres_url: str
) -> None:
    desks = {
        "": (tmp_path / "sqlite", environment),
        "postgresql": (tmp_path / "postgresql", {**environment, "DATABASE_URL": postgres_url}),
    }
    first_start = {begin(*desk) for desk in desks.values()}
    commands = 0
    for kind, database, words in BLOCK.findall(GUIDE):
        if kind == "text":
            assert first_start == {words}
            continue
        command, _, told = words.partition("\n")
        assert shell(desks[database][0], command.removeprefix("$ "), desks[database][1]) == TIME.sub(
            "TIME", told
        )
        commands += 1
    assert commands == 7
    backups = [tmp_path / "sqlite" / "backup.sqlite3", tmp_path / "postgresql" / "backup.dump"]
    assert [backup.stat().st_mode & 0o777 for backup in backups] == [0o600, 0o600]


@pytest.mark.parametrize("database", ["", "postgresql"])
def test_a_restored_backup_holds_who_was_there(
    tmp_path: Path, environment: dict[str, str], postgres_url: str, database: str
) -> None:
    backup, restore = (
        words.removeprefix("$ ").strip()
        for _, named, words in BLOCK.findall(GUIDE)
        if named == database and "backup." in words
    )
    desk, where = tmp_path / "desk", {**environment, **({"DATABASE_URL": postgres_url} if database else {})}
    begin(desk, where)
    assert shell(desk, backup, where) == ""
    run(desk, [sys.executable, "-c", FIRST_START.replace("range(3)", "range(9)")], where)
    assert "opens 9 chats" in shell(desk, "python -m bot keys check", where)
    assert shell(desk, restore, where) == ""
    assert "opens 3 chats" in shell(desk, "python -m bot keys check", where)
