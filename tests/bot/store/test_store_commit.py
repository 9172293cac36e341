"""What one commit saves, on both databases."""

import pytest

from bot.ports import Chat, Decision, Delivered, Store
from flows.model.session import ListItem, Remembered
from tests.bot.store.processes import Process
from tests.bot.store.vocabulary import (
    LIVE,
    NOON,
    Decide,
    Found,
    chat_of,
    deliver,
    export,
    forgets,
    fresh_screen,
    only,
    screen,
    sends,
    session,
    take,
    update,
    words,
)


async def test_somebody_new_has_no_chat(store: Store) -> None:
    assert await chat_of(store, 1) is None


async def test_a_session_comes_back_as_it_was_saved(store: Store) -> None:
    memory = {"partner": Remembered("refuses", 739_000), "topics": Remembered(("method", "cost"), 739_001)}
    saved = session(7, memory=memory, checklist=(ListItem("a", own="Ünï – 🙂"),), question="a", ended=True)
    await store.commit([update(1, lambda chat: Decision(saved, ()))], [], NOON)
    assert await chat_of(store, 1) == Chat(saved, None)


async def test_what_another_process_saved_meanwhile_is_what_counts(process: Process) -> None:
    one, two = process("one"), process("two")
    for store in (one, two, one, one, two):
        await take(store, 1)
    assert await chat_of(one, 1) == Chat(session(5), None)


async def test_two_people_do_not_meet(store: Store) -> None:
    await take(store, 1)
    await take(store, 1)
    assert await chat_of(store, 2) is None


async def test_an_update_that_comes_twice_is_done_once(store: Store) -> None:
    first = update(1, sends(screen(1)), update_id=500)
    committed = [await store.commit([first], [], NOON) for _ in range(2)]
    assert [only(done.outcomes).duplicate for done in committed] == [False, True]
    assert [words(done.rows) for done in committed] == [["screen 1"], []]
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.render == 1


async def test_an_update_that_comes_twice_in_one_batch_is_done_once(store: Store) -> None:
    twice = [update(1, sends(), update_id=500), update(1, sends(), update_id=500)]
    outcomes = (await store.commit(twice, [], NOON)).outcomes
    assert [outcome.duplicate for outcome in outcomes] == [False, True]


async def test_updates_of_one_chat_in_one_batch_follow_each_other(store: Store) -> None:
    batch = [update(1, sends()), update(2, sends()), update(1, sends()), update(1, sends())]
    await store.commit(batch, [], NOON)
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.render == 3


async def test_outcomes_come_in_the_order_of_the_updates(store: Store) -> None:
    def noticing(user: int) -> Decide:
        return lambda chat: Decision(session(1), (), f"for {user}")

    batch = [update(user, noticing(user)) for user in (3, 1, 2)]
    outcomes = (await store.commit(batch, [], NOON)).outcomes
    assert [outcome.decision and outcome.decision.notice for outcome in outcomes] == [
        "for 3",
        "for 1",
        "for 2",
    ]


async def test_a_failing_update_leaves_its_neighbours_alone_and_is_not_tried_again(store: Store) -> None:
    def fails(chat: Chat | None) -> Decision:
        raise ZeroDivisionError

    await take(store, 1)
    bad = update(1, fails)
    outcomes = (await store.commit([update(2, sends()), bad, update(1, sends())], [], NOON)).outcomes
    assert isinstance(outcomes[1].error, ZeroDivisionError)
    assert only((await store.commit([bad], [], NOON)).outcomes).duplicate
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.render == 2
    assert await chat_of(store, 2) is not None


async def test_a_decision_that_cannot_be_stored_fails_alone_and_whole(store: Store) -> None:
    half_a_character = session(5, question="\ud800")
    bad = update(1, lambda chat: Decision(half_a_character, (screen(1),)))
    committed = await store.commit([bad, update(2, sends(screen(2)))], [], NOON)
    assert isinstance(committed.outcomes[0].error, UnicodeEncodeError)
    assert words(committed.rows) == ["screen 2"]
    assert await chat_of(store, 1) is None


async def test_a_receipt_counts_before_the_updates_of_its_batch(store: Store) -> None:
    [row] = await take(store, 1, fresh_screen(1))
    found = Found()
    await store.commit([update(1, found)], [Delivered(row, LIVE)], NOON)
    assert found.chat is not None and found.chat.live_message_id == LIVE


async def test_an_export_does_not_change_where_the_screen_is(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await deliver(store, row)
    [row] = await take(store, 1, export(1))
    await deliver(store, row)
    chat = await chat_of(store, 1)
    assert chat is not None and chat.live_message_id == LIVE


async def test_the_same_update_id_of_another_bot_is_another_update(store: Store, other_bot: Store) -> None:
    same = update(1, sends(screen(1)), update_id=500)
    for bot in (store, other_bot):
        assert [only((await bot.commit([same], [], NOON)).outcomes).duplicate for _ in range(2)] == [
            False,
            True,
        ]


async def test_what_is_sent_after_forgetting_can_be_told_to_belong_to_the_chat(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    rows = (await store.commit([update(1, forgets(screen(2), export(3)))], [], NOON)).rows
    assert [goodbye.chat_key for goodbye in rows] == [row.chat_key] * 2


async def test_forgetting_hands_the_sends_back_with_the_last_live_message(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await deliver(store, row)
    [goodbye] = (await store.commit([update(1, forgets(screen(2)))], [], NOON)).rows
    assert (goodbye.id, goodbye.live_message_id, goodbye.address.user_id) == (0, LIVE, 1)
    assert goodbye.send == screen(2)


async def test_somebody_forgotten_is_new_again(store: Store) -> None:
    await take(store, 1, screen(1), export(2))
    await store.commit([update(1, forgets())], [], NOON)
    assert await chat_of(store, 1) is None


async def test_a_receipt_after_forgetting_brings_nothing_back(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    [goodbye] = (await store.commit([update(1, forgets(screen(2)))], [], NOON)).rows
    await deliver(store, row)
    await deliver(store, goodbye)
    assert await chat_of(store, 1) is None


async def test_a_receipt_from_before_forgetting_does_not_touch_the_new_chat(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await store.commit([update(1, forgets()), update(1, sends(screen(2)))], [], NOON)
    await deliver(store, row)
    chat = await chat_of(store, 1)
    assert chat is not None and chat.live_message_id is None


async def test_forgetting_and_beginning_again_in_one_batch(store: Store) -> None:
    await take(store, 1)
    batch = [update(1, forgets(screen(1))), update(1, sends(fresh_screen(2)))]
    rows = (await store.commit(batch, [], NOON)).rows
    assert words(rows) == ["screen 1", "screen 2"]
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.render == 1


async def test_the_address_is_the_one_the_person_last_wrote_from(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    assert (row.address.user_id, row.address.chat_id) == (1, 9001)


@pytest.mark.parametrize("updates", [0, 1, 120])
async def test_batches_of_any_size(store: Store, updates: int) -> None:
    committed = await store.commit(
        [update(user, sends(screen(user))) for user in range(1, updates + 1)], [], NOON
    )
    assert len(committed.outcomes) == len(committed.rows) == updates
    await store.ping()
