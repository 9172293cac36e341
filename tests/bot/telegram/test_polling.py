"""Polling confirms what is committed, and nothing else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.ports import Incoming, Reply, StoreDown
from bot.telegram.api import Api
from bot.telegram.polling import TRIES_LIMIT, Poller
from tests.bot.telegram.fake_bot_api import (
    PROXY_ERROR,
    FakeBotApi,
    Reset,
    fake_bot_api,
    flooded,
    ok,
    refused,
    until,
)

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

QUICK = 0.001


@dataclass(slots=True)
class Desk:
    """A poller under way, and what it handed over; `failing` says what an update meets next."""

    fake: FakeBotApi
    api: Api
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[int] = field(default_factory=list)
    failing: dict[int, list[Exception]] = field(default_factory=dict)
    gate: asyncio.Event | None = None

    @property
    def poller(self) -> Poller:
        return Poller(self.api, self.handle, first_pause_seconds=QUICK)

    async def handle(self, incoming: Incoming) -> Reply:
        self.taken.append(incoming.update_id)
        if self.gate is not None:
            await self.gate.wait()
        if queued := self.failing.get(incoming.update_id):
            raise queued.pop(0)
        return Reply(incoming.callback_id, "Noted" if incoming.callback_id else "")

    @property
    def offsets(self) -> list[int | None]:
        return [params.get("offset") for method, params in self.fake.calls if method == "getUpdates"]

    async def run_until(self, is_over: Callable[[], bool]) -> None:
        running = asyncio.create_task(self.poller.run(self.stop))
        await until(is_over)
        self.stop.set()
        async with asyncio.timeout(5):
            await running


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with fake_bot_api() as (fake, api):
        yield Desk(fake, api)


def updates(*numbers: int) -> Any:
    return ok([{"update_id": number, "poll": {}} for number in numbers])


def press(number: int) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat}
    return {
        "update_id": number,
        "callback_query": {"id": f"q{number}", "from": {"id": 7}, "message": message, "data": "1.a"},
    }


async def test_the_next_fetch_confirms_what_is_committed(desk: Desk) -> None:
    desk.fake.will("getUpdates", updates(10, 11), updates(12))
    await desk.run_until(lambda: len(desk.offsets) == 3)
    assert desk.taken == [10, 11, 12]
    assert desk.offsets[:3] == [None, 12, 13]


async def test_telegram_is_asked_for_what_the_bot_understands(desk: Desk) -> None:
    await desk.run_until(lambda: bool(desk.fake.calls))
    assert desk.fake.calls[0][1] == {
        "timeout": 50,
        "limit": 100,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_all_updates_of_a_fetch_are_handed_over_side_by_side(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    desk.fake.will("getUpdates", updates(10, 11, 12))
    running = asyncio.create_task(desk.poller.run(desk.stop))
    await until(lambda: len(desk.taken) == 3)
    desk.gate.set()
    desk.stop.set()
    await running


async def test_while_the_store_is_down_nothing_is_confirmed_and_newer_updates_are_still_seen(
    desk: Desk,
) -> None:
    desk.failing = {11: [StoreDown(), StoreDown()]}
    desk.fake.will("getUpdates", updates(10, 11, 12), updates(11, 12, 13), updates(11, 12, 13))
    await desk.run_until(lambda: len(desk.offsets) == 4)
    assert desk.taken == [10, 11, 12, 11, 13, 11]
    assert desk.offsets[:4] == [None, 11, 11, 14]


async def test_a_stop_confirms_only_up_to_the_first_update_not_committed(desk: Desk) -> None:
    desk.failing = {11: [StoreDown()] * 1_000}
    desk.fake.will("getUpdates", updates(10, 11, 12), *[updates(11, 12)] * 1_000)
    await desk.run_until(lambda: len(desk.taken) > 3)
    assert desk.offsets[0] is None
    assert set(desk.offsets[1:]) == {11}
    assert desk.fake.calls[-1][1].items() >= {"offset": 11, "timeout": 0, "limit": 1}.items()


async def test_a_stop_lets_what_was_handed_over_finish_and_confirms_it(desk: Desk) -> None:
    desk.gate = asyncio.Event()
    desk.fake.will("getUpdates", updates(10))
    running = asyncio.create_task(desk.poller.run(desk.stop))
    await until(lambda: bool(desk.taken))
    desk.stop.set()
    await asyncio.sleep(QUICK)
    assert not running.done()
    desk.fake.will("getUpdates", updates(11))
    desk.gate.set()
    await running
    assert (desk.taken, desk.offsets) == ([10], [None, 11])


async def test_a_stop_does_not_wait_for_a_long_poll(desk: Desk) -> None:
    await desk.run_until(lambda: bool(desk.fake.calls))
    assert desk.fake.methods == ["getUpdates"]


async def test_a_stop_survives_a_telegram_that_is_away(desk: Desk) -> None:
    desk.fake.will("getUpdates", updates(10), PROXY_ERROR, PROXY_ERROR, PROXY_ERROR)
    await desk.run_until(lambda: bool(desk.taken))
    assert desk.taken == [10]


async def test_a_cancelled_poller_leaves_no_call_behind(desk: Desk) -> None:
    running = asyncio.create_task(desk.poller.run(desk.stop))
    await until(lambda: bool(desk.fake.calls))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await asyncio.sleep(QUICK)
    assert asyncio.all_tasks() - {asyncio.current_task()} == _server_tasks()


async def test_an_empty_fetch_forgets_the_offset_because_numbers_may_restart_lower(desk: Desk) -> None:
    desk.fake.will("getUpdates", updates(900), ok([]), updates(20))
    await desk.run_until(lambda: len(desk.offsets) == 4)
    assert desk.taken == [900, 20]
    assert desk.offsets[:4] == [None, 901, None, 21]


@pytest.mark.parametrize("failure", [PROXY_ERROR, Reset(), flooded(0), refused(401, "Unauthorized")])
async def test_a_failed_fetch_is_tried_again_from_the_same_place(desk: Desk, failure: Any) -> None:
    desk.fake.will("getUpdates", updates(10), failure, updates(11))
    await desk.run_until(lambda: len(desk.offsets) == 4)
    assert desk.offsets[:4] == [None, 11, 11, 12]


async def test_another_poller_or_a_webhook_is_named_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.fake.will("getUpdates", refused(409, "Conflict: terminated by other getUpdates request"))
    await desk.run_until(lambda: len(desk.offsets) == 2)
    assert caplog.record_tuples == [
        ("bot.telegram.polling", logging.ERROR, "polled-elsewhere-or-webhook-set")
    ]


async def test_a_press_is_answered_after_the_commit_even_when_it_came_before(desk: Desk) -> None:
    desk.fake.will("getUpdates", ok([press(10)]), ok([press(10)]))
    desk.fake.will("answerCallbackQuery", refused(400, "Bad Request: query is too old"))
    await desk.run_until(lambda: desk.fake.methods.count("answerCallbackQuery") == 2)
    answers = [params for method, params in desk.fake.calls if method == "answerCallbackQuery"]
    assert answers == [{"callback_query_id": "q10", "text": "Noted"}] * 2


async def test_a_press_is_not_answered_before_it_is_committed(desk: Desk) -> None:
    desk.failing = {10: [StoreDown()] * 3}
    desk.fake.will("getUpdates", *[ok([press(10)])] * 4)
    await desk.run_until(lambda: "answerCallbackQuery" in desk.fake.methods)
    assert desk.taken == [10] * 4


async def test_what_is_no_update_is_parked_and_confirmed(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.fake.will("getUpdates", ok([{"update_id": 10, "message": "canary"}, {"update_id": 11}]))
    await desk.run_until(lambda: len(desk.offsets) == 2)
    assert desk.offsets == [None, 12, 12]
    assert "canary" not in str([vars(record) for record in caplog.records])


async def test_an_update_without_a_number_counts_as_a_failed_fetch(desk: Desk) -> None:
    desk.fake.will("getUpdates", ok(["canary"]), updates(10))
    await desk.run_until(lambda: len(desk.offsets) == 3)
    assert desk.taken == [10]


async def test_a_bug_that_one_update_meets_is_parked_after_a_few_tries(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.failing = {11: [KeyError("canary")] * 1_000}
    desk.fake.will("getUpdates", updates(10, 11, 12), *[updates(11, 12)] * (TRIES_LIMIT - 1), updates(13))
    await desk.run_until(lambda: 13 in desk.taken)
    assert desk.taken.count(11) == TRIES_LIMIT
    assert [record.message for record in caplog.records] == ["update-failed"] * (TRIES_LIMIT - 1) + [
        "update-parked"
    ]


def _server_tasks() -> set[asyncio.Task[Any]]:
    return {task for task in asyncio.all_tasks() if "RequestHandler" in repr(task.get_coro())}
