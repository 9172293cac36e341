"""The key file: replaced whole, followed by those who run, and never guessed at."""

import os
import stat
from pathlib import Path

import msgspec
import pytest

from bot.store.key_file import KeyFile
from bot.store.keys import (
    KEY_BYTES,
    KEY_ID_LIMIT,
    Keys,
    load_or_create_keys,
    new_keys,
    read_keys,
    replace_keys,
    with_current_alone,
    with_new_key,
)
from bot.store.sealing import Sealer, WrongKeys
from tests.bot.store.vocabulary import BOT

CHAT_KEY = b"c" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A key file."""
    path = tmp_path / "safe" / "keys"
    load_or_create_keys(path)
    return path


def follower(path: Path) -> Sealer:
    file = KeyFile(path)
    return Sealer(file.keys, BOT, file.newer)


def test_a_new_key_is_current_and_the_others_stay() -> None:
    first = new_keys()
    second = with_new_key(first)
    assert (second.current, second.wrapping[1], second.pepper) == (2, first.wrapping[1], first.pepper)
    assert with_current_alone(second) == Keys(first.pepper, {2: second.wrapping[2]}, 2)


def test_ids_go_round_in_a_circle_and_pass_over_those_in_use() -> None:
    keys = Keys(b"p" * KEY_BYTES, {KEY_ID_LIMIT: b"w" * KEY_BYTES, 1: b"v" * KEY_BYTES}, KEY_ID_LIMIT)
    assert with_new_key(keys).current == 2


def test_shown_keys_do_not_show_the_keys() -> None:
    assert repr(Keys(b"pepper" + b"p" * 26, {1: b"w" * KEY_BYTES}, 1)) == "Keys(wrapping=[1], current=1)"


def test_a_replaced_file_keeps_owner_and_permissions_and_leaves_nothing_beside_it(path: Path) -> None:
    path.chmod(0o400)
    before = path.stat()
    keys = with_new_key(read_keys(path))
    replace_keys(path, keys)
    after = path.stat()
    assert read_keys(path) == keys
    assert (stat.S_IMODE(after.st_mode), after.st_uid, after.st_gid) == (0o400, before.st_uid, before.st_gid)
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(path)
    keys = with_new_key(read_keys(path))
    replace_keys(link, keys)
    assert link.is_symlink() and read_keys(path) == keys


@pytest.mark.parametrize("step", ["os.fsync", "os.replace"])
def test_a_replacement_that_fails_leaves_the_file_whole(
    path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_keys(path)
    monkeypatch.setattr(step, fails)
    with pytest.raises(OSError, match="no space"):
        replace_keys(path, with_new_key(before))
    assert read_keys(path) == before
    assert list(path.parent.iterdir()) == [path]


def fails(*_: object) -> None:
    raise OSError("no space")


def test_the_draft_of_somebody_killed_is_taken_away_by_the_next(path: Path) -> None:
    draft = path.with_name("keys.next")
    draft.write_bytes(b"half a")
    replace_keys(path, with_new_key(read_keys(path)))
    assert not draft.exists()


def test_a_follower_locks_new_keys_with_whatever_is_current_now(path: Path) -> None:
    sealer = follower(path)
    assert sealer.new_person(CHAT_KEY).wrapped[0] == 1
    replace_keys(path, with_current_alone(with_new_key(read_keys(path))))
    assert sealer.new_person(CHAT_KEY).wrapped[0] == 2


def test_a_follower_opens_what_a_newer_key_locked(path: Path) -> None:
    sealer = follower(path)
    replace_keys(path, with_new_key(read_keys(path)))
    wrapped = follower(path).new_person(CHAT_KEY).wrapped
    assert wrapped[0] == 2
    assert sealer.person(CHAT_KEY, wrapped).wrapped == wrapped


def test_a_follower_opens_what_a_newer_key_of_the_same_id_locked(path: Path) -> None:
    sealer = follower(path)
    replace_keys(path, Keys(read_keys(path).pepper, {1: b"n" * KEY_BYTES}, 1))
    wrapped = follower(path).new_person(CHAT_KEY).wrapped
    assert sealer.person(CHAT_KEY, wrapped).wrapped == wrapped


def test_the_file_is_not_looked_at_for_somebody_known(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = follower(path).new_person(CHAT_KEY).wrapped
    sealer = follower(path)
    monkeypatch.setattr(os, "stat", fails)
    assert sealer.person(CHAT_KEY, wrapped) is sealer.person(CHAT_KEY, wrapped)


def test_a_file_that_is_away_changes_nothing(path: Path) -> None:
    sealer = follower(path)
    path.unlink()
    assert sealer.new_person(CHAT_KEY).wrapped[0] == 1


@pytest.mark.parametrize("content", [b"", b'{"pepper": "', msgspec.json.encode(new_keys())])
def test_nothing_is_locked_while_the_file_says_nothing_that_can_be_used(path: Path, content: bytes) -> None:
    whole = path.read_bytes()
    sealer = follower(path)
    known = sealer.new_person(CHAT_KEY).wrapped
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(WrongKeys):
            sealer.new_person(b"d" * 32)
    assert sealer.person(CHAT_KEY, known).wrapped == known
    path.write_bytes(whole)
    assert sealer.new_person(b"d" * 32).wrapped[0] == 1
