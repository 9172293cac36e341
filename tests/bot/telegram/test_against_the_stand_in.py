"""Sender, polling and decoder against a server as strict as Telegram, with trouble on order."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

import pytest

from bot.ports import (
    Address,
    Delivered,
    GivenUp,
    Incoming,
    OutboxRow,
    Receipt,
    Reply,
    Retry,
    Send,
    SendKind,
    StoreDown,
    Unreachable,
)
from bot.standin import phone
from bot.standin.chats import Message, Person
from bot.standin.faults import Fault, FaultKind
from bot.standin.kinds import BODIES
from bot.standin.server import run_standin
from bot.standin.state import StandIn
from bot.telegram.api import Api
from bot.telegram.groups import leave_group
from bot.telegram.polling import Poller
from bot.telegram.sender import TelegramSender
from flows.model.event import Start, Typed, Unreadable
from flows.model.flow import ScreenId
from flows.model.screen import Button, Screen
from flows.model.text import Mark, MarkKind, RichText
from tests.bot.telegram.desk import rendered
from tests.bot.telegram.fake_bot_api import until

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

LOST = [FaultKind.TIMEOUT_BEFORE, FaultKind.RESET_BEFORE, FaultKind.SERVER_ERROR, FaultKind.BAD_GATEWAY]
DONE_BUT_UNHEARD = [FaultKind.TIMEOUT_AFTER, FaultKind.RESET_AFTER]
SERVICE_KINDS = {"successful_payment", "write_access_allowed"}
SAFETY = Button("Safety 🕊", token="s")


@dataclass(frozen=True, slots=True)
class World:
    """A person who has pressed Start, and the bot's edge before a strict Telegram."""

    standin: StandIn
    api: Api
    sender: TelegramSender
    person: Person

    @property
    def address(self) -> Address:
        return Address(self.person.id, self.person.id)

    @property
    def screens(self) -> list[Message]:
        """The bot's messages that are there."""
        messages = self.standin.chats.chats[self.person.id].messages.values()
        return [each for each in messages if each.person is None and not each.is_deleted]

    def order(self, kind: FaultKind, method: str, times: int | None = 1, probability: float = 1.0) -> None:
        fault = Fault(kind, method, times=times, probability=probability, seconds=0.001)
        self.standin.faults.orders.append(fault)

    def row(self, body: Screen | RichText, kind: SendKind, live: int | None = None) -> OutboxRow:
        return OutboxRow(1, b"", self.address, live, Send(kind, body))

    async def deliver(self, row: OutboxRow) -> Receipt:
        """What becomes of a row in the end; retries follow at once."""
        receipt = await self.sender.send(row)
        while isinstance(receipt, Retry):
            receipt = await self.sender.send(receipt.row)
        return receipt


@pytest.fixture
async def world() -> AsyncIterator[World]:
    server = await run_standin(standin=StandIn(seed=7))
    person = phone.person_of(server.standin, 1)
    phone.start(server.standin, person)
    try:
        async with Api(server.standin.token, server.api_base) as api:
            yield World(server.standin, api, TelegramSender(api, rendered, lambda: datetime.now(UTC)), person)
    finally:
        await server.stop()


def screen(render: int, words: str = "", private: bool = False) -> Screen:
    text = f"Screen {render} 🙂 in bold, and a quote{words}"
    marks = (Mark(MarkKind.BOLD, text.index("in bold"), 7), Mark(MarkKind.QUOTE, text.index("a quote"), 7))
    rows = ((Button("Go on", token="ab~x"), Button("Read", url="https://example.org/")), (SAFETY,))
    return Screen(ScreenId("start#start"), render, RichText(text, marks), rows, private=private)


async def test_a_strict_telegram_finds_nothing_wrong_with_our_screens(world: World) -> None:
    posted = await world.deliver(world.row(screen(1, private=True), SendKind.FRESH_SCREEN))
    assert isinstance(posted, Delivered)
    await world.deliver(world.row(screen(2), SendKind.SCREEN, posted.live_message_id))
    await world.deliver(world.row(RichText("A question? 🙂\n\n" * 700), SendKind.EXPORT))
    shown = world.screens[0]
    assert list(world.standin.journal.problems) == []
    assert (shown.text, shown.is_protected) == (screen(2).text.text, True)
    assert [one["type"] for one in shown.entities] == ["bold", "blockquote"]
    assert shown.keyboard is not None
    assert shown.keyboard[1] == [{"text": "Safety 🕊", "callback_data": "2.s"}]
    assert len(world.screens) == 4


async def test_the_same_screen_twice_is_delivered_twice_and_shown_once(world: World) -> None:
    posted = await world.deliver(world.row(screen(1), SendKind.FRESH_SCREEN))
    assert isinstance(posted, Delivered)
    again = await world.deliver(world.row(screen(1), SendKind.SCREEN, posted.live_message_id))
    assert again == Delivered(again.row, posted.live_message_id)
    assert len(world.screens) == 1


@pytest.mark.parametrize(
    "kind", [*LOST, *DONE_BUT_UNHEARD, FaultKind.TOO_MANY_REQUESTS, FaultKind.UNAUTHORIZED]
)
async def test_whatever_happens_to_an_edit_the_screen_is_shown_once(world: World, kind: FaultKind) -> None:
    posted = await world.deliver(world.row(screen(1), SendKind.FRESH_SCREEN))
    assert isinstance(posted, Delivered)
    world.order(kind, "editMessageText", times=3)
    assert isinstance(
        await world.deliver(world.row(screen(2), SendKind.SCREEN, posted.live_message_id)), Delivered
    )
    assert [each.text for each in world.screens] == [screen(2).text.text]


@pytest.mark.parametrize("kind", [*LOST, FaultKind.TOO_MANY_REQUESTS])
async def test_a_new_message_that_did_not_arrive_is_sent_until_it_has_once(
    world: World, kind: FaultKind
) -> None:
    world.order(kind, "sendMessage", times=3)
    await world.deliver(world.row(screen(1), SendKind.FRESH_SCREEN))
    assert len(world.screens) == 1


@pytest.mark.parametrize("kind", [*LOST, *DONE_BUT_UNHEARD])
async def test_an_export_never_stands_there_twice(world: World, kind: FaultKind) -> None:
    world.order(kind, "sendMessage")
    receipt = await world.deliver(world.row(RichText("My list"), SendKind.EXPORT))
    assert isinstance(receipt, GivenUp)
    assert len(world.screens) == (1 if kind in DONE_BUT_UNHEARD else 0)


async def test_a_fresh_screen_replaces_the_former_one_of_yesterday_and_disarms_an_older_one(
    world: World,
) -> None:
    first = await world.deliver(world.row(screen(1), SendKind.FRESH_SCREEN))
    assert isinstance(first, Delivered)
    second = await world.deliver(world.row(screen(2), SendKind.FRESH_SCREEN, first.live_message_id))
    assert isinstance(second, Delivered)
    assert len(world.screens) == 1
    world.standin.jump(49 * 3600)
    await world.deliver(world.row(screen(3), SendKind.FRESH_SCREEN, second.live_message_id))
    assert [bool(each.keyboard) for each in world.screens] == [False, True]


async def test_a_screen_deleted_by_the_person_is_posted_anew(world: World) -> None:
    receipt = await world.deliver(world.row(screen(1), SendKind.SCREEN, live=4_711))
    assert isinstance(receipt, Delivered)
    assert [each.id for each in world.screens] == [receipt.live_message_id]


async def test_who_blocked_the_bot_left_or_never_came_is_unreachable(world: World) -> None:
    row = world.row(screen(1), SendKind.FRESH_SCREEN)
    stranger = replace(row, address=Address(99, 99))
    assert await world.sender.send(stranger) == Unreachable(stranger)
    phone.block(world.standin, world.person)
    assert await world.sender.send(row) == Unreachable(row)
    phone.delete_account(world.standin, world.person)
    assert await world.sender.send(row) == Unreachable(row)


class Inbox:
    """Takes updates in, unless chance says that the store is down."""

    def __init__(self, outage: float = 0.0) -> None:
        self.taken: list[Incoming] = []
        self._outage = outage
        self._random = Random(7)

    async def handle(self, incoming: Incoming) -> Reply:
        await asyncio.sleep(0)
        if self._random.random() < self._outage:
            raise StoreDown
        self.taken.append(incoming)
        return Reply(incoming.callback_id, "")


@asynccontextmanager
async def polled(world: World, inbox: Inbox) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(Poller(world.api, inbox.handle, first_pause_seconds=0.001).run(stop))
    try:
        yield
    finally:
        stop.set()
        await running


async def test_no_update_is_lost_or_left_behind_however_often_things_fail(world: World) -> None:
    for kind in (*LOST, *DONE_BUT_UNHEARD, FaultKind.CONFLICT):
        world.order(kind, "getUpdates", times=None, probability=0.03)
    inbox = Inbox(outage=0.2)
    async with polled(world, inbox):
        for number in range(300):
            phone.write(world.standin, world.person, f"word {number}")
            if number % 20 == 0:
                await asyncio.sleep(0.001)
        await until(lambda: not world.standin.updates.pending(world.standin.now(), 1))
    numbers = Counter(each.update_id for each in inbox.taken)
    words = {each.event.text for each in inbox.taken if isinstance(each.event, Typed)}
    assert words == {f"word {number}" for number in range(300)}
    assert set(numbers.values()) == {1}


async def test_every_press_is_answered_also_one_that_comes_twice(world: World) -> None:
    world.standin.faults.orders.append(Fault(FaultKind.REPEATED_PRESS, update_kind="callback_query", times=5))
    posted = await world.deliver(world.row(screen(1), SendKind.FRESH_SCREEN))
    assert isinstance(posted, Delivered)
    inbox = Inbox()
    async with polled(world, inbox):
        for _ in range(10):
            phone.press(world.standin, world.person, world.screens[0], {"callback_data": "1.ab~x"})
        await until(lambda: len(inbox.taken) == 16)
    assert list(world.standin.callbacks.unanswered()) == []


async def test_everything_a_person_can_send_is_understood(world: World) -> None:
    for kind in BODIES:
        phone.send_kind(world.standin, world.person, kind)
    said = phone.write(world.standin, world.person, "I am scared")[0]
    phone.edit(world.standin, world.person, said, "I am not scared")
    inbox = Inbox()
    async with polled(world, inbox):
        await until(lambda: len(inbox.taken) == len(BODIES) + 3)
    events = [each.event for each in inbox.taken]
    assert events[0] == Start()
    understood = [kind for kind, event in zip(BODIES, events[1:-2], strict=True) if event is not None]
    assert [kind for kind in BODIES if kind not in SERVICE_KINDS] == understood
    assert all(isinstance(event, Unreadable | None) for event in events[1:-2])
    assert events[-2:] == [Typed("I am scared"), Unreadable("edited message", "I am not scared")]


async def test_blocking_and_groups_are_told(world: World) -> None:
    phone.block(world.standin, world.person)
    phone.start(world.standin, world.person)
    group = phone.add_group(world.standin, world.person, "Family")
    inbox = Inbox()
    async with polled(world, inbox):
        await until(lambda: len(inbox.taken) == 6)
    _, blocked, unblocked, _, added, _ = inbox.taken
    assert (blocked.event, unblocked.event) == (None, None)
    assert (added.group_id, added.added, added.address) == (group.id, True, None)
    await leave_group(world.api, added, "I only talk in private.")
    assert [each.text for each in group.messages.values() if each.person is None] == [
        "I only talk in private."
    ]
    assert group.bot_status == "left"
