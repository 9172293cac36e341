"""How sends wait, are leased, repeated and given up, on both databases."""

import pytest

from bot.ports import Delivered, GivenUp, Retry, SendKind, Store, Unreachable
from tests.bot.store.look import execute, rows
from tests.bot.store.processes import Process
from tests.bot.store.vocabulary import (
    LIVE,
    NOON,
    after,
    chat_of,
    deliver,
    export,
    fresh_screen,
    note,
    screen,
    sends,
    take,
    update,
    words,
)


async def test_a_send_is_leased_to_the_process_that_committed_it(process: Process) -> None:
    rows = await take(process("one"), 1, screen(1))
    assert words(rows) == ["screen 1"]
    assert await process("two").claim(after(1), 10) == []


async def test_only_the_first_of_several_sends_is_leased_and_the_rest_follow_in_order(store: Store) -> None:
    rows = await take(store, 1, screen(1), export(2), export(3))
    said = words(rows)
    while rows:
        rows = await deliver(store, rows[0])
        said += words(rows)
    assert said == ["screen 1", "export 2", "export 3"]


async def test_a_newer_screen_waits_while_the_older_one_is_being_sent(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    assert await take(store, 1, screen(2)) == []
    assert words(await deliver(store, row)) == ["screen 2"]


async def test_a_newer_screen_replaces_one_that_waits(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, screen(2))
    await take(store, 1, screen(3))
    assert words(await deliver(store, row)) == ["screen 3"]


async def test_a_screen_that_replaces_a_fresh_one_is_fresh(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, fresh_screen(2))
    await take(store, 1, screen(3))
    [row] = await deliver(store, row)
    assert (words([row]), row.send.kind) == (["screen 3"], SendKind.FRESH_SCREEN)


async def test_pressing_again_does_not_shorten_the_wait_that_telegram_asked_for(store: Store) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await note(store, Retry(row, after(60)))
    for number in (2, 3):
        assert await take(store, 1, screen(number), now=after(number)) == []
    assert await store.claim(after(59), 10) == []
    [row] = await store.claim(after(60), 10)
    assert (words([row]), row.send.kind, row.attempts) == (["screen 3"], SendKind.FRESH_SCREEN, 1)


async def test_a_newer_screen_does_not_wait_for_an_older_one_whose_time_has_come(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await note(store, Retry(row, after(60)))
    [row] = await take(store, 1, screen(2), now=after(61))
    assert (words([row]), row.attempts) == (["screen 2"], 1)
    await note(store, Retry(row, after(62)), now=after(61))
    assert await store.claim(after(61.5), 10) == []


async def test_two_screens_of_one_batch_become_one(store: Store) -> None:
    rows = (await store.commit([update(1, sends(screen(1))), update(1, sends(screen(2)))], [], NOON)).rows
    assert words(rows) == ["screen 2"]


async def test_an_export_is_never_replaced_and_keeps_its_place(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, export(2))
    await take(store, 1, screen(3))
    await take(store, 1, screen(4))
    [row] = await deliver(store, row)
    assert words([row]) == ["export 2"]
    assert words(await deliver(store, row)) == ["screen 4"]


async def test_a_retry_waits_until_its_time_and_counts_the_attempt(store: Store) -> None:
    [row] = await take(store, 1, export(1))
    assert await note(store, Retry(row, after(10))) == []
    assert await store.claim(after(9), 10) == []
    [again] = await store.claim(after(10), 10)
    assert (again.id, again.attempts, again.send) == (row.id, 1, row.send)


async def test_what_comes_behind_a_retry_waits_for_it(store: Store) -> None:
    [row] = await take(store, 1, export(1))
    await note(store, Retry(row, after(10)))
    assert await take(store, 1, screen(2)) == []
    assert await store.claim(after(9), 10) == []
    assert words(await store.claim(after(11), 10)) == ["export 1"]


async def test_a_screen_that_fails_leaves_the_retry_to_the_newer_one_behind_it(store: Store) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await take(store, 1, screen(2))
    assert await note(store, Retry(row, after(10))) == []
    [row] = await store.claim(after(10), 10)
    assert (words([row]), row.send.kind, row.attempts) == (["screen 2"], SendKind.FRESH_SCREEN, 1)
    assert await deliver(store, row, after(11)) == []


async def test_a_row_that_is_given_up_makes_room_for_the_next(store: Store) -> None:
    [row] = await take(store, 1, export(1), export(2))
    assert words(await note(store, GivenUp(row, "bad request"))) == ["export 2"]
    assert await store.claim(after(3600), 10) == []


async def test_somebody_unreachable_is_sent_nothing_more(store: Store) -> None:
    [row] = await take(store, 1, screen(1), export(2), export(3))
    assert await note(store, Unreachable(row)) == []
    assert await store.claim(after(3600), 10) == []
    assert await chat_of(store, 1) is not None


async def test_somebody_unreachable_can_come_back(store: Store) -> None:
    [row] = await take(store, 1, screen(1), export(2))
    await note(store, Unreachable(row))
    assert words(await take(store, 1, fresh_screen(3))) == ["screen 3"]


async def test_a_screen_of_a_process_that_died_is_sent_by_another(process: Process) -> None:
    [row] = await take(process("one"), 1, fresh_screen(1))
    two = process("two")
    assert await two.claim(after(29), 10) == []
    [again] = await two.claim(after(31), 10)
    assert (again.id, again.address, again.send) == (row.id, row.address, row.send)
    assert await two.claim(after(32), 10) == []


async def test_an_export_of_a_process_that_died_is_never_sent_again(process: Process) -> None:
    await take(process("one"), 1, export(1), export(2))
    two = process("two")
    assert await two.claim(after(31), 10) == []
    assert words(await two.claim(after(32), 10)) == ["export 2"]


async def test_somebody_who_comes_after_a_process_died_is_answered_at_once(process: Process) -> None:
    await take(process("one"), 1, export(1), fresh_screen(2))
    [row] = await take(process("two"), 1, screen(3), now=after(31))
    assert (words([row]), row.send.kind) == (["screen 3"], SendKind.FRESH_SCREEN)


async def test_leases_that_are_handed_back_are_claimed_at_once(process: Process) -> None:
    one, two = process("one"), process("two")
    await take(one, 1, export(1))
    await take(two, 2, screen(2))
    await one.hand_back()
    assert words(await two.claim(after(1), 10)) == ["export 1"]


async def test_a_process_that_died_goes_on_at_once_under_its_old_name(process: Process) -> None:
    before = process("one")
    await take(before, 1, screen(1))
    await take(before, 2, export(2), screen(3))
    await take(process("two"), 3, screen(4))
    again = process("one")
    await again.take_over()
    assert words(await again.claim(after(1), 10)) == ["screen 1"]
    assert words(await again.claim(after(2), 10)) == ["screen 3"]
    assert await again.claim(after(3), 10) == []


async def test_a_process_takes_over_from_others_of_its_name_and_keeps_its_own_rows(process: Process) -> None:
    before, after_it = process("one"), process("one")
    await take(before, 1, screen(1))
    await take(after_it, 2, screen(2))
    await take(process("tone"), 3, screen(3))
    await take(process("one/one"), 4, screen(4))
    await after_it.take_over()
    assert words(await after_it.claim(after(1), 10)) == ["screen 1"]


@pytest.mark.parametrize("name", ["o_e", "%", "on%", "ONE"])
async def test_a_name_is_not_a_pattern(process: Process, name: str) -> None:
    await take(process("one"), 1, screen(1))
    other = process(name)
    await other.take_over()
    assert await other.claim(after(1), 10) == []


async def test_two_processes_of_one_name_do_not_end_each_others_leases(process: Process) -> None:
    before, after_it = process("one"), process("one")
    [row] = await take(before, 1, screen(1), export(2))
    [other] = await take(after_it, 2, screen(3), export(4))
    await before.hand_back()
    assert words(await after_it.claim(after(1), 10)) == ["screen 1"]
    assert await note(before, Delivered(row, LIVE), Delivered(other, LIVE), now=after(2)) == []
    assert words(await deliver(after_it, other, after(3))) == ["export 4"]


async def test_a_late_receipt_does_not_touch_a_row_that_went_to_another_process(process: Process) -> None:
    one, two = process("one"), process("two")
    [late] = await take(one, 1, screen(1))
    [row] = await two.claim(after(31), 10)
    await take(two, 1, screen(2), now=after(32))
    for receipt in (Delivered(late, 5), Retry(late, after(33)), GivenUp(late, "late"), Unreachable(late)):
        assert await note(one, receipt, now=after(32)) == []
    assert words(await deliver(two, row, after(33))) == ["screen 2"]
    chat = await chat_of(two, 1, after(34))
    assert chat is not None and chat.live_message_id == LIVE


async def test_a_late_receipt_does_not_touch_a_row_that_the_same_process_claimed_again(store: Store) -> None:
    [late] = await take(store, 1, screen(1), export(2))
    [row] = await store.claim(after(31), 10)
    assert (row.id, row.attempts) == (late.id, 1)
    assert await deliver(store, late, after(32)) == []
    assert words(await deliver(store, row, after(33))) == ["export 2"]


async def test_a_late_receipt_counts_while_nobody_else_took_the_row(store: Store) -> None:
    [row] = await take(store, 1, export(1), screen(2))
    assert words(await deliver(store, row, after(3600))) == ["screen 2"]


async def test_a_receipt_that_comes_twice_does_no_harm(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    assert await note(store, Delivered(row, LIVE), Delivered(row, LIVE), Retry(row, NOON)) == []
    assert await store.claim(after(3600), 10) == []


async def test_claiming_takes_no_more_than_asked_and_the_longest_due_first(store: Store) -> None:
    for user in (1, 2, 3):
        [row] = await take(store, user, export(user))
        await note(store, Retry(row, after(10 - user)))
    assert sorted(words(await store.claim(after(20), 2))) == ["export 2", "export 3"]
    assert words(await store.claim(after(20), 2)) == ["export 1"]


async def test_a_row_is_sent_to_where_the_screen_is_by_then(store: Store) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await take(store, 1, screen(2))
    [row] = await deliver(store, row)
    assert row.live_message_id == LIVE


async def test_two_bots_on_one_database_send_only_their_own(store: Store, other_bot: Store) -> None:
    await take(other_bot, 1, screen(1))
    await store.take_over()
    assert await store.claim(after(1), 10) == []
    assert await store.claim(after(31), 10) == []
    assert words(await other_bot.claim(after(31), 10)) == ["screen 1"]


async def test_rows_of_a_kind_that_a_newer_release_brought_are_left_for_it(
    store: Store, database_url: str
) -> None:
    await take(store, 1, export(1), export(2))
    await take(store, 3, export(3))
    await store.hand_back()
    await execute(database_url, "UPDATE outbox SET kind = 'newer', leased_until = 1 WHERE id = 1")
    assert words(await store.claim(after(1), 1)) == ["export 2"]
    assert words(await store.claim(after(2), 1)) == ["export 3"]
    await take(store, 1, screen(4), now=after(3))
    assert await rows(database_url, "SELECT kind, leased_until, gave_up_at FROM outbox WHERE id = 1") == [
        ("newer", 1, None)
    ]
