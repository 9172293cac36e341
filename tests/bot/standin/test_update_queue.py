"""What reaches the bot: numbers, lifetimes, subscription, long polling, and who ends whose poll."""

import asyncio
from typing import Any

import pytest

from bot.standin import phone
from bot.standin.chats import Person
from bot.standin.methods.polling import OTHER_POLL, WEBHOOK_ACTIVE
from bot.standin.state import StandIn
from tests.bot.standin.world import button, keyboard, ok, refused, sent, started, suspicious, world

DAY_S = 24 * 3600


async def fetched(standin: StandIn, **parameters: object) -> list[Any]:
    return list(await ok(standin, "getUpdates", **parameters))


async def pressed(standin: StandIn, person: Person) -> None:
    message = await sent(standin, person, reply_markup=keyboard(button()))
    phone.press(standin, person, message, button())


async def test_numbers_grow_by_one_from_a_31_bit_start() -> None:
    standin = world()
    person = started(standin)
    for word in ("one", "two"):
        phone.write(standin, person, word)
    first, second = [update["update_id"] for update in await fetched(standin)]
    assert second == first + 1
    assert 0 < first < 2**31


async def test_numbers_begin_elsewhere_after_a_week_of_silence() -> None:
    standin = world()
    person = started(standin)
    phone.write(standin, person, "one")
    first = (await fetched(standin))[0]["update_id"]
    standin.jump(8 * DAY_S)
    phone.write(standin, person, "two")
    assert (await fetched(standin))[0]["update_id"] != first + 1


async def test_updates_come_again_until_an_offset_confirms_them() -> None:
    standin = world()
    person = started(standin)
    for word in ("one", "two", "three"):
        phone.write(standin, person, word)
    everything = await fetched(standin)
    assert await fetched(standin) == everything
    assert await fetched(standin, offset=everything[1]["update_id"]) == everything[1:]
    assert await fetched(standin, offset=-1) == everything[2:]
    assert len(standin.updates.waiting) == 1


async def test_limit_is_1_to_100_and_anything_else_is_noted() -> None:
    standin = world()
    person = started(standin)
    for _ in range(120):
        phone.write(standin, person, "x")
    assert len(await fetched(standin, limit=3)) == 3
    assert len(await fetched(standin, limit=1000)) == 100
    assert suspicious(standin) == ["limit 1000 is not in 1-100"]


async def test_a_press_dies_after_150_seconds_and_a_message_after_a_day() -> None:
    standin = world()
    person = started(standin)
    await pressed(standin, person)
    phone.write(standin, person, "x")
    standin.jump(151)
    assert [update.keys() - {"update_id"} for update in await fetched(standin)] == [{"message"}]
    standin.jump(DAY_S)
    assert await fetched(standin) == []
    assert standin.updates.expired_count == 2


async def test_the_subscription_holds_when_the_update_is_made() -> None:
    standin = world()
    person = started(standin)
    phone.write(standin, person, "before")
    await fetched(standin, allowed_updates=["callback_query", "nonsense"])
    phone.write(standin, person, "unheard")
    await pressed(standin, person)
    assert ["message" in update for update in await fetched(standin)] == [True, False]
    assert suspicious(standin) == ["there is no kind of update 'nonsense'"]
    await fetched(standin, allowed_updates="[]")
    phone.write(standin, person, "heard")
    assert len(await fetched(standin)) == 3


async def test_membership_of_others_comes_on_request_alone() -> None:
    standin = world()
    standin.queue("chat_member", 1, {})
    await fetched(standin, allowed_updates=["chat_member"])
    standin.queue("chat_member", 1, {"x": 1})
    assert [update["chat_member"] for update in await fetched(standin)] == [{"x": 1}]


async def test_a_long_poll_ends_with_the_first_update() -> None:
    standin = world()
    person = started(standin)
    poll = asyncio.create_task(ok(standin, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    phone.write(standin, person, "x")
    assert len(await asyncio.wait_for(poll, 1)) == 1


async def test_a_long_poll_without_updates_ends_empty() -> None:
    standin = world()
    poll = asyncio.create_task(ok(standin, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    standin.changes.close()
    assert await asyncio.wait_for(poll, 1) == []


async def test_a_second_poller_ends_the_first() -> None:
    standin = world()
    first = asyncio.create_task(refused(standin, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    assert await fetched(standin) == []
    assert await asyncio.wait_for(first, 1) == f"Conflict: {OTHER_POLL}"


async def test_a_webhook_ends_polling_and_forbids_it() -> None:
    standin = world()
    first = asyncio.create_task(refused(standin, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    await ok(standin, "setWebhook", url="http://127.0.0.1:9/hook")
    assert await asyncio.wait_for(first, 1) == "Conflict: terminated by setWebhook request"
    assert await refused(standin, "getUpdates") == f"Conflict: {WEBHOOK_ACTIVE}"
    await ok(standin, "deleteWebhook")
    await fetched(standin)


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org:8080/hook"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://example.org", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "https://example.org", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_bad_webhook_is_refused(parameters: dict[str, object], reason: str) -> None:
    assert await refused(world(), "setWebhook", **parameters) == f"Bad Request: {reason}"


async def test_setting_a_webhook_twice_in_a_second_is_too_often() -> None:
    standin = world()
    await ok(standin, "setWebhook", url="https://example.org/hook")
    assert (
        await refused(standin, "setWebhook", url="https://example.org/2")
        == "Too Many Requests: retry after 1"
    )
    standin.jump(1)
    await ok(standin, "setWebhook", url="https://example.org/2")


async def test_webhook_info_says_what_waits_and_what_is_wanted() -> None:
    standin = world()
    phone.write(standin, started(standin), "x")
    hook = {"url": "https://example.org/hook", "allowed_updates": ["message"], "max_connections": 5}
    await ok(standin, "setWebhook", **hook)
    info = await ok(standin, "getWebhookInfo")
    assert hook.items() <= info.items()
    assert info["pending_update_count"] == 1
    await ok(standin, "deleteWebhook", drop_pending_updates=True)
    assert (await ok(standin, "getWebhookInfo"))["pending_update_count"] == 0


async def test_nothing_grows_with_what_was_taken() -> None:
    standin = world()
    person = started(standin)
    for _ in range(2000):
        phone.write(standin, person, "x")
        standin.updates.take(next(iter(standin.updates.waiting.values())))
        await fetched(standin)
    assert not standin.updates.lanes
    assert sum(map(len, standin.updates._aging)) < 5
    assert len(standin.chats.chats[person.id].messages) <= 500
