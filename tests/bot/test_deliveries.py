"""Sends that stand in no database: how long they are tried, and what becomes of them at a stop."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.deliveries import REMOVING_LASTS, UNSTORED_TRIES, Deliveries
from bot.ports import Address, Delivered, GivenUp, OutboxRow, Receipt, Retry, Send, SendKind, Unreachable

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)


class Telegram:
    """Answers every try as it is told to; `now` passes by `passes` with each, `found` is the second look."""

    def __init__(self, answer: Callable[[OutboxRow], Receipt], passes: timedelta = timedelta()) -> None:
        self.answer = answer
        self.now = NOON
        self.tried: list[OutboxRow] = []
        self.noted: list[Receipt] = []
        self._passes = passes
        self.found: Receipt | None = None
        self.deliveries = Deliveries(
            self, lambda: self.now, self.noted.append, lambda row: row, self._second_look
        )

    async def send(self, row: OutboxRow) -> Receipt:
        self.tried.append(row)
        self.now += self._passes
        return self.answer(row)

    async def until_quiet(self) -> None:
        async with asyncio.timeout(5):
            while self.deliveries.count:  # noqa: ASYNC110 - nothing tells when the last send has ended
                await asyncio.sleep(0)

    async def _second_look(self, row: OutboxRow) -> Receipt | None:
        return self.found

    def again(self, row: OutboxRow) -> Receipt:
        return Retry(row, self.now)


def unstored(kind: SendKind) -> OutboxRow:
    return OutboxRow(0, b"", Address(7, 7), None, Send(kind, None))


def telegram(passes: timedelta = timedelta()) -> Telegram:
    """One that asks to be tried again at once."""
    away = Telegram(lambda row: away.again(row), passes)
    return away


async def test_a_screen_is_tried_a_few_times_and_each_try_is_counted() -> None:
    away = telegram()
    away.deliveries.begin(unstored(SendKind.FRESH_SCREEN))
    await away.until_quiet()
    assert [row.attempts for row in away.tried] == list(range(UNSTORED_TRIES))
    assert away.noted == []


@pytest.mark.parametrize("kind", [SendKind.CLEAR, SendKind.REMOVE])
async def test_what_takes_messages_away_is_tried_for_more_than_ten_minutes(kind: SendKind) -> None:
    away = telegram(A_MINUTE)
    away.deliveries.begin(unstored(kind))
    await away.until_quiet()
    assert [row.attempts for row in away.tried] == list(range(REMOVING_LASTS // A_MINUTE))
    assert timedelta(minutes=10) <= away.now - NOON <= REMOVING_LASTS


@pytest.mark.parametrize("last", [Unreachable, lambda row: GivenUp(row, "refused")])
async def test_a_clearing_ends_when_telegram_says_that_it_cannot_be(
    last: Callable[[OutboxRow], Receipt],
) -> None:
    away = telegram()
    away.answer = lambda row: last(row) if row.attempts == 7 else away.again(row)
    away.deliveries.begin(unstored(SendKind.CLEAR))
    await away.until_quiet()
    assert len(away.tried) == 8


@pytest.mark.parametrize("row_id", [0, 1])
async def test_a_screen_that_waits_to_be_tried_again_does_not_come_in_behind_a_clearing(row_id: int) -> None:
    away = telegram()
    away.answer = lambda row: (
        Delivered(row, None) if row.send.kind is SendKind.CLEAR else Retry(row, NOON + A_MINUTE / 1000)
    )
    away.deliveries.begin(unstored(SendKind.FRESH_SCREEN))
    await asyncio.sleep(0.01)
    away.deliveries.begin(replace(unstored(SendKind.CLEAR), id=row_id))
    await away.until_quiet()
    assert [row.send.kind for row in away.tried] == [SendKind.FRESH_SCREEN, SendKind.CLEAR]


async def test_a_clearing_does_not_end_an_earlier_one() -> None:
    away = telegram()
    away.deliveries.begin(unstored(SendKind.CLEAR))
    await asyncio.sleep(0.01)
    away.answer = lambda row: Delivered(row, None)
    away.deliveries.begin(unstored(SendKind.CLEAR))
    await away.until_quiet()
    assert len([receipt for receipt in away.noted if isinstance(receipt, Delivered)]) >= 2


async def test_what_a_send_that_is_not_stored_has_posted_is_noted() -> None:
    there = Telegram(lambda row: Delivered(row, 12, (12,)))
    there.deliveries.begin(unstored(SendKind.FRESH_SCREEN))
    await there.until_quiet()
    assert [receipt.posted for receipt in there.noted if isinstance(receipt, Delivered)] == [(12,)]


async def test_a_clearing_that_waits_is_tried_once_more_when_a_stop_begins() -> None:
    away = Telegram(lambda row: Retry(row, NOON + A_MINUTE))
    away.deliveries.begin(unstored(SendKind.CLEAR))
    await asyncio.sleep(0.01)
    assert len(away.tried) == 1
    away.answer = lambda row: Delivered(row, 12, (12,))
    async with asyncio.timeout(5):
        await away.deliveries.stop(30)
    assert len(away.tried) == 2


async def test_a_check_in_that_is_not_wanted_any_more_is_not_sent() -> None:
    there = Telegram(lambda row: Delivered(row, None, (12,)))
    row = replace(unstored(SendKind.CHECK_IN), id=5)
    there.found = GivenUp(row, "unwanted")
    there.deliveries.begin(row)
    await there.until_quiet()
    assert (there.tried, there.noted) == ([], [there.found])
    there.found = None
    there.deliveries.begin(row)
    await there.until_quiet()
    assert len(there.tried) == 1


async def test_a_stop_gives_a_clearing_no_longer_than_it_has() -> None:
    away = Telegram(lambda row: Retry(row, NOON + A_MINUTE))
    away.deliveries.begin(unstored(SendKind.CLEAR))
    async with asyncio.timeout(5):
        await away.deliveries.stop(0.05)
    assert away.deliveries.count == 0
