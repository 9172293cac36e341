"""`keys rotate` and `keys check` as an operator runs them."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from bot.cli.rotating import check_keys, rotate_keys
from bot.store import rotation
from bot.store.key_file import KeyFile
from bot.store.keys import load_or_create_keys, new_keys, read_keys, replace_keys
from bot.store.open import open_store
from bot.store.rotation import PASSED_ON_SECONDS
from tests.bot.store.vocabulary import BOT, chat_of, take

NAMES = ("KEYS", "KEY_FILE", "DATABASE_URL")
ENDED = (
    "Backups made before 2026-11-22 12:00 UTC can no longer be opened. Make a new one now.\n"
    "Put {path} in the place of the copy that you keep, and destroy every older copy: with one of them,\n"
    "and a backup of its time, everything in that backup opens.\n"
)
Said = pytest.CaptureFixture[str]


def noon() -> datetime:
    return datetime(2026, 11, 22, 12, 0, 59, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is seen by everybody at once."""
    monkeypatch.setitem(rotation.rotate.__kwdefaults__, "wait_seconds", 0)  # type: ignore[arg-type]  # it has some
    assert PASSED_ON_SECONDS > 0


@pytest.fixture
def path(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key file of the settings; the database is empty."""
    monkeypatch.chdir(tmp_path)
    for name, value in zip(NAMES, (None, str(tmp_path / "safe" / "keys"), database_url), strict=True):
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name, raising=False)
    load_or_create_keys(tmp_path / "safe" / "keys")
    return tmp_path / "safe" / "keys"


@pytest.fixture
def people(path: Path, database_url: str) -> int:
    """Three people are stored."""

    async def talk() -> None:
        store = open_store(database_url, KeyFile(path), BOT, "one")
        for user in range(3):
            await take(store, user)
        await store.close()

    asyncio.run(talk())
    return 3


def ends_with(code: int, command: Callable[[], None]) -> None:
    with pytest.raises(typer.Exit) as ended:
        command()
    assert ended.value.exit_code == code


@pytest.mark.usefixtures("people")
def test_a_rotation_says_what_it_did_and_what_opens_no_more(path: Path, capsys: Said) -> None:
    rotate_keys(noon, keeps_old=False)
    assert capsys.readouterr().out == (
        f"Key 2 is new in {path}, and locks what is new.\n"
        "Locked again with it: 3 chats.\n"
        f"Removed from {path}: key 1.\n"
    ) + ENDED.format(path=path)


@pytest.mark.usefixtures("people")
def test_keeping_the_old_key_says_that_backups_still_open(path: Path, capsys: Said) -> None:
    rotate_keys(noon, keeps_old=True)
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == [
        "Locked again with it: 3 chats.",
        f"The old keys stay in {path}, and backups still open; `keys rotate` without --keep-old ends that.",
    ]
    check_keys()
    assert capsys.readouterr().out.splitlines() == [
        f"Key 1 of {path} opens 0 chats.",
        f"Key 2 of {path} opens 3 chats (current).",
    ]


def test_keys_in_the_environment_are_left_to_the_operator(
    path: Path, people: int, database_url: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setenv("KEYS", before.decode())
    ends_with(2, lambda: rotate_keys(noon, keeps_old=False))
    assert capsys.readouterr().err == (
        "The keys come from KEYS, which only you can change. Nobody is lost: Telegram keeps what"
        " people send.\n"
        "  1. Stop every process of the bot.\n"
        "  2. Write the value of KEYS into a file that only you can read, and rotate there, without KEYS:\n"
        "     env -u KEYS KEY_FILE=that-file python -m bot keys rotate\n"
        "  3. Set KEYS to what the file holds now, and start the processes.\n"
        "  4. Keep the file apart from the database as your copy, and destroy every older one.\n"
    )
    assert path.read_bytes() == before
    monkeypatch.delenv("KEYS")
    rotate_keys(noon, keeps_old=False)
    monkeypatch.setenv("KEYS", path.read_text())
    capsys.readouterr()
    check_keys()
    assert capsys.readouterr().out == "Key 2 of KEYS opens 3 chats (current).\n"

    async def found() -> bool:
        store = open_store(database_url, read_keys(path), BOT, "one")
        chats = [await chat_of(store, user) for user in range(people)]
        await store.close()
        return all(chat and chat.session.render == 1 for chat in chats)

    assert asyncio.run(found())


def test_before_the_first_start_there_is_nothing_to_rotate(path: Path, capsys: Said) -> None:
    ends_with(2, lambda: rotate_keys(noon, keeps_old=False))
    assert capsys.readouterr().err == "Nothing was stored in this database yet, so nothing is sealed.\n"


@pytest.mark.usefixtures("people")
def test_what_hinders_a_rotation_is_said_and_nothing_is_removed(
    path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rotation._alone(path):
        ends_with(2, lambda: rotate_keys(noon, keeps_old=False))
    assert capsys.readouterr().err == (
        "Another rotation is under way.\n"
        "Nothing was removed, and everything still opens. Run `keys rotate` again to finish.\n"
    )
    replace_keys(path, new_keys())
    ends_with(2, lambda: rotate_keys(noon, keeps_old=False))
    assert re.match(r"This cannot be done: the keys in .*keys open nothing", capsys.readouterr().err)
