"""What a start says of its keys, word by word."""

import asyncio
import os
import re
from pathlib import Path

import msgspec
import pytest

from bot.ports import Store
from bot.settings import CannotStart, Settings
from bot.starting import open_database
from bot.store.key_use import KeyUse, key_use
from bot.store.keys import load_or_create_keys, new_keys, read_keys, replace_keys, with_new_key
from bot.store.open import open_store
from tests.bot.store.look import execute
from tests.bot.store.vocabulary import BOT, take


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "safe" / "keys"


@pytest.fixture
def settings(database_url: str, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.chdir(tmp_path)  # where no `.env` is
    return Settings(database_url=database_url, key_file=path)


def start(settings: Settings, *people: int) -> None:
    """Start once, let these people talk, and stop."""
    asyncio.run(talk(open_database(settings, BOT, "one"), *people))


async def talk(store: Store, *people: int) -> None:
    for user in people:
        await take(store, user)
    await store.close()


def refusal(settings: Settings) -> str:
    with pytest.raises(CannotStart) as error:
        start(settings)
    return str(error.value)


def test_the_first_start_makes_keys_for_the_owner_alone_and_says_how_to_keep_them(
    settings: Settings, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start(settings)
    said = capsys.readouterr().out
    assert said == (
        f"Made the keys that seal what is stored, in {path}. Without them nobody can read it, you neither.\n"
        "  Keep a copy apart from the database and its backups, readable by you alone, such as:\n"
        f"  cp -p {path} /somewhere/safe/\n"
    )
    assert [os.stat(place).st_mode & 0o777 for place in (path, path.parent)] == [0o600, 0o700]
    start(settings)
    assert capsys.readouterr().out == ""


def test_no_keys_are_made_for_a_database_that_holds_chats(settings: Settings, path: Path) -> None:
    start(settings, 1)
    copy = path.read_bytes()
    path.unlink()
    assert refusal(settings) == (
        f"there is no key file at {path}, and the database holds chats that only its keys open.\n"
        f"  Bring its copy back to {path}, or set KEY_FILE to where it is. New keys would open nothing of it."
    )
    assert not path.exists()
    path.touch(0o600)
    path.write_bytes(copy)
    start(settings, 1)


def test_keys_are_made_when_nobody_is_stored_any_more(
    settings: Settings, path: Path, database_url: str
) -> None:
    start(settings, 1)
    asyncio.run(execute(database_url, "DELETE FROM chat"))
    path.unlink()
    start(settings, 1)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_read_is_refused(settings: Settings, path: Path, mode: int) -> None:
    start(settings)
    path.chmod(mode)
    assert refusal(settings) == (
        f"others than its owner can read {path}, and with it and a backup everything that is stored.\n"
        f"  Run: chmod 600 {path}"
    )
    path.chmod(0o400)
    start(settings)


@pytest.mark.parametrize("keep", [0, 1, 40, 132])
def test_a_key_file_that_was_cut_short_is_refused_and_left_alone(
    settings: Settings, path: Path, keep: int
) -> None:
    start(settings, 1)
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal(settings) == (
        f"{path} does not hold keys; it may have been cut short. Bring its copy back: new keys would open\n"
        "  nothing of what is stored. If nothing is stored yet, remove the file and start again."
    )
    assert len(path.read_bytes()) == keep


def test_the_keys_of_another_bot_are_refused(settings: Settings, path: Path, tmp_path: Path) -> None:
    start(settings, 1)
    other, _ = load_or_create_keys(tmp_path / "other")
    replace_keys(path, other)
    assert refusal(settings) == (
        f"the keys in {path} open nothing of what the database holds: they belong to another bot or"
        " database,\n"
        "  or are older than the latest `keys rotate`. Bring back the keys that were used with this database."
    )


def test_a_copy_of_the_keys_from_before_a_rotation_is_refused(settings: Settings, path: Path) -> None:
    start(settings)
    copy = path.read_bytes()
    replace_keys(path, with_new_key(read_keys(path)))
    start(settings, 1)
    path.write_bytes(copy)
    assert "or are older than the latest `keys rotate`" in refusal(settings)


def test_one_chat_of_keys_that_were_lost_keeps_nobody_from_starting(
    settings: Settings, database_url: str
) -> None:
    start(settings, 1)
    asyncio.run(talk(open_store(database_url, new_keys(), BOT, "lost"), 2))
    start(settings, 3)


def test_keys_from_the_environment_need_no_file(
    settings: Settings, path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start(settings, 1)
    keys = read_keys(path)
    path.unlink()
    capsys.readouterr()
    start(with_keys(settings, msgspec.json.encode(keys).decode()), 1, 2)
    assert (path.exists(), capsys.readouterr().out) == (False, "")
    assert key_use(database_url, keys) == KeyUse(current=1, counts={1: 2}, foreign=0)


def with_keys(settings: Settings, keys: str) -> Settings:
    return Settings(database_url=settings.database_url, key_file=settings.key_file, keys=keys)


@pytest.mark.parametrize("value", ["secret", '{"pepper": "c2VjcmV0"}', "\udce4secret"])
def test_an_environment_without_keys_is_refused_and_never_quoted(settings: Settings, value: str) -> None:
    said = refusal(with_keys(settings, value))
    assert said == (
        "KEYS does not hold keys. It is the whole content of a key file, on one line; look whether"
        " something\n"
        "  of it was cut off or was taken for a quote. Its copy opens what is stored; new keys would not."
    )


def test_keys_of_another_bot_in_the_environment_are_refused(settings: Settings) -> None:
    start(settings, 1)
    other = msgspec.json.encode(new_keys()).decode()
    said = refusal(with_keys(settings, other))
    assert said.startswith("the keys in KEYS open nothing of what the database holds")
    assert not any(part in said for part in re.findall(r"\w{20,}", other))


def test_keys_are_made_for_no_database_that_does_not_answer(path: Path, tmp_path: Path) -> None:
    away = Settings(database_url=f"postgresql://nobody@/nothing?host={tmp_path}", key_file=path)
    assert "the database does not answer" in refusal(away)
    assert not path.exists()


def test_a_folder_in_the_place_of_the_file_is_named(settings: Settings, path: Path) -> None:
    path.mkdir(parents=True)
    assert refusal(settings) == f"the key file {path} cannot be read or made: Is a directory"
