"""What Hide and delete can take away: the messages of both sides from the last 48 hours."""

from dataclasses import replace

import pytest

from bot.ports import Delivered, GivenUp, Retry, Send, SendKind, Store
from bot.store.recent import LIMIT
from tests.bot.store.look import execute, rows
from tests.bot.store.processes import Process
from tests.bot.store.vocabulary import (
    LIVE,
    NOON,
    after,
    chat_of,
    clear,
    deliver,
    export,
    forgets,
    fresh_screen,
    note,
    screen,
    sends,
    take,
    update,
    words,
)

HOURS_48 = 48 * 3600


async def says(store: Store, message_id: int, *what: Send, at: float = 0) -> None:
    """Somebody types a message, which leads to these sends."""
    await store.commit([update(1, sends(*what), message_ids=(message_id,))], [], after(at))


async def gets(store: Store, *posted: int, at: float = 0) -> None:
    """Somebody is sent an export, in so many messages."""
    [row] = await take(store, 1, export(1), now=after(at))
    await note(store, Delivered(row, None, posted), now=after(at))


async def removable(store: Store, at: float = 0) -> tuple[int, ...]:
    """What a clearing would take away just now; it is not delivered."""
    [row] = await take(store, 1, clear(1), now=after(at))
    assert row.send.kind is SendKind.CLEAR
    return row.recent


async def test_messages_of_both_sides_are_remembered_in_order(store: Store) -> None:
    await says(store, 11)
    await gets(store, 12, 13)
    await says(store, 14)
    assert await removable(store) == (11, 12, 13, 14)


async def test_what_somebody_types_to_hide_goes_with_the_rest(store: Store) -> None:
    committed = await store.commit([update(1, sends(clear(1)), message_ids=(11,))], [], NOON)
    assert [row.recent for row in committed.rows] == [(11,)]


async def test_only_a_clearing_is_given_what_is_recent(store: Store) -> None:
    await says(store, 11)
    assert [row.recent for row in await take(store, 1, screen(1))] == [()]


async def test_what_another_process_heard_of_counts_too(process: Process) -> None:
    one, two = process("one"), process("two")
    await says(one, 11)
    await gets(two, 12)
    assert await removable(one) == (11, 12)


async def test_messages_older_than_48_hours_cannot_be_removed_and_are_let_go(
    store: Store, database_url: str
) -> None:
    for message_id in range(100, 140):
        await says(store, message_id)
    await says(store, 11, at=HOURS_48 - 1)
    [(before,)] = await rows(database_url, "SELECT length(sealed) FROM chat")
    assert await removable(store, at=HOURS_48) == (11,)
    [(now,)] = await rows(database_url, "SELECT length(sealed) FROM chat")
    assert now < before - 40 * len("[100,1795000000]")


async def test_what_grew_old_while_a_clearing_waited_is_not_asked_for(store: Store) -> None:
    await says(store, 11)
    [row] = await take(store, 1, clear(1), now=after(HOURS_48 - 1))
    await note(store, Retry(row, after(HOURS_48)), now=after(HOURS_48 - 1))
    [row] = await store.claim(after(HOURS_48), 10)
    assert row.recent == ()


async def test_no_more_than_the_newest_are_remembered(store: Store) -> None:
    await says(store, 1)
    await gets(store, *range(2, LIMIT + 11))
    assert await removable(store) == tuple(range(11, LIMIT + 11))


async def test_after_a_clearing_its_own_message_alone_is_left(store: Store) -> None:
    await says(store, 11)
    [row] = await take(store, 1, clear(1))
    await note(store, Delivered(row, 12, posted=(12,)))
    assert await removable(store) == (12,)


async def test_what_is_typed_while_a_clearing_is_under_way_is_found_by_the_next(store: Store) -> None:
    await says(store, 11)
    [row] = await take(store, 1, clear(1))
    await says(store, 13)
    await note(store, Delivered(row, 12, posted=(12,)))
    assert await removable(store) == (13, 12)


async def test_a_clearing_that_only_edits_leaves_nothing_to_remove(store: Store) -> None:
    await says(store, 11)
    [row] = await take(store, 1, clear(1))
    await note(store, Delivered(row, LIVE))
    assert await removable(store) == ()


async def test_a_clearing_that_is_given_up_forgets_no_message(store: Store) -> None:
    await says(store, 11)
    [row] = await take(store, 1, clear(1))
    await note(store, GivenUp(row, "too-many-attempts"))
    assert await removable(store) == (11,)


async def test_a_receipt_that_comes_twice_notes_a_message_once(store: Store) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await note(store, Delivered(row, 12, (12,)), Delivered(row, 12, (12,)))
    assert await removable(store) == (12,)


async def test_a_message_that_came_after_its_lease_ran_out_is_found_all_the_same(process: Process) -> None:
    one, two = process("one"), process("two")
    [late] = await take(one, 1, export(1))
    assert await two.claim(after(31), 10) == []
    await note(one, Delivered(late, None, (12,)), now=after(32))
    assert await removable(two, at=33) == (12,)


async def test_forgetting_hands_back_what_there_is_to_remove(store: Store) -> None:
    await says(store, 11)
    await gets(store, 12)
    forgetting = update(1, forgets(clear(1)), message_ids=(13,))
    [goodbye] = (await store.commit([forgetting], [], after(1))).rows
    assert (goodbye.id, goodbye.recent) == (0, (11, 12, 13))


async def test_a_message_that_a_receipt_will_take_away_is_not_what_a_deletion_is_drawn_on(
    store: Store,
) -> None:
    await says(store, 11)
    newer, older = (replace(clear(1), message_id=message_id) for message_id in (12, 10))
    committed = await store.commit([update(1, forgets(newer, older))], [], NOON)
    drawn_on = [(row.send.message_id, row.send.remove) for row in committed.rows if not row.id]
    assert drawn_on == [(None, (12,)), (10, ())]


async def test_a_stranger_who_deletes_has_their_own_words_removed(store: Store) -> None:
    forgetting = update(1, forgets(clear(1)), message_ids=(13,))
    [goodbye] = (await store.commit([forgetting], [], NOON)).rows
    assert goodbye.recent == (13,)


async def test_what_comes_into_a_forgotten_chat_is_taken_away_again(store: Store) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await store.commit([update(1, forgets())], [], NOON)
    [removal] = await note(store, Delivered(row, 12, posted=(12, 13)))
    assert (removal.id, removal.chat_key, removal.address) == (0, row.chat_key, row.address)
    assert removal.send == Send(SendKind.REMOVE, None, remove=(12, 13))
    assert await note(store, Delivered(removal, None)) == []
    assert await chat_of(store, 1) is None


async def test_an_edit_in_a_forgotten_chat_leaves_nothing_to_take_away(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await store.commit([update(1, forgets())], [], NOON)
    assert await deliver(store, row) == []


async def test_nothing_is_taken_away_from_somebody_whose_key_is_another_ones(
    store: Store, other_keys: Store
) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    assert await note(other_keys, Delivered(row, 12, posted=(12,))) == []


async def test_a_chat_that_nobody_can_read_loses_its_messages_and_nothing_else(
    store: Store, database_url: str
) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    await execute(database_url, "UPDATE chat SET sealed = substr(sealed, 2)")
    assert await note(store, Delivered(row, 12, posted=(12,))) == []
    assert await removable(store) == ()


async def test_a_clearing_replaces_all_that_waits(store: Store) -> None:
    [row] = await take(store, 1, screen(1), export(2), screen(3))
    await take(store, 1, clear(4))
    [row] = await deliver(store, row)
    assert (words([row]), row.send.kind) == (["screen 4"], SendKind.CLEAR)
    assert await deliver(store, row) == []


async def test_a_clearing_does_not_wait_for_an_export_that_fails(store: Store) -> None:
    [row] = await take(store, 1, export(1))
    await take(store, 1, clear(2))
    assert await note(store, Retry(row, after(10))) == []
    [row] = await store.claim(after(10), 10)
    assert (words([row]), row.attempts) == (["screen 2"], 1)


async def test_a_clearing_is_not_replaced_by_what_comes_after_it(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await take(store, 1, clear(2))
    await take(store, 1, fresh_screen(3))
    [row] = await deliver(store, row)
    assert (words([row]), row.send.kind) == (["screen 2"], SendKind.CLEAR)
    await note(store, Retry(row, after(10)))
    [row] = await store.claim(after(10), 10)
    assert row.send.kind is SendKind.CLEAR
    assert words(await deliver(store, row, after(11))) == ["screen 3"]


@pytest.mark.parametrize("what", [clear(1), screen(1)])
async def test_what_may_come_twice_is_sent_by_another_process(process: Process, what: Send) -> None:
    [row] = await take(process("one"), 1, what)
    [again] = await process("two").claim(after(31), 10)
    assert (again.id, again.send) == (row.id, row.send)
