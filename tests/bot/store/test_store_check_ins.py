"""Messages that were asked for long ago: when they are sent, and that they come once at most."""

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Chat, Decision, Delivered, GivenUp, Retry, Send, Store, Unreachable
from bot.store import postgres_sql
from bot.store.open import open_store
from flows.model.session import CheckIn
from tests.bot.store.look import execute, kept, rows
from tests.bot.store.processes import Process
from tests.bot.store.vocabulary import (
    BOT,
    KEYS,
    NOON,
    TODAY,
    after,
    ask,
    chat_of,
    check_in,
    clear,
    deliver,
    export,
    file,
    forgets,
    note,
    screen,
    session,
    stops,
    take,
    update,
    words,
)

TOMORROW = TODAY + timedelta(days=1)
MINUTE = 60
HOUR = 60 * MINUTE

ALL_ROWS_UNLOCKED = postgres_sql.LOCK_DUE_ROWS.partition(" AND NOT (EXISTS")[0]
"""The rows that are due, whatever else its chat has to send: what an old look at the table may find."""


def asks_and_hides(chat: Chat | None) -> Decision:
    """Decide that a check-in is wanted today in a chat that is hidden."""
    hidden = session(1, check_in=CheckIn(TODAY.toordinal(), "london"), hidden=True)
    return Decision(hidden, (check_in(1, after(HOUR)),))


async def test_a_check_in_waits_until_it_is_due(store: Store) -> None:
    assert await ask(store, 1, check_in(1, after(HOUR))) == []
    assert await store.claim(after(HOUR - 1), 10) == []
    assert words(await store.claim(after(HOUR), 10)) == ["screen 1"]


async def test_a_waiting_check_in_holds_up_nothing_that_comes_later(store: Store) -> None:
    await ask(store, 1, check_in(1, after(HOUR)))
    [row] = await take(store, 1, export(2), screen(3))
    assert words([row]) == ["export 2"]
    await store.hand_back()
    [row] = await store.claim(after(1), 10)
    assert words(await deliver(store, row, after(2))) == ["screen 3"]


async def test_a_check_in_that_is_due_waits_until_nothing_else_is_left_to_send(store: Store) -> None:
    await ask(store, 1, check_in(1, after(10)))
    [row] = await take(store, 1, export(2), screen(3))
    assert await store.claim(after(11), 10) == []
    [row] = await deliver(store, row, after(12))
    assert words([row]) == ["screen 3"]
    assert words(await deliver(store, row, after(13))) == ["screen 1"]


async def test_a_check_in_does_not_get_round_the_patience_that_telegram_asked_for(store: Store) -> None:
    await ask(store, 1, check_in(1, after(10)))
    [row] = await take(store, 1, screen(2))
    await note(store, Retry(row, after(100)), now=after(1))
    assert await store.claim(after(50), 10) == []
    assert words(await store.claim(after(100), 10)) == ["screen 2"]


async def test_everything_else_waits_while_a_check_in_is_being_sent(process: Process) -> None:
    one, two = process("one"), process("two")
    await ask(one, 1, check_in(1, after(10)))
    [row] = await one.claim(after(10), 10)
    assert await take(two, 1, screen(2), now=after(11)) == []
    assert await two.claim(after(12), 10) == []
    assert words(await deliver(one, row, after(13))) == ["screen 2"]


async def test_a_newer_check_in_replaces_one_that_waits_even_if_it_is_due_sooner(store: Store) -> None:
    await ask(store, 1, check_in(1, after(2 * HOUR)))
    await ask(store, 1, check_in(2, after(HOUR)))
    [row] = await store.claim(after(HOUR), 10)
    assert words([row]) == ["screen 2"]
    assert await deliver(store, row, after(HOUR)) == []
    assert await store.claim(after(3 * HOUR), 10) == []


async def test_a_newer_check_in_waits_for_its_day_when_the_older_one_is_to_be_tried_again(
    store: Store,
) -> None:
    [row] = await ask(store, 1, check_in(1))
    await ask(store, 1, check_in(2, after(HOUR)))
    assert await note(store, Retry(row, after(10))) == []
    assert await store.claim(after(HOUR - 1), 10) == []
    assert words(await store.claim(after(HOUR), 10)) == ["screen 2"]


async def test_a_check_in_that_is_stopped_before_it_is_due_is_never_sent(
    store: Store, database_url: str
) -> None:
    await ask(store, 1, check_in(1, after(HOUR)))
    await store.commit([update(1, stops)], [], NOON)
    assert (await kept(database_url))[2] == 0


async def test_a_check_in_that_is_stopped_while_it_is_being_sent_is_not_tried_again(store: Store) -> None:
    [row] = await ask(store, 1, check_in(1))
    assert words([row]) == ["screen 1"]
    await store.commit([update(1, stops)], [], NOON)
    await note(store, Retry(row, after(10)))
    assert await store.claim(after(11), 10) == []
    assert await store.claim(after(HOUR), 10) == []


async def test_what_comes_after_a_stop_may_be_sent(store: Store, database_url: str) -> None:
    [row] = await ask(store, 1, check_in(1))
    await store.commit([update(1, stops)], [], NOON)
    await deliver(store, row)
    await ask(store, 1, check_in(2, after(HOUR)))
    assert words(await store.claim(after(HOUR), 10)) == ["screen 2"]


async def test_nothing_is_sent_at_night_where_the_person_lives(store: Store) -> None:
    await ask(store, 1, check_in(1, after(HOUR)))
    tonight, tomorrow = after(10 * HOUR), after(23 * HOUR)
    assert await store.claim(tonight, 10) == []
    assert await store.claim(tomorrow - timedelta(seconds=1), 10) == []
    assert words(await store.claim(tomorrow, 10)) == ["screen 1"]


async def test_what_somebody_does_at_night_brings_no_check_in(store: Store) -> None:
    await ask(store, 1, check_in(1, after(HOUR)))
    tonight = after(10 * HOUR)
    [row] = await take(store, 1, screen(2), now=tonight)
    assert await deliver(store, row, tonight) == []
    assert words(await store.claim(after(23 * HOUR), 10)) == ["screen 1"]


async def test_a_check_in_whose_day_is_later_than_its_row_says_waits_for_its_day(store: Store) -> None:
    await ask(store, 1, check_in(1), day=TOMORROW)
    assert await store.claim(after(1), 10) == []
    assert words(await store.claim(after(23 * HOUR), 10)) == ["screen 1"]


async def test_a_check_in_that_is_long_past_is_dropped(store: Store, database_url: str) -> None:
    await ask(store, 1, check_in(1, after(HOUR)))
    assert await store.claim(NOON + timedelta(days=4), 10) == []
    assert (await kept(database_url))[2] == 0


async def test_a_check_in_in_a_zone_that_this_release_does_not_know_is_dropped(
    store: Store, database_url: str
) -> None:
    elsewhere = session(1, check_in=CheckIn(TODAY.toordinal(), "olympus-mons"))
    decision = Decision(elsewhere, (check_in(1),))
    assert (await store.commit([update(1, lambda chat: decision)], [], NOON)).rows == []
    assert (await kept(database_url))[2] == 0


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
async def test_a_clock_that_jumps_while_a_check_in_is_being_sent_never_sends_it_twice(
    process: Process, jump: int
) -> None:
    one, two = process("one"), process("two")
    [row] = await ask(one, 1, check_in(1))
    assert await two.claim(after(1 + jump), 10) == []
    assert await one.claim(after(2), 10) == []
    await deliver(one, row, after(3 + jump))
    for now in (4, 4 + jump, 2 * HOUR, 5):
        assert await two.claim(after(now), 10) == []


async def test_a_clock_that_jumps_before_a_check_in_is_claimed_sends_it_once(process: Process) -> None:
    one, two = process("one"), process("two")
    await ask(one, 1, check_in(1, after(HOUR)))
    claimed = [row for now in (HOUR, 1, HOUR + 2, 3) for row in await two.claim(after(now), 10)]
    assert words(claimed) == ["screen 1"]


async def test_of_two_processes_that_claim_at_once_one_sends_the_check_in(process: Process) -> None:
    stores = [process("one"), process("two")]
    for user in range(1, 11):
        await ask(stores[0], user, check_in(user, after(1)))
    claimed = await asyncio.gather(*(store.claim(after(2), 4) for store in stores * 3))
    said = [word for some in claimed for word in words(some)]
    said += words(await stores[0].claim(after(3), 10))
    assert sorted(said) == sorted(f"screen {user}" for user in range(1, 11))


@pytest.mark.parametrize("what", [check_in(1), export(1), file(1)])
async def test_what_comes_once_is_given_up_when_its_process_died(
    process: Process, database_url: str, what: Send
) -> None:
    await ask(process("one"), 1, what)
    two = process("two")
    assert await two.claim(after(31), 10) == []
    assert await two.claim(after(HOUR), 10) == []
    assert await rows(database_url, "SELECT reason FROM outbox") == [("ambiguous",)]


async def test_a_check_in_of_a_process_that_died_does_not_hold_up_what_comes_after_it(
    process: Process,
) -> None:
    await ask(process("one"), 1, check_in(1))
    two = process("two")
    assert await take(two, 1, screen(2), now=after(1)) == []
    assert words(await two.claim(after(31), 10)) == ["screen 2"]


async def test_a_check_in_that_nobody_knows_to_have_arrived_is_given_up(store: Store) -> None:
    [row] = await ask(store, 1, check_in(1))
    assert await note(store, GivenUp(row, "ambiguous")) == []
    assert await store.claim(after(HOUR), 10) == []


async def test_a_check_in_that_cannot_have_arrived_is_tried_again(store: Store) -> None:
    [row] = await ask(store, 1, check_in(1))
    await note(store, Retry(row, after(10)))
    [again] = await store.claim(after(10), 10)
    assert (again.id, again.attempts, again.send) == (row.id, 1, row.send)


async def test_a_check_in_leaves_the_live_message_where_it_is(store: Store) -> None:
    [row] = await take(store, 1, screen(1))
    await deliver(store, row)
    before = await chat_of(store, 1)
    [row] = await ask(store, 1, check_in(2))
    await note(store, Delivered(row, None, posted=(88,)))
    chat = await chat_of(store, 1)
    assert chat and before and chat.live_message_id == before.live_message_id


async def test_somebody_unreachable_gets_no_check_in_and_none_is_kept_for_them(
    store: Store, database_url: str
) -> None:
    await ask(store, 1, check_in(1, after(HOUR)), day=TODAY + timedelta(days=40))
    [row] = await take(store, 1, screen(2))
    await note(store, Unreachable(row))
    assert (await kept(database_url))[2] == 0
    assert await rows(database_url, "SELECT touched_on FROM chat") == [(TODAY.toordinal(),)]
    chat = await chat_of(store, 1)
    assert chat is not None and chat.session.check_in is None


async def test_forgetting_somebody_takes_their_check_in_along(store: Store, database_url: str) -> None:
    await ask(store, 1, check_in(1, after(HOUR)), day=TODAY + timedelta(days=40))
    await store.commit([update(1, forgets(screen(2)))], [], NOON)
    assert (await kept(database_url))[1:] == (0, 0)
    assert await store.claim(after(2 * HOUR), 10) == []


async def test_a_check_in_gives_way_to_what_came_between_looking_and_locking(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(postgres_url, KEYS, BOT, "one")
    await ask(store, 1, check_in(1, after(10)))
    await take(store, 1, screen(2))
    await execute(postgres_url, "UPDATE outbox SET due_at = due_at + 60000 WHERE kind = 'screen'")
    monkeypatch.setattr(
        postgres_sql,
        "LOCK_DUE_ROWS",
        f"{ALL_ROWS_UNLOCKED} AND $4::bigint > 0 LIMIT $5::bigint FOR UPDATE SKIP LOCKED",
    )
    assert await store.claim(after(11), 10) == []
    await store.close()


async def test_nothing_is_sent_into_a_hidden_chat_and_the_morning_after_is_waited_for(store: Store) -> None:
    await store.commit([update(1, asks_and_hides)], [], NOON)
    assert await store.claim(after(HOUR), 10) == []
    await store.commit([update(1, asks_and_hides)], [], after(2 * HOUR))
    tomorrow = after(23 * HOUR)
    assert await store.claim(tomorrow, 10) == []
    await ask(store, 1, check_in(2, tomorrow))
    assert words(await store.claim(tomorrow, 10)) == ["screen 2"]


async def test_coming_back_to_a_hidden_chat_brings_no_check_in_before_the_morning(store: Store) -> None:
    await store.commit([update(1, asks_and_hides)], [], NOON)
    assert await store.claim(after(HOUR), 10) == []
    back = Decision(session(2, check_in=CheckIn(TODAY.toordinal(), "london")), ())
    assert (await store.commit([update(1, lambda chat: back)], [], after(2 * HOUR))).rows == []
    assert await store.claim(after(23 * HOUR - 1), 10) == []
    assert words(await store.claim(after(23 * HOUR), 10)) == ["screen 1"]


async def test_a_check_in_whose_chat_stays_hidden_is_dropped_in_the_end(
    store: Store, database_url: str
) -> None:
    await store.commit([update(1, asks_and_hides)], [], NOON)
    for day in range(5):
        assert await store.claim(after(HOUR) + timedelta(days=day), 10) == []
    assert (await kept(database_url))[2] == 0


async def test_hiding_the_chat_keeps_what_was_asked_for(store: Store) -> None:
    await ask(store, 1, check_in(1, after(HOUR)))
    [row] = await take(store, 1, clear(2))
    await deliver(store, row)
    assert words(await store.claim(after(HOUR), 10)) == ["screen 1"]
