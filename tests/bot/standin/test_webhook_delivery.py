"""Delivery to a webhook: lanes, retries, expiry, secrets, and calls in the answer's body."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.standin import phone
from bot.standin.chats import Person
from bot.standin.dispatch import execute
from bot.standin.server import RunningStandIn
from bot.standin.state import TAKEN, WEBHOOK, StandIn
from tests.bot.standin.running import Hook, hook, running
from tests.bot.standin.world import button, keyboard, ok, sent, started, world
from tests.bot.standin_client import StandInClient

QUICK = 0.001
Webhook = tuple[StandIn, StandInClient, Hook]


@pytest.fixture
async def webhook() -> AsyncIterator[Webhook]:
    """A running stand-in whose retry delays are a thousandth, and an unset webhook."""
    async with running(world(), retry_scale=QUICK) as (server, client), hook() as there:
        yield server.standin, client, there


async def set_webhook(standin: StandIn, there: Hook, **more: object) -> None:
    await ok(standin, "setWebhook", url=there.url, **more)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_is_posted_with_the_secret(webhook: Webhook) -> None:
    standin, _, there = webhook
    await set_webhook(standin, there, secret_token="s3cret_-")
    phone.start(standin, phone.person_of(standin, 1))
    assert texts(await there.wait_for(1)) == ["/start"]
    assert there.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
    assert there.headers[0]["Content-Type"] == "application/json"


async def test_any_2xx_is_a_yes(webhook: Webhook) -> None:
    standin, _, there = webhook
    there.replies = [204, 201]
    person = started(standin)
    await set_webhook(standin, there)
    for word in ("one", "two", "three"):
        phone.write(standin, person, word)
    assert texts(await there.wait_for(3)) == ["one", "two", "three"]


async def test_a_failing_update_comes_again_and_blocks_its_own_lane_alone(webhook: Webhook) -> None:
    standin, client, there = webhook
    person, other = started(standin, 1), started(standin, 2)
    there.replies = [500]
    await set_webhook(standin, there, max_connections=1)
    phone.write(standin, person, "one")
    phone.write(standin, person, "two")
    phone.write(standin, other, "other")
    updates = await there.wait_for(4)
    mine = [one for one in updates if one["message"]["from"]["id"] == person.id]
    assert texts(mine) == ["one", "one", "two"]
    assert mine[0] == mine[1]
    error = (await client.state())["webhook"]["last_error_message"]
    assert error == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_message_and_a_press_of_one_person_travel_together(webhook: Webhook) -> None:
    standin, _, there = webhook
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    there.gate.clear()
    await set_webhook(standin, there)
    phone.write(standin, person, "one")
    phone.write(standin, person, "two")
    phone.press(standin, person, message, button())
    updates = await there.wait_for(2)
    assert there.most_at_once == 2
    assert {kind for update in updates for kind in update} == {"update_id", "message", "callback_query"}


async def test_no_more_connections_than_allowed(webhook: Webhook) -> None:
    standin, _, there = webhook
    people = [started(standin, number) for number in range(20)]
    await set_webhook(standin, there, max_connections=3)
    for person in people:
        phone.write(standin, person, "x")
    await there.wait_for(20)
    assert there.most_at_once <= 3


async def test_a_call_in_the_answer_is_carried_out(webhook: Webhook) -> None:
    standin, client, there = webhook
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    callback = phone.press(standin, person, message, button()).callback
    assert callback is not None
    reply = {"method": "answerCallbackQuery", "callback_query_id": callback.id, "text": "Noted"}
    there.replies = [(200, {}, reply)]
    await set_webhook(standin, there)
    call = (await client.wait_for_calls("answerCallbackQuery"))[0]
    assert (call["in_reply"], call["outcome"], callback.text) == (True, "ok", "Noted")


@pytest.mark.parametrize("method", ["getMe", "setWebhook", "deleteWebhook", "logOut", "close"])
async def test_some_calls_are_never_taken_from_an_answer(webhook: Webhook, method: str) -> None:
    standin, _, there = webhook
    there.replies = [(200, {}, {"method": method})]
    await set_webhook(standin, there)
    calls = standin.journal.call_count
    person = started(standin)
    phone.write(standin, person, "one")
    phone.write(standin, person, "two")
    await there.wait_for(2)
    assert standin.journal.call_count == calls


async def test_retry_after_is_obeyed() -> None:
    async with running(retry_scale=0.01) as (server, _), hook() as there:
        there.replies = [(503, {"Retry-After": "20"}, None)]
        person = started(server.standin)
        await set_webhook(server.standin, there)
        before = asyncio.get_running_loop().time()
        phone.write(server.standin, person, "x")
        await there.wait_for(2)
        assert asyncio.get_running_loop().time() - before >= 0.2


async def test_a_silent_webhook_gets_the_update_again() -> None:
    async with running(retry_scale=QUICK, silence_s=0.05) as (server, client), hook() as there:
        there.gate.clear()
        person = started(server.standin)
        await set_webhook(server.standin, there)
        phone.write(server.standin, person, "x")
        await there.wait_for(2)
        assert (await client.state())["webhook"]["last_error_message"] == "Read timeout expired"


async def refused_once(standin: StandIn) -> None:
    """Return when a delivery has failed."""
    async with asyncio.timeout(5):
        await standin.changes.wait(WEBHOOK, 0)


async def test_a_webhook_that_is_down_loses_nothing(webhook: Webhook) -> None:
    standin, _, there = webhook
    person = started(standin)
    await ok(standin, "setWebhook", url="http://127.0.0.1:9/hook")
    phone.write(standin, person, "x")
    await refused_once(standin)
    standin.jump(2)
    await set_webhook(standin, there)
    assert texts(await there.wait_for(1)) == ["x"]


async def test_an_update_that_fails_for_too_long_is_given_up() -> None:
    async with running(world(), retry_scale=QUICK) as (server, _), hook() as there:
        standin = server.standin
        person = started(standin)
        there.replies = [500] * 3
        await set_webhook(standin, there)
        phone.write(standin, person, "old")
        await there.wait_for(1)
        standin.jump(24 * 3600)
        phone.write(standin, person, "new")
        async with asyncio.timeout(5):
            while texts(there.updates)[-1] != "new":
                await there.wait_for(len(there.updates) + 1)
        assert standin.updates.expired_count == 1


async def taken(standin: StandIn, count: int) -> None:
    """Return when so many updates were said yes to."""
    async with asyncio.timeout(5):
        while standin.updates.taken_count < count:
            await standin.changes.wait(TAKEN, standin.changes.revision(TAKEN))


async def test_delivery_ends_with_the_webhook(webhook: Webhook) -> None:
    standin, _, there = webhook
    person = started(standin)
    await set_webhook(standin, there)
    phone.write(standin, person, "one")
    await taken(standin, 1)
    await ok(standin, "deleteWebhook")
    phone.write(standin, person, "two")
    assert texts(await ok(standin, "getUpdates")) == ["two"]


async def kinds_after(server: RunningStandIn, person: Person) -> list[str]:
    message = await sent(server.standin, person, reply_markup=keyboard(button()))
    phone.write(server.standin, person, "one")
    phone.press(server.standin, person, message, button())
    answer = await execute(server.standin, "getUpdates", {"timeout": 5})
    updates = answer.body["result"]
    assert isinstance(updates, list)
    return [kind for update in updates for kind in update if kind != "update_id"]


async def test_updates_can_be_delivered_twice(webhook: Webhook) -> None:
    standin, client, there = webhook
    await client.order("duplicate", update_kind="message")
    await set_webhook(standin, there)
    phone.write(standin, phone.person_of(standin, 1), "x")
    first, second = await there.wait_for(2)
    assert first == second


async def test_a_press_can_be_repeated_under_new_numbers() -> None:
    async with running() as (server, client):
        await client.order("repeated press")
        person = started(server.standin)
        message = await sent(server.standin, person, reply_markup=keyboard(button()))
        phone.press(server.standin, person, message, button())
        first, second = await ok(server.standin, "getUpdates")
        assert first["update_id"] != second["update_id"]
        assert first["callback_query"]["id"] != second["callback_query"]["id"]
        assert first["callback_query"]["data"] == second["callback_query"]["data"]


async def test_kinds_can_come_out_of_order() -> None:
    async with running() as (server, client):
        person = started(server.standin)
        await client.order("out of order", update_kind="message")
        assert await kinds_after(server, person) == ["callback_query", "message"]


async def test_an_update_can_be_late() -> None:
    async with running() as (server, client):
        person = started(server.standin)
        await client.order("late", update_kind="message", seconds=0.05)
        assert await kinds_after(server, person) == ["callback_query"]
        queued = await ok(server.standin, "getUpdates", offset=-1, timeout=0)
        after = queued[0]["update_id"] + 1
        assert texts(await ok(server.standin, "getUpdates", offset=after, timeout=5)) == ["one"]


async def test_a_late_update_comes_when_the_clock_jumps(webhook: Webhook) -> None:
    standin, client, there = webhook
    person = started(standin)
    await client.order("late", seconds=3600)
    await set_webhook(standin, there)
    phone.write(standin, person, "x")
    assert not there.updates
    await client.jump(3600)
    assert texts(await there.wait_for(1)) == ["x"]
