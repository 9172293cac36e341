"""Calls over aiohttp: what fails, how, and that no error quotes the token."""

import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.api import Api, answer_params, seconds_to_wait
from bot.telegram.connections import NothingSent
from bot.telegram.request import AiohttpRequest
from tests.bot.telegram.fake_bot_api import (
    OK,
    PROXY_ERROR,
    TOKEN,
    Answer,
    FakeBotApi,
    Hang,
    Reset,
    Say,
    fake_bot_api,
    flooded,
    ok,
    refused,
    until,
)

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
async def server() -> AsyncIterator[tuple[FakeBotApi, Api]]:
    async with fake_bot_api() as both:
        yield both


Server = tuple[FakeBotApi, Api]
HELLO = {"chat_id": 1, "text": "Hello"}


async def test_a_message_is_sent_by_raw_parameters_and_gives_its_id(server: Server) -> None:
    fake, api = server
    assert await api.send_message(HELLO) == 501
    assert fake.calls == [("sendMessage", HELLO)]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(400, "Bad Request: message is not modified"), BadRequest),
        (refused(401, "Unauthorized"), InvalidToken),
        (refused(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refused(404, "Not Found"), InvalidToken),
        (refused(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (flooded(7), RetryAfter),
        (refused(500, "Internal Server Error"), NetworkError),
        (PROXY_ERROR, NetworkError),
        (Say(302, b""), NetworkError),
        (Reset(), NetworkError),
        (Say(200, b'{"ok":tru'), TelegramError),
        (Say(200, b"[]"), TelegramError),
        (Say(200, b'{"ok":true}'), TelegramError),
        (Say(200, b"[" * 100_000), TelegramError),
        (Say(429, b'{"ok":false,"description":"x","parameters":{"retry_after":"soon"}}'), NetworkError),
        (ok("no message"), TelegramError),
    ],
)
async def test_every_failure_is_one_of_the_librarys_errors(
    server: Server, answer: Answer, error: type[TelegramError]
) -> None:
    fake, api = server
    fake.will("sendMessage", answer)
    with pytest.raises(error) as failure:
        await api.send_message(HELLO)
    assert not isinstance(failure.value, NothingSent)
    assert TOKEN not in "".join(traceback.format_exception(failure.value))


async def test_a_refusal_that_calls_itself_a_success_is_none(server: Server) -> None:
    fake, api = server
    fake.will("editMessageText", Say(200, b'{"ok":false,"description":"x"}'))
    with pytest.raises(TelegramError):
        await api.edit_message_text(HELLO)


async def test_a_flood_says_how_long_to_wait(server: Server) -> None:
    fake, api = server
    fake.will("sendMessage", flooded(7))
    with pytest.raises(RetryAfter) as failure:
        await api.send_message(HELLO)
    assert seconds_to_wait(failure.value) == 7


async def test_a_server_that_is_not_there_has_received_nothing() -> None:
    async with Api(TOKEN, "http://127.0.0.1:1/bot") as api:
        with pytest.raises(NothingSent) as failure:
            await api.send_message(HELLO)
    assert TOKEN not in "".join(traceback.format_exception(failure.value))


async def test_an_answer_that_does_not_come_is_a_time_out(server: Server) -> None:
    fake, _ = server
    fake.will("getMe", Hang())
    async with AiohttpRequest() as request:
        with pytest.raises(TimedOut) as failure:
            await request.post(f"{fake.url}/bot{TOKEN}/GetMe", read_timeout=0.03, connect_timeout=0.03)
    assert fake.methods == ["getMe"]
    assert TOKEN not in "".join(traceback.format_exception(failure.value))


async def test_a_cancelled_call_gives_its_connection_up(server: Server) -> None:
    fake, api = server
    fake.will("getMe", Hang())
    call = asyncio.create_task(api.get_me())
    await until(lambda: bool(fake.calls))
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await api.send_message(HELLO) == 501


async def test_files_travel_as_multipart_through_the_librarys_own_methods(server: Server) -> None:
    fake, _ = server
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
    fake.will("sendDocument", ok(message))
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, f"{fake.url}/bot", request=request, get_updates_request=request)
        await bot.send_document(1, InputFile(b"%PDF", "questions.pdf"), caption="List")
    sent = {"chat_id": "1", "caption": "List", "document": ("questions.pdf", "application/pdf", b"%PDF")}
    assert fake.calls == [("sendDocument", sent)]


async def test_the_librarys_own_objects_are_understood_too(server: Server) -> None:
    fake, _ = server
    fake.will("getMe", ok({"id": 5, "is_bot": True, "first_name": "Ask First", "username": "ask_bot"}))
    async with AiohttpRequest() as request:
        me = await Bot(TOKEN, f"{fake.url}/bot", request=request, get_updates_request=request).get_me()
    assert me.username == "ask_bot"


async def test_a_request_that_is_not_open_is_our_bug() -> None:
    with pytest.raises(RuntimeError, match="not initialized"):
        await AiohttpRequest().do_request("http://127.0.0.1:1", "POST")


async def test_opening_and_closing_twice_changes_nothing(server: Server) -> None:
    fake, _ = server
    request = AiohttpRequest()
    await request.initialize()
    await request.initialize()
    assert await request.post(f"{fake.url}/bot{TOKEN}/GetMe") is True
    await request.shutdown()
    await request.shutdown()


async def test_the_other_methods_send_what_telegram_wants(server: Server) -> None:
    fake, api = server
    fake.will("getUpdates", ok([{"update_id": 4}, {"update_id": 5, "poll": {}}]))
    updates = await api.get_updates(4, 0, ["message"])
    await api.set_webhook("https://example.org/hook", "secret", ["message"], 40)
    await api.remove_keyboard(1, 2)
    await api.leave_chat(-7)
    await api.answer_callback_query("q1", "")
    assert updates == [b'{"update_id":4}', b'{"update_id":5,"poll":{}}']
    assert fake.calls == [
        ("getUpdates", {"offset": 4, "timeout": 0, "limit": 100, "allowed_updates": ["message"]}),
        (
            "setWebhook",
            {
                "url": "https://example.org/hook",
                "secret_token": "secret",
                "allowed_updates": ["message"],
                "max_connections": 40,
            },
        ),
        ("editMessageReplyMarkup", {"chat_id": 1, "message_id": 2}),
        ("leaveChat", {"chat_id": -7}),
        ("answerCallbackQuery", {"callback_query_id": "q1"}),
    ]


async def test_updates_that_are_no_list_are_a_failure(server: Server) -> None:
    fake, api = server
    fake.will("getUpdates", OK)
    with pytest.raises(TelegramError):
        await api.get_updates(0, 0, [])


def test_the_line_beside_a_press_is_cut_at_telegrams_limit() -> None:
    assert answer_params("q1", "x" * 300) == {"callback_query_id": "q1", "text": "x" * 200}
