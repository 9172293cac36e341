"""How sends wait, are leased, repeated and given up, on both databases."""

from bot.ports import Delivered, GivenUp, Retry, SendKind, Store, Unreachable
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


async def test_a_newer_screen_does_not_wait_for_the_retry_of_the_one_it_replaces(
    store: Store,
) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await note(store, Retry(row, after(60)))
    [row] = await take(store, 1, screen(2), now=after(1))
    assert (words([row]), row.send.kind, row.attempts) == (["screen 2"], SendKind.FRESH_SCREEN, 0)


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
