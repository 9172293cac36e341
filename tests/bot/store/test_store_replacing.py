"""What a newer send takes over from the older one in whose place it goes out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Retry, SendKind, Store
from bot.store.replacing import gives_way
from tests.bot.store.look import execute
from tests.bot.store.vocabulary import after, deliver, export, fresh_screen, note, screen, take, words

KINDS = st.sampled_from(SendKind)


@given(KINDS, KINDS)
def test_nothing_gives_way_to_an_export_or_a_file_or_keeps_a_check_in_from_coming(
    old: SendKind, new: SendKind
) -> None:
    if new in (SendKind.EXPORT, SendKind.FILE) or (SendKind.CHECK_IN in (old, new) and old != new):
        assert not gives_way(old, new)


async def test_what_a_replaced_screen_was_to_take_away_is_taken_away_all_the_same(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, replace(screen(2), remove=(11,)))
    await take(store, 1, replace(screen(3), remove=(11, 12)))
    await take(store, 1, screen(4))
    [row] = await deliver(store, row)
    assert (words([row]), row.send.remove) == (["screen 4"], (11, 12))


async def test_what_two_screens_of_one_batch_were_to_take_away_is_taken_away(store: Store) -> None:
    first, second = replace(screen(1), remove=(11,)), replace(fresh_screen(2), remove=(12,))
    [row] = await take(store, 1, first, second)
    assert (words([row]), row.send.remove) == (["screen 2"], (11, 12))


async def test_a_screen_that_becomes_a_new_message_is_as_quiet_as_that_was_to_be(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, replace(fresh_screen(2), quiet="New message"))
    await take(store, 1, screen(3))
    [row] = await deliver(store, row)
    assert (row.send.kind, row.send.quiet) == (SendKind.FRESH_SCREEN, "New message")


async def test_a_redrawn_screen_is_as_late_as_the_one_that_somebody_waits_for(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, replace(fresh_screen(2), asked_at=1000, language="en"))
    await take(store, 1, screen(3, SendKind.REDRAW))
    [row] = await deliver(store, row)
    assert (words([row]), row.send.kind) == (["screen 3"], SendKind.FRESH_SCREEN)
    assert (row.send.asked_at, row.send.language) == (1000, "en")


async def test_what_somebody_asks_for_now_is_not_as_late_as_what_it_replaces(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, replace(screen(2), asked_at=1000))
    await take(store, 1, replace(screen(3), asked_at=2000))
    [row] = await deliver(store, row)
    assert row.send.asked_at == 2000


@pytest.mark.parametrize("kept", [{"remove": (11,)}, {"quiet": "New message"}])
async def test_a_screen_that_fails_and_has_more_to_do_is_tried_before_the_newer_one(
    store: Store, kept: dict[str, object]
) -> None:
    discreet = replace(fresh_screen(1), **kept)  # type: ignore[arg-type]  # of any field
    [row] = await take(store, 1, discreet)
    await take(store, 1, screen(2))
    await note(store, Retry(row, after(10)))
    [row] = await store.claim(after(10), 10)
    assert row.send == discreet
    assert words(await deliver(store, row, after(11))) == ["screen 2"]


async def test_a_damaged_screen_leaves_nothing_to_take_over(store: Store, database_url: str) -> None:
    [row] = await take(store, 1, export(1))
    await take(store, 1, replace(screen(2), remove=(11,)))
    await execute(database_url, "UPDATE outbox SET sealed = substr(sealed, 2) WHERE id = 2")
    await take(store, 1, screen(3))
    [row] = await deliver(store, row)
    assert (words([row]), row.send.remove) == (["screen 3"], ())
