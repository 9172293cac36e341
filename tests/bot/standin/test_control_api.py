"""The control API, through the client that other tests use; a small bot stands at the other end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.standin import phone
from bot.standin.server import RunningStandIn
from tests.bot.standin.running import running
from tests.bot.standin_client import StandInClient

Server = tuple[RunningStandIn, StandInClient]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as (one, client):
        yield one, client


@pytest.fixture
async def counting(server: Server) -> AsyncIterator[StandInClient]:
    """A stand-in with a bot that counts presses in its one message."""
    one, client = server
    task = asyncio.create_task(count_presses(one))
    yield client
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def count_presses(server: RunningStandIn) -> None:
    async with Bot(server.standin.token, base_url=server.api_base) as bot:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=10):
                offset = update.update_id + 1
                await count(bot, update)


async def count(bot: Bot, update: Update) -> None:
    more = InlineKeyboardMarkup.from_row(
        [InlineKeyboardButton("More", callback_data="m"), InlineKeyboardButton("Site", url="https://a.de")]
    )
    if update.message:
        await bot.send_message(
            update.message.chat_id, f"0 {update.message.text or 'not text'}", reply_markup=more
        )
    if update.callback_query and isinstance(
        text := getattr(update.callback_query.message, "text", None), str
    ):
        number, _, rest = text.partition(" ")
        await update.callback_query.answer("One more")
        await update.callback_query.edit_message_text(f"{int(number) + 1} {rest}", reply_markup=more)


async def test_a_conversation_through_the_test_client(counting: StandInClient) -> None:
    phone = await counting.phone()
    await phone.start("abc")
    first = await phone.wait_for_screen(containing="0 /start abc", button="More")
    press = await phone.press("More")
    second = await phone.next_screen()
    assert (second.text, second.labels, second.is_edited) == ("1 /start abc", ("More", "Site"), True)
    assert second.message_id == first.message_id
    assert await phone.answer(press) == "One more"
    await phone.press_data(first.message_id, first.data_of("More"))
    assert (await phone.next_screen()).text.startswith("2")
    assert await phone.press("Site") == ""
    assert (await counting.unanswered(), await counting.problems()) == ([], [])


async def test_what_is_not_text_and_people_apart(counting: StandInClient) -> None:
    one, two = await counting.phone(1), await counting.phone(2)
    await one.send("voice")
    await two.type("hello")
    assert (await one.next_screen()).text == "0 not text"
    assert (await two.next_screen()).text == "0 hello"
    assert len(await one.messages()) == 1


async def test_waiting_in_vain_says_what_is_there(
    counting: StandInClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.bot.standin_client.PATIENCE_S", 0.2)
    phone = await counting.phone()
    await phone.start()
    with pytest.raises(AssertionError, match="0 /start"):
        await phone.wait_for_screen(containing="never said")


async def test_calls_are_recorded_with_their_parameters(counting: StandInClient) -> None:
    phone = await counting.phone()
    await phone.start()
    call = (await counting.wait_for_calls("sendMessage"))[0]
    assert (call["outcome"], call["parameters"]["chat_id"]) == ("ok", str(phone.id))


async def test_blocking_shows_as_refused_calls(counting: StandInClient) -> None:
    phone = await counting.phone()
    await phone.start()
    await phone.next_screen()
    await phone.block()
    with pytest.raises(AssertionError, match="has blocked the bot"):
        await phone.type("hello")
    await phone.unblock()
    await phone.type("hello")
    assert (await phone.next_screen()).text == "0 hello"


async def test_an_edited_message_and_a_group_reach_the_bot(server: Server) -> None:
    one, client = server
    phone = await client.phone()
    await phone.type("one")
    await phone.edit("two")
    group = await client.group(phone)
    await client.inject("poll_answer", {"poll_id": "1"}, chat_id=group)
    kinds = [update.kind for update in one.standin.updates.waiting.values()]
    assert kinds == ["message", "edited_message", "my_chat_member", "message", "poll_answer"]


async def test_a_telephone_speaks_a_language(server: Server) -> None:
    one, client = server
    phone = await client.phone(language="es-MX")
    await phone.start()
    update = next(iter(one.standin.updates.waiting.values()))
    assert update.body["from"] == {
        "id": phone.id,
        "is_bot": False,
        "first_name": "Person 1",
        "language_code": "es-MX",
    }


async def test_a_group_sees_what_the_bot_says_there(counting: StandInClient) -> None:
    phone = await counting.phone()
    group = await counting.group(phone)
    await counting.wait_for_calls("sendMessage")
    await phone.type("hello all", group)
    await phone.type("/help", group)
    await counting.wait_for_calls("sendMessage", 2)
    said = [screen.text for screen in await counting.messages_in(group)]
    assert said == ["0 not text", "0 /help"]


async def test_the_clock_and_the_limits_can_be_set(server: Server) -> None:
    one, client = server
    before = one.standin.now()
    await client.jump(3600)
    await client.limit(on=True, chat_per_second=2)
    state = await client.state()
    assert state["now"] >= before + 3600
    assert state["limits"] == {
        "is_on": True,
        "overall_per_second": 30,
        "chat_per_second": 2,
        "chat_burst": 4,
    }
    await client.limit(on=False)
    assert one.standin.limits.is_on is False


async def test_problems_can_be_read_by_kind_and_forgotten(server: Server) -> None:
    _, client = server
    url = f"{server[0].api_base}{server[0].standin.token}/deleteMessage?nonsense=1"
    async with aiohttp.ClientSession() as session, session.get(url):
        pass
    assert await client.problems("refused") == ["deleteMessage: Bad Request: chat_id is empty"]
    assert await client.problems("suspicious") == ['deleteMessage: unknown parameter "nonsense"']
    await client.ask("DELETE", "problems")
    assert await client.problems() == []


@pytest.mark.parametrize(
    ("path", "values", "reason"),
    [
        ("send", {"user_id": 1, "text": "x"}, "no such person"),
        ("send", {"text": "x"}, "user_id is missing"),
        ("users", {"number": "one"}, "must be a number"),
        ("faults", {"kind": "gremlins"}, "kind is one of"),
        ("inject", {"kind": "poll", "body": "x"}, "must be an object"),
    ],
)
async def test_nonsense_is_answered_with_a_reason(
    server: Server, path: str, values: dict[str, object], reason: str
) -> None:
    _, client = server
    with pytest.raises(AssertionError, match=reason):
        await client.ask("POST", path, **values)


async def test_a_button_that_is_not_there_cannot_be_pressed(counting: StandInClient) -> None:
    phone = await counting.phone()
    await phone.start()
    await phone.next_screen()
    with pytest.raises(AssertionError, match=r"no such button; there are: \['More', 'Site'\]"):
        await phone.press("Less")


async def test_a_page_elsewhere_cannot_use_the_control_api(server: Server) -> None:
    one, _ = server
    async with aiohttp.ClientSession() as session:
        headers = {"Host": "rebound.example.org"}
        async with session.get(f"{one.url}/control/state", headers=headers) as answer:
            assert answer.status == 403


async def test_stopping_lets_everybody_go() -> None:
    async with running() as (server, client):
        waiting = asyncio.create_task(client.ask("GET", "chat", chat_id=1, after=0, wait=30))
        await client.state()
        server.standin.changes.close()
        assert (await asyncio.wait_for(waiting, 2))["messages"] == []


def test_people_have_numbers_beyond_32_bits() -> None:
    assert phone.FIRST_PERSON > 2**32
