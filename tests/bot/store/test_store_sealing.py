"""Keys and seals: what opens, and what must not."""

import stat
from pathlib import Path

import msgspec
import pytest

from bot.ports import Store, StoreDown
from bot.store.keys import KEY_BYTES, Keys, load_or_create_keys, new_keys
from bot.store.sealing import OPEN_KEYS_LIMIT, Damaged, Sealer, WrongKeys
from tests.bot.store.vocabulary import (
    BOT,
    KEYS,
    NOON,
    after,
    chat_of,
    deliver,
    export,
    only,
    screen,
    sends,
    take,
    update,
    words,
)

CHAT_KEY = b"c" * 32


def test_a_chat_key_depends_on_pepper_bot_and_user() -> None:
    other_pepper = Keys(b"q" * KEY_BYTES, KEYS.wrapping, KEYS.current)
    sealers = [Sealer(KEYS, BOT), Sealer(KEYS, BOT + 1), Sealer(other_pepper, BOT)]
    keys = {sealer.chat_key(user) for sealer in sealers for user in (1, 2)}
    assert len(keys) == 6


def test_what_was_sealed_opens_again_with_the_stored_key() -> None:
    person = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    sealed = person.seal(b"chat", b"words")
    assert b"words" not in sealed
    assert Sealer(KEYS, BOT).person(CHAT_KEY, person.wrapped).open(b"chat", sealed) == b"words"


def test_a_seal_does_not_open_on_another_row_or_table() -> None:
    sealer = Sealer(KEYS, BOT)
    person, other = sealer.new_person(CHAT_KEY), sealer.new_person(b"d" * 32)
    sealed = person.seal(b"chat", b"words")
    for key, table in ((person, b"outbox"), (other, b"chat")):
        with pytest.raises(Damaged):
            key.open(table, sealed)


def test_a_key_does_not_unlock_for_another_chat() -> None:
    person = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    with pytest.raises(WrongKeys):
        Sealer(KEYS, BOT).person(b"d" * 32, person.wrapped)


def test_a_changed_seal_does_not_open() -> None:
    person = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    sealed = bytearray(person.seal(b"chat", b"words"))
    sealed[-1] ^= 1
    with pytest.raises(Damaged):
        person.open(b"chat", bytes(sealed))


def test_after_a_rotation_old_keys_still_open_and_new_ones_are_locked_with_the_new_key() -> None:
    person = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    rotated = Sealer(Keys(KEYS.pepper, {**KEYS.wrapping, 2: b"x" * KEY_BYTES}, current=2), BOT)
    rotated.person(CHAT_KEY, person.wrapped)
    assert (person.wrapped[0], rotated.new_person(CHAT_KEY).wrapped[0]) == (1, 2)


def test_another_key_file_is_told_from_a_damaged_row() -> None:
    person = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    for wrapping in ({1: b"x" * KEY_BYTES}, {2: b"x" * KEY_BYTES}):
        with pytest.raises(WrongKeys):
            Sealer(Keys(KEYS.pepper, wrapping, min(wrapping)), BOT).person(CHAT_KEY, person.wrapped)


def test_a_key_that_was_replaced_is_not_taken_from_memory() -> None:
    sealer = Sealer(KEYS, BOT)
    old = sealer.new_person(CHAT_KEY)
    new = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    assert sealer.person(CHAT_KEY, new.wrapped).wrapped == new.wrapped != old.wrapped


def test_keys_held_ready_are_bounded() -> None:
    sealer = Sealer(KEYS, BOT)
    for number in range(OPEN_KEYS_LIMIT + 10):
        sealer.new_person(b"%032d" % number)
    assert len(sealer._ready) == OPEN_KEYS_LIMIT


def test_a_locked_key_that_was_cut_is_damaged_and_not_a_sign_of_other_keys() -> None:
    person = Sealer(KEYS, BOT).new_person(CHAT_KEY)
    for wrapped in (b"", person.wrapped[:5], person.wrapped[:-1]):
        with pytest.raises(Damaged):
            Sealer(KEYS, BOT).person(CHAT_KEY, wrapped)


async def test_a_chat_that_our_keys_do_not_open_fails_alone_and_its_update_may_come_again(
    store: Store, other_keys: Store
) -> None:
    await take(other_keys, 1, screen(1))
    again = update(1, sends(screen(2)))
    batch = [again, update(2, sends(screen(3))), again]
    committed = await store.commit(batch, [], NOON)
    assert [type(outcome.error) for outcome in committed.outcomes] == [WrongKeys, type(None), WrongKeys]
    assert words(committed.rows) == ["screen 3"]
    assert issubclass(WrongKeys, StoreDown)
    assert not only((await other_keys.commit([again], [], NOON)).outcomes).duplicate
    chat = await chat_of(other_keys, 1)
    assert chat is not None and chat.session.render == 2


async def test_a_receipt_for_a_chat_that_our_keys_do_not_open_is_passed_over(
    store: Store, other_keys: Store
) -> None:
    [row] = await take(other_keys, 1, screen(1), export(2))
    assert await deliver(store, row) == []
    assert words(await deliver(other_keys, row)) == ["export 2"]


async def test_rows_that_our_keys_do_not_open_are_left_and_do_not_keep_others_from_being_claimed(
    store: Store, other_keys: Store
) -> None:
    for user in (1, 2):
        await take(other_keys, user, screen(user))
    await take(store, 3, screen(3))
    for process in (store, other_keys):
        await process.hand_back()
    claimed = [words(await store.claim(after(second), 1)) for second in (1, 2, 3)]
    assert claimed == [[], [], ["screen 3"]]
    assert sorted(words(await other_keys.claim(after(15), 10))) == ["screen 1", "screen 2"]


def test_a_key_file_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "keys"
    keys, created = load_or_create_keys(path)
    assert created
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_keys(path) == (keys, False)
    assert list(path.parent.iterdir()) == [path]


def test_two_first_starts_agree_on_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys"
    winner = new_keys()

    def slower() -> Keys:
        path.write_bytes(msgspec.json.encode(winner))
        return new_keys()

    monkeypatch.setattr("bot.store.keys.new_keys", slower)
    assert load_or_create_keys(path) == (winner, False)


def test_a_broken_key_file_is_reported_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    for content in (b"", b"{}", b'{"pepper": "c2hvcnQ=", "wrapping": {}, "current": 1}'):
        path.write_bytes(content)
        with pytest.raises(msgspec.DecodeError):
            load_or_create_keys(path)
        assert path.read_bytes() == content


@pytest.mark.parametrize("current", [0, 2, 256])
def test_the_current_key_must_be_one_there_is(current: int) -> None:
    with pytest.raises(ValueError, match="current"):
        Keys(b"p" * KEY_BYTES, {1: b"w" * KEY_BYTES}, current)
