"""The envelope, the ways to pass parameters, and faults as a client meets them."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.standin import phone
from bot.standin.asgi import LARGEST_BODY
from bot.standin.server import RunningStandIn
from bot.standin.state import CALLS
from tests.bot.standin.running import running
from tests.bot.standin_client import StandInClient

Server = tuple[RunningStandIn, StandInClient, aiohttp.ClientSession]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as (one, client), aiohttp.ClientSession() as session:
        person = phone.person_of(one.standin, 1)
        phone.start(one.standin, person)
        yield one, client, session


CHAT = phone.FIRST_PERSON + 1
CHAT_AND_TEXT: dict[str, Any] = {"chat_id": CHAT, "text": "Ça va? \N{GRINNING FACE}"}


def method_url(server: RunningStandIn, method: str, token: str = "") -> str:
    return f"{server.api_base}{token or server.standin.token}/{method}"


def form() -> aiohttp.FormData:
    """A form that is sent as multipart because it holds a file."""
    data = aiohttp.FormData({"chat_id": str(CHAT), "text": CHAT_AND_TEXT["text"]})
    data.add_field("link_preview_options", '{"is_disabled": true}', content_type="application/json")
    data.add_field("file", b"x", filename="x.txt")
    return data


@pytest.mark.parametrize(
    "how",
    [
        {"params": {key: str(value) for key, value in CHAT_AND_TEXT.items()}},
        {"data": {key: str(value) for key, value in CHAT_AND_TEXT.items()}},
        {"json": CHAT_AND_TEXT},
        {"data": form},
    ],
    ids=["query", "form", "json", "multipart"],
)
async def test_parameters_come_in_four_ways(server: Server, how: dict[str, Any]) -> None:
    one, _, session = server
    how = {key: value() if callable(value) else value for key, value in how.items()}
    async with session.post(method_url(one, "SENDmessage"), **how) as answer:
        body = await answer.json()
    assert body["result"]["text"] == CHAT_AND_TEXT["text"]


async def test_get_works_too(server: Server) -> None:
    one, _, session = server
    async with session.get(method_url(one, "getMe")) as answer:
        assert (await answer.json())["result"]["id"] == one.standin.bot.id


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text": "\\ud800"}'])
async def test_an_unreadable_body_is_refused(server: Server, body: bytes) -> None:
    one, _, session = server
    headers = {"Content-Type": "application/json"}
    async with session.post(method_url(one, "sendMessage"), data=body, headers=headers) as answer:
        assert (answer.status, (await answer.json())["error_code"]) == (400, 400)


@pytest.mark.parametrize(
    ("method", "token", "status", "description"),
    [
        ("getMe", "1:wrong", 401, "Unauthorized"),
        ("getMe", "wrong", 401, "Unauthorized"),
        ("getNothing", "", 404, "Not Found"),
    ],
)
async def test_wrong_tokens_and_methods_have_their_own_codes(
    server: Server, method: str, token: str, status: int, description: str
) -> None:
    one, client, session = server
    async with session.get(method_url(one, method, token)) as answer:
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": description}
    assert await client.problems() == [f"{method}: {description}"]


@pytest.mark.parametrize(("token", "status"), [("", 404), ("1:wrong", 401)])
async def test_an_unknown_file_is_not_found(server: Server, token: str, status: int) -> None:
    one, _, session = server
    async with session.get(f"{one.file_base}{token or one.standin.token}/photo.jpg") as answer:
        assert (answer.status, (await answer.json())["error_code"]) == (status, status)


def document(content: bytes = b"%PDF\r\n\x00\xff") -> aiohttp.FormData:
    data = aiohttp.FormData({"chat_id": str(CHAT)}, quote_fields=False)
    data.add_field("document", BytesIO(content), filename="Größe.pdf", content_type="application/pdf")
    return data


async def test_a_document_comes_back_byte_for_byte(server: Server) -> None:
    one, client, session = server
    async with session.post(method_url(one, "sendDocument"), data=document()) as answer:
        message = (await answer.json())["result"]
    assert message["document"]["file_name"] == "Größe.pdf"
    query = {"file_id": message["document"]["file_id"]}
    async with session.get(method_url(one, "getFile"), params=query) as answer:
        path = (await answer.json())["result"]["file_path"]
    async with session.get(f"{one.file_base}{one.standin.token}/{path}") as answer:
        assert await answer.read() == b"%PDF\r\n\x00\xff"
    assert await client.download(CHAT, message["message_id"]) == b"%PDF\r\n\x00\xff"
    assert await client.problems() == []


async def test_what_is_larger_than_50_megabytes_is_refused(server: Server) -> None:
    one, client, session = server
    async with session.post(method_url(one, "sendDocument"), data=document(bytes(LARGEST_BODY))) as answer:
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"
    assert await client.problems() == ["sendDocument: Request Entity Too Large"]


async def test_a_download_can_go_wrong_too(server: Server) -> None:
    one, client, session = server
    url = f"{one.file_base}{one.standin.token}/documents/file_0.pdf"
    await client.order("500", method="file")
    async with session.get(url) as answer:
        assert answer.status == 500
    await client.order("reset before", method="file", times=2)  # aiohttp repeats a GET by itself
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.get(url)


async def test_no_problem_or_call_holds_the_token(server: Server) -> None:
    one, client, session = server
    for token in ("", "1:wrong"):
        async with session.get(method_url(one, "nothing", token)):
            pass
    seen = f"{await client.problems()}{await client.calls()}{await client.state()}"
    assert one.standin.token not in seen
    assert "1:wrong" not in seen


async def test_429_carries_retry_after_in_body_and_header(server: Server) -> None:
    one, client, session = server
    await client.order("429", method="sendMessage", retry_after=7)
    async with session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
        assert await answer.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    async with session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("status", [500, 502])
async def test_a_broken_server_answers_with_a_page(server: Server, status: int) -> None:
    one, client, session = server
    await client.order(str(status))
    async with session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT) as answer:
        assert (answer.status, answer.content_type) == (status, "text/html")
    assert one.standin.journal.calls[-1].outcome == str(status)


@pytest.mark.parametrize(("kind", "status"), [("401", 401), ("403", 403), ("409", 409), ("too old", 400)])
async def test_refusals_can_be_ordered(server: Server, kind: str, status: int) -> None:
    one, client, session = server
    await client.order(kind)
    async with session.post(method_url(one, "answerCallbackQuery")) as answer:
        assert answer.status == status


def bots_messages(server: RunningStandIn) -> int:
    return sum(message.person is None for message in server.standin.chats.chats[CHAT].messages.values())


@pytest.mark.parametrize(
    ("kind", "happened"),
    [("reset before", 0), ("reset after", 1), ("timeout before", 0), ("timeout after", 1)],
)
async def test_a_call_without_an_answer_may_have_happened(server: Server, kind: str, happened: int) -> None:
    one, client, session = server
    await client.order(kind, seconds=0.05)
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT)
    assert bots_messages(one) == happened


@pytest.mark.parametrize(
    ("kind", "happened"),
    [("reset before", 0), ("reset after", 1), ("timeout before", 0), ("timeout after", 1)],
)
async def test_a_document_without_an_answer_may_have_arrived(
    server: Server, kind: str, happened: int
) -> None:
    one, client, session = server
    await client.order(kind, method="sendDocument", chat_id=CHAT, seconds=0.05)
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.post(method_url(one, "sendDocument"), data=document())
    assert bots_messages(one) == happened
    assert (await client.calls("sendDocument"))[0]["parameters"]["document"]["file_name"] == "Größe.pdf"


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500), ("403", 403)])
async def test_documents_and_deletions_can_be_refused_on_order(
    server: Server, kind: str, status: int
) -> None:
    one, client, session = server
    await client.order(kind, method="sendDocument", chat_id=CHAT)
    async with session.post(method_url(one, "sendDocument"), data=document()) as answer:
        assert answer.status == status
    await client.order(kind, method="deleteMessages", chat_id=CHAT)
    values = {"chat_id": CHAT, "message_ids": [1]}
    assert await status_of(session, method_url(one, "deleteMessages"), **values) == status
    assert await status_of(session, method_url(one, "deleteMessages"), **values) == 200


async def test_a_call_that_comes_to_nothing_is_told_to_those_who_wait_for_one(server: Server) -> None:
    one, client, session = server
    await client.order("timeout before", seconds=600)
    asked = asyncio.create_task(session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT))
    async with asyncio.timeout(5):
        await one.standin.changes.wait(CALLS, 0)
    asked.cancel()


async def test_a_slow_call_is_carried_out_at_once_and_answered_later(server: Server) -> None:
    one, client, session = server
    await client.order("slow", method="sendMessage", seconds=600)
    asked = asyncio.create_task(session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT))
    await client.wait_for_calls("sendMessage")
    assert bots_messages(one) == 1
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asked, 0.05)
    await client.order("slow", method="sendMessage", seconds=0.05)
    async with session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT) as answer:
        assert (await answer.json())["result"]["text"] == CHAT_AND_TEXT["text"]


async def test_a_client_may_hang_up_on_a_held_call(server: Server) -> None:
    one, client, session = server
    await client.order("timeout after", seconds=600)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await session.post(method_url(one, "sendMessage"), json=CHAT_AND_TEXT)
    assert bots_messages(one) == 1


async def status_of(session: aiohttp.ClientSession, url: str, **values: object) -> int:
    async with session.post(url, json=values) as answer:
        return answer.status


async def test_faults_keep_to_their_method_chat_and_number(server: Server) -> None:
    one, client, session = server

    async def statuses(method: str, **values: object) -> list[int]:
        return [await status_of(session, method_url(one, method), **values) for _ in range(3)]

    await client.order("500", method="sendMessage", chat_id=CHAT, times=2)
    assert await statuses("getMe") == [200] * 3
    assert await statuses("sendMessage", chat_id=CHAT + 1) == [400] * 3
    assert await statuses("sendMessage", **CHAT_AND_TEXT) == [500, 500, 200]


async def test_faults_by_chance_repeat_with_their_seed(server: Server) -> None:
    one, client, session = server

    async def outcomes() -> list[int]:
        await client.order("500", times=None, probability=0.5, seed=7)
        statuses = [await status_of(session, method_url(one, "getMe")) for _ in range(20)]
        await client.end_trouble()
        return statuses

    first = await outcomes()
    assert set(first) == {200, 500}
    assert await outcomes() == first


async def test_a_poller_that_died_quarrels_with_nobody(server: Server) -> None:
    one, client, session = server
    one.standin.updates.drop_all()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await session.post(method_url(one, "getUpdates"), json={"timeout": 50})
    assert await status_of(session, method_url(one, "getUpdates")) == 200
    assert await client.problems() == []
