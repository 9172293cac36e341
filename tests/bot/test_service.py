"""The service with a real store, where Telegram and the store are made to fail at will."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.memory_answers import LANE_SECONDS
from bot.ports import (
    Address,
    Chat,
    Committed,
    Decision,
    Delivered,
    Incoming,
    OutboxRow,
    Receipt,
    Reply,
    Resident,
    Retry,
    Send,
    SendKind,
    Store,
    StoreDown,
    Update,
)
from bot.releases import Releases
from bot.second_look import SecondLook
from bot.service import TRIES_LIMIT, Service
from bot.store.keys import new_keys
from bot.store.open import open_store
from flows.model.event import Command, Event, Press, Start, Typed
from flows.model.screen import Screen
from flows.model.session import CheckIn, Session
from flows.model.snapshot import Snapshot
from tests.real_content import real_snapshot

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADDRESS = Address(7, 7)


class Fixed:
    """Content that nothing changes."""

    def current(self) -> Snapshot:
        return real_snapshot()

    def is_behind(self, session: Session) -> bool:
        return False

    async def refresh(self) -> None:
        raise AssertionError("nothing is newer")


class Faulty:
    """The real store behind a switch: `error` is raised instead of the next commits."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.error: Exception | None = None

    async def commit(
        self, updates: Sequence[Update], receipts: Sequence[Receipt], now: datetime
    ) -> Committed:
        if self.error is not None:
            raise self.error
        return await self._store.commit(updates, receipts, now)

    async def claim(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        if self.error is not None:
            raise self.error
        return await self._store.claim(now, limit)

    async def take_over(self) -> None:
        await self._store.take_over()

    async def hand_back(self) -> None:
        await self._store.hand_back()

    async def sweep(self, now: datetime) -> None:
        await self._store.sweep(now)

    @property
    def releases(self) -> Releases:
        return self._store.releases

    def residents(self, since: date) -> AsyncIterator[Resident]:
        return self._store.residents(since)

    async def ping(self) -> None:
        await self._store.ping()

    async def close(self) -> None:
        await self._store.close()


@dataclass
class Telegram:
    """Notes what it is given to send; `receipts` are its next answers, then everything is delivered."""

    sent: list[OutboxRow] = field(default_factory=list)
    receipts: list[Callable[[OutboxRow], Receipt]] = field(default_factory=list)
    gate: asyncio.Event | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, row: OutboxRow) -> Receipt:
        self.sent.append(row)
        self.news.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.receipts:
            return self.receipts.pop(0)(row)
        is_export = row.send.kind is SendKind.EXPORT
        return Delivered(row, None if is_export else row.live_message_id or 100 + len(self.sent))

    async def until_sent(self, count: int) -> list[str]:
        """The screens sent, once there are `count`."""
        async with asyncio.timeout(5):
            while len(self.sent) < count:
                self.news.clear()
                await self.news.wait()
        return [row.send.body.id for row in self.sent if isinstance(row.send.body, Screen)]


@dataclass
class Desk:
    service: Service
    store: Faulty
    telegram: Telegram
    time: list[datetime]
    updates: int = 0
    is_stopped: bool = False

    async def stop(self) -> None:
        self.is_stopped = True
        await self.service.stop()

    async def press(self, label: str) -> Reply:
        """Press a button of the latest screen."""
        screen = self.telegram.sent[-1].send.body
        assert isinstance(screen, Screen)
        buttons = [button for row in screen.rows for button in row if button.label == label]
        return await self.hear(Press(buttons[0].token, screen.render))

    async def hear(
        self, event: Event, *, again: bool = False, own: int | None = None, sent_at: int = 0
    ) -> Reply:
        """Take in what the person does, as a new update or the latest one repeated; `own` is its message."""
        self.updates += 0 if again else 1
        pressed = 101 if isinstance(event, Press) else None
        incoming = Incoming(
            self.updates, ADDRESS, event, "q", pressed, "en", own_message_id=own, sent_at=sent_at
        )
        return await self.service.handle(incoming)

    async def fail_to_hear(self, event: Event, *, again: bool = False, own: int | None = None) -> None:
        """Take it in while the store is down; a webhook may let go of it."""
        self.store.error = StoreDown()
        with suppress(StoreDown):
            await self.hear(event, again=again, own=own)
        self.store.error = None


@pytest.fixture(params=[False, True], ids=["polling", "webhook"])
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    store = Faulty(open_store(f"sqlite:///{tmp_path}/bot.sqlite3", new_keys(), 42, "one"))
    telegram, time = Telegram(), [NOON]
    service = Service(store, telegram, Fixed(), lambda: time[0], keeps_order=request.param)
    await service.start()
    desk = Desk(service, store, telegram, time)
    yield desk
    store.error = None
    if not desk.is_stopped:
        await desk.stop()


async def test_an_update_is_answered_once_it_is_committed_and_its_screen_is_sent(desk: Desk) -> None:
    assert await desk.hear(Start()) == Reply("q", "")
    assert await desk.telegram.until_sent(1) == ["start#start"]


async def test_the_same_update_again_sends_nothing_more(desk: Desk) -> None:
    await desk.hear(Start())
    await desk.hear(Start(), again=True)
    await desk.hear(Typed("help"))
    assert await desk.telegram.until_sent(2) == ["start#start", "safety#start"]


async def test_while_the_store_is_down_safety_is_answered_once_and_the_update_stays_with_telegram(
    desk: Desk,
) -> None:
    desk.store.error = StoreDown()
    for _ in range(3):
        with pytest.raises(StoreDown):
            await desk.hear(Typed("help"), again=desk.updates > 0)
    assert await desk.telegram.until_sent(1) == ["safety#start"]
    desk.store.error = None
    await desk.hear(Typed("help"), again=True)
    assert await desk.telegram.until_sent(2) == ["safety#start", "safety#start"]


async def test_while_the_store_is_down_anything_else_gets_the_screen_that_says_so(desk: Desk) -> None:
    desk.store.error = StoreDown()
    with pytest.raises(StoreDown):
        await desk.hear(Press("abcdefgh", 3))
    assert await desk.telegram.until_sent(1) == ["trouble"]


async def test_a_number_typed_at_the_screen_that_says_so_is_for_no_button_of_the_stored_one(
    desk: Desk,
) -> None:
    await desk.hear(Start())
    desk.store.error = StoreDown()
    with pytest.raises(StoreDown):
        await desk.hear(Command("about"))
    desk.store.error = None
    await desk.hear(Typed("1"))
    assert await desk.telegram.until_sent(3) == ["start#start", "trouble", "start#start"]
    await desk.hear(Typed("1"))
    assert (await desk.telegram.until_sent(4))[-1] != "start#start"


async def test_a_number_typed_there_is_for_no_button_however_often_it_has_to_be_repeated(desk: Desk) -> None:
    await desk.hear(Start())
    await desk.fail_to_hear(Command("about"))
    await desk.fail_to_hear(Typed("1"))
    await desk.fail_to_hear(Typed("1"), again=True)
    await desk.hear(Typed("1"), again=True)
    assert await desk.telegram.until_sent(4) == ["start#start", "trouble", "trouble", "start#start"]


async def test_a_number_typed_at_the_screen_of_a_late_reply_is_for_no_button_of_the_stored_one(
    desk: Desk,
) -> None:
    await desk.hear(Start())
    await desk.fail_to_hear(Command("about"))
    await desk.hear(Typed("1"), sent_at=int(NOON.timestamp()) - 700)
    assert (await desk.telegram.until_sent(3))[-1] == "late"
    await desk.hear(Typed("1"))
    assert (await desk.telegram.until_sent(4))[-1] == "start#start"


async def test_danger_typed_at_that_screen_is_heard(desk: Desk) -> None:
    desk.store.error = StoreDown()
    with pytest.raises(StoreDown):
        await desk.hear(Start())
    desk.store.error = None
    await desk.hear(Typed("he choked me last night"))
    assert (await desk.telegram.until_sent(2))[-1] == "safety#choking"


async def test_only_a_webhook_lets_go_of_an_update_that_holds_others_up(desk: Desk) -> None:
    desk.store.error = StoreDown()
    with pytest.raises(StoreDown):
        await desk.hear(Press("abcdefgh", 3))
    desk.time[0] += timedelta(seconds=LANE_SECONDS)
    if desk.service._keeps_order:
        assert await desk.hear(Press("abcdefgh", 3), again=True) == Reply("q")
    else:
        with pytest.raises(StoreDown):
            await desk.hear(Press("abcdefgh", 3), again=True)


@pytest.mark.parametrize("hide", [Press("x", 3), Command("hide")])
async def test_nobody_lets_go_of_hide_before_it_is_committed(desk: Desk, hide: Event) -> None:
    desk.store.error = StoreDown()
    for wait in (0.0, LANE_SECONDS, 100 * LANE_SECONDS):
        desk.time[0] += timedelta(seconds=wait)
        with pytest.raises(StoreDown):
            await desk.hear(hide, again=wait > 0)
    desk.store.error = None
    await desk.hear(hide, again=True)
    await desk.telegram.until_sent(2)
    assert desk.telegram.sent[-1].send.kind is SendKind.CLEAR


async def test_hide_takes_the_messages_of_an_outage_away(desk: Desk) -> None:
    await desk.hear(Start(), own=10)
    await desk.telegram.until_sent(1)
    desk.telegram.receipts = [lambda row: Delivered(row, 150, (150,))]
    await desk.fail_to_hear(Typed("help"), own=11)
    desk.time[0] += timedelta(seconds=LANE_SECONDS)
    await desk.fail_to_hear(Typed("help"), own=11, again=True)
    await desk.telegram.until_sent(2)
    await desk.fail_to_hear(Command("hide"), own=12)
    await desk.telegram.until_sent(3)
    await desk.hear(Command("hide"), own=12, again=True)
    await desk.telegram.until_sent(4)
    await desk.hear(Typed("who is this?"), own=13)
    await desk.telegram.until_sent(5)
    cleared = [row.recent for row in desk.telegram.sent if row.send.kind is SendKind.CLEAR]
    assert cleared == [(10, 11, 150, 12), (13,)]


async def test_deleting_takes_the_messages_of_an_outage_away(desk: Desk) -> None:
    await desk.hear(Command("delete"))
    await desk.telegram.until_sent(1)
    await desk.press("Go on to delete")
    await desk.telegram.until_sent(2)
    last = desk.telegram.sent[-1].send.body
    desk.telegram.receipts = [lambda row: Delivered(row, 150, (150,))]
    await desk.fail_to_hear(Typed("he hits me"), own=11)
    await desk.telegram.until_sent(3)
    assert isinstance(last, Screen)
    [token] = [button.token for row in last.rows for button in row if button.label.startswith("Delete")]
    await desk.hear(Press(token, last.render))
    await desk.telegram.until_sent(4)
    goodbye = desk.telegram.sent[-1]
    assert (goodbye.id, goodbye.send.kind, goodbye.recent) == (0, SendKind.CLEAR, (11, 150))


async def test_what_is_typed_in_a_hidden_chat_at_the_screen_that_says_so_leaves_no_trace(desk: Desk) -> None:
    await desk.hear(Command("hide"))
    await desk.telegram.until_sent(1)
    await desk.fail_to_hear(Typed("who is this?"), own=12)
    await desk.telegram.until_sent(2)
    await desk.hear(Typed("hm"), own=13)
    await desk.telegram.until_sent(3)
    assert desk.telegram.sent[-1].send.kind is SendKind.CLEAR
    assert desk.telegram.sent[-1].recent == (12, 13)


async def test_a_bug_that_one_update_meets_is_parked_after_a_few_tries(desk: Desk) -> None:
    desk.store.error = KeyError("a bug")
    for number in range(TRIES_LIMIT - 1):
        with pytest.raises(StoreDown):
            await desk.hear(Start(), again=number > 0)
    assert await desk.hear(Start(), again=True) == Reply("q")
    assert await desk.telegram.until_sent(1) == ["trouble"]


async def test_a_safety_screen_that_is_not_stored_is_tried_again(desk: Desk) -> None:
    desk.store.error = StoreDown()
    desk.telegram.receipts = [lambda row: Retry(row, desk.time[0]), lambda row: Retry(row, desk.time[0])]
    with pytest.raises(StoreDown):
        await desk.hear(Typed("help"))
    assert await desk.telegram.until_sent(3) == ["safety#start"] * 3


async def test_a_screen_that_has_to_wait_is_claimed_when_its_time_has_come(desk: Desk) -> None:
    desk.telegram.receipts = [lambda row: Retry(row, NOON + timedelta(seconds=30))]
    await desk.hear(Start())
    await desk.telegram.until_sent(1)
    desk.time[0] += timedelta(seconds=30)
    assert await desk.telegram.until_sent(2) == ["start#start"] * 2


async def test_a_claim_that_fails_does_not_end_claiming(desk: Desk) -> None:
    desk.telegram.receipts = [lambda row: Retry(row, NOON + timedelta(seconds=30))]
    await desk.hear(Start())
    await desk.telegram.until_sent(1)
    desk.store.error = KeyError("a bug")
    await asyncio.sleep(0.05)
    desk.store.error = None
    desk.time[0] += timedelta(seconds=30)
    assert await desk.telegram.until_sent(2) == ["start#start"] * 2


async def test_a_stop_waits_for_the_send_and_commits_its_receipt(desk: Desk, tmp_path: Path) -> None:
    desk.telegram.gate = asyncio.Event()
    await desk.hear(Start())
    await desk.telegram.until_sent(1)
    stopping = asyncio.create_task(desk.stop())
    await asyncio.sleep(0.01)
    assert not stopping.done()
    desk.telegram.gate.set()
    await stopping
    assert len(desk.telegram.sent) == 1


async def test_a_stop_ends_though_the_store_is_down_and_a_receipt_waits(desk: Desk) -> None:
    desk.telegram.gate = asyncio.Event()
    await desk.hear(Start())
    await desk.telegram.until_sent(1)
    desk.store.error = StoreDown()
    desk.telegram.gate.set()
    async with asyncio.timeout(5):
        await desk.stop()


async def test_after_deletion_the_goodbye_comes_last_and_the_next_press_starts_anew(desk: Desk) -> None:
    await desk.hear(Command("delete"))
    await desk.telegram.until_sent(1)
    for number, label in enumerate(("Go on to delete", "Delete everything now"), start=2):
        await desk.press(label)
        await desk.telegram.until_sent(number)
    assert (await desk.telegram.until_sent(3))[-1] == "about#deleted"
    assert desk.telegram.sent[-1].id == 0
    await desk.hear(Press("abcdefgh", 3))
    assert (await desk.telegram.until_sent(4))[-1] == "start#start"


async def test_a_check_in_that_was_stopped_after_its_lease_is_seen_to_be_unwanted(desk: Desk) -> None:
    await desk.hear(Start())
    await desk.telegram.until_sent(1)
    second_look = SecondLook(desk.service._writer.take_in, lambda: NOON)
    asked = CheckIn(NOON.toordinal(), "berlin")
    for number, (check_in, wanted) in enumerate(((asked, True), (None, False))):
        await desk.store.commit([_with_check_in(-1 - number, check_in)], (), NOON)
        found = await second_look(_check_in_row(number))
        assert (found is None) is wanted


def _with_check_in(update_id: int, check_in: CheckIn | None) -> Update:
    def decide(chat: Chat | None) -> Decision:
        assert chat is not None
        return Decision(replace(chat.session, check_in=check_in), ())

    return Update(update_id, ADDRESS, decide)


def _check_in_row(row_id: int) -> OutboxRow:
    return OutboxRow(row_id + 1, b"", ADDRESS, None, Send(SendKind.CHECK_IN, None))
