"""Releases, withdrawals and residents, on either database."""

import asyncio
from datetime import date

import pytest

from bot.ports import Resident, Store
from bot.releases import Content, still_withdrawn
from bot.store import postgres_sql, sqlite_sql
from bot.store.open import open_store
from flows.model.flow import ScreenId
from flows.model.session import Edition
from tests.bot.store.look import execute
from tests.bot.store.processes import Process
from tests.bot.store.vocabulary import BOT, KEYS, LIVE, NOON, after, deliver, screen, take

FILES = {"content.yaml": b"source: en\n", "en/start.md": "## start\n\nH\u00e9.\n".encode()}
TODAY = NOON.date()
MOVED = {ScreenId("start#old"): ScreenId("start#start")}


async def residents(store: Store, since: date = TODAY) -> list[Resident]:
    return [resident async for resident in store.residents(since)]


async def test_before_the_first_release_there_is_none(process: Process) -> None:
    releases = process("one").releases
    assert await releases.edition() == Edition(0, 0)
    assert await releases.history() == []
    assert await releases.withdrawals() == []


async def test_a_release_is_there_for_every_process_with_its_files_and_moves(process: Process) -> None:
    one, two = process("one").releases, process("two").releases
    assert await one.publish(0, Content("hash-1", FILES, MOVED), NOON) == 1
    assert await two.edition() == Edition(1, 0)
    release = await two.release(1)
    assert (release.content_id, release.moved, release.is_rollback) == ("hash-1", MOVED, False)
    assert release.released_at == NOON
    assert await two.files("hash-1") == FILES


async def test_numbers_grow_and_the_same_content_may_go_live_again(process: Process) -> None:
    releases = process("one").releases
    assert await releases.publish(0, Content("hash-1", FILES, {}), NOON) == 1
    assert await releases.publish(1, Content("hash-2", {}, {}), after(1)) == 2
    assert await releases.publish(2, Content("hash-1", FILES, {}), after(2), is_rollback=True) == 3
    assert [release.number for release in await releases.history()] == [3, 2, 1]
    assert (await releases.release(3)).is_rollback


async def test_of_two_who_publish_at_once_one_is_told_to_look_again(process: Process) -> None:
    stores = [process(name).releases for name in ("one", "two", "three")]
    made = await asyncio.gather(
        *(store.publish(0, Content(f"hash-{n}", FILES, {}), NOON) for n, store in enumerate(stores))
    )
    assert sorted(made, key=bool) == [None, None, 1]
    assert len(await stores[0].history()) == 1


async def test_what_was_never_released_is_not_found(process: Process) -> None:
    releases = process("one").releases
    with pytest.raises(KeyError):
        await releases.release(7)
    with pytest.raises(KeyError):
        await releases.files("hash")


async def test_the_latest_decision_about_a_target_counts(process: Process) -> None:
    releases = process("one").releases
    await releases.withdraw("safety#start", "a wrong number", NOON)
    await releases.withdraw("us-emergency", "moved", after(1))
    number = await releases.withdraw("safety#start", "corrected", after(2), is_lifted=True)
    assert await releases.edition() == Edition(0, number)
    withdrawn = still_withdrawn(await releases.withdrawals())
    assert {target: decision.why for target, decision in withdrawn.items()} == {"us-emergency": "moved"}


async def test_residents_are_all_who_were_here_lately(process: Process) -> None:
    store = process("one")
    for user in range(1, 4):
        for row in await take(store, user, screen(1)):
            await deliver(store, row)
    await take(store, 9, now=after(-3 * 86_400))
    found = await residents(store)
    assert sorted(resident.address.user_id for resident in found) == [1, 2, 3]
    assert {resident.chat.live_message_id for resident in found} == {LIVE}
    assert len({resident.key for resident in found}) == 3
    assert len(await residents(store, date(2026, 1, 1))) == 4


async def test_residents_come_in_pages(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    store = process("one")
    for user in range(1, 6):
        await take(store, user, screen(1))
    for texts in (sqlite_sql, postgres_sql):
        monkeypatch.setattr(texts, "RESIDENTS_TEXT", texts.RESIDENTS_TEXT.replace("500", "2"))
    assert len(await residents(store)) == 5


async def test_residents_of_another_bot_and_damaged_ones_are_passed_over(
    process: Process, other_bot: Store, database_url: str
) -> None:
    store = process("one")
    await take(store, 1, screen(1))
    await take(other_bot, 2, screen(1))
    assert [resident.address.user_id for resident in await residents(store)] == [1]
    await execute(database_url, "UPDATE chat SET sealed = wrapped_key")
    assert await residents(store) == []


async def test_without_its_keys_nobody_is_seen(database_url: str, process: Process) -> None:
    await take(process("one"), 1, screen(1))
    stranger = open_store(database_url, type(KEYS)(KEYS.pepper, {1: b"x" * 32}, 1), BOT, "two")
    assert await residents(stranger) == []
    await stranger.close()
