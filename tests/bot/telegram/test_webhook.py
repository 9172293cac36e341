"""The endpoint answers Telegram only once an update is committed, and strangers not at all."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import repeat
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from starlette.types import ASGIApp, Message, Scope

from bot.ports import Incoming, Reply, StoreDown
from bot.telegram import webhook
from bot.telegram.decode import UPDATE_LIMIT
from bot.telegram.webhook import WebhookApp, register_webhook, webhook_app, webhook_server
from tests.bot.telegram.fake_bot_api import PROXY_ERROR, Reset, fake_bot_api, until

SECRET = "s3cret"
UPDATE = b'{"update_id":5,"poll":{}}'


class Service:
    """Takes in what it gets and says `reply`, or raises it."""

    def __init__(self, reply: Reply | Exception = Reply()) -> None:  # noqa: B008 - frozen and shared on purpose
        self.reply = reply
        self.taken: list[Incoming] = []

    async def handle(self, incoming: Incoming) -> Reply:
        self.taken.append(incoming)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


async def healthy() -> bool:
    return True


def app_for(service: Service) -> WebhookApp:
    return webhook_app(service.handle, SECRET, "/hook", healthy)


class Answered:
    """What an app answered to one request, and how much of the body it read."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.body = b""
        self.parts_read = 0


async def post(
    app: ASGIApp, *parts: bytes, secret: str | None = SECRET, method: str = "POST", path: str = "/hook"
) -> Answered:
    answered = Answered()
    messages = [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, start=1)
    ]

    async def receive() -> Message:
        answered.parts_read += 1
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.status = message.get("status", answered.status)
        answered.headers |= dict(message.get("headers", ()))
        answered.body += message.get("body", b"")

    headers = [] if secret is None else [(b"x-telegram-bot-api-secret-token", secret.encode())]
    scope: Scope = {"type": "http", "method": method, "path": path, "headers": headers, "query_string": b""}
    await app(scope, receive, send)
    return answered


async def test_an_update_is_handed_over_and_taken() -> None:
    service = Service()
    answered = await post(app_for(service), UPDATE[:9], UPDATE[9:])
    assert (answered.status, answered.body) == (200, b"")
    assert service.taken == [Incoming(5)]


async def test_a_press_is_answered_in_the_reply() -> None:
    answered = await post(app_for(Service(Reply("q1", "Still here"))), UPDATE)
    assert answered.headers[b"content-type"] == b"application/json"
    assert json.loads(answered.body) == {
        "method": "answerCallbackQuery",
        "callback_query_id": "q1",
        "text": "Still here",
    }


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
async def test_a_stranger_is_turned_away_before_anything_is_read(secret: str | None) -> None:
    service = Service()
    answered = await post(app_for(service), UPDATE, secret=secret)
    assert (answered.status, answered.body, answered.parts_read) == (401, b"", 0)
    assert answered.headers[b"connection"] == b"close"
    assert service.taken == []


async def test_only_posts_are_updates() -> None:
    assert (await post(app_for(Service()), UPDATE, method="GET")).status == 405


async def test_an_endless_body_is_not_read_to_its_end() -> None:
    service = Service()
    answered = await post(app_for(service), *[b" " * (UPDATE_LIMIT // 4)] * 20)
    assert (answered.status, answered.parts_read) == (413, 5)
    assert service.taken == []


async def test_an_update_whose_sender_has_gone_is_not_taken() -> None:
    service = Service()
    cut_off = await post(app_for(service))
    assert cut_off.status == 413
    assert service.taken == []


async def test_what_is_no_update_is_parked_because_telegram_would_repeat_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answered = await post(app_for(Service()), b'{"update_id":5,"message":"canary"}')
    assert answered.status == 200
    assert vars(caplog.records[0]).items() >= {"msg": "update-parked", "update_id": 5}.items()
    assert "canary" not in str(vars(caplog.records[0]))


async def test_while_the_store_is_down_telegram_keeps_the_update() -> None:
    answered = await post(app_for(Service(StoreDown())), UPDATE)
    assert answered.status == 503
    assert 1 <= int(answered.headers[b"retry-after"]) <= 5


async def test_a_webhook_without_a_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_app(Service().handle, "", "/hook", healthy)


async def test_liveness_and_readiness_are_two_things() -> None:
    is_ready = True

    async def health() -> bool:
        return is_ready

    app = webhook_app(Service().handle, SECRET, "/hook", health)
    assert (await post(app, method="GET", path="/readyz")).status == 200
    is_ready = False
    assert (await post(app, method="GET", path="/readyz")).status == 503
    assert (await post(app, method="GET", path="/healthz")).status == 200
    assert (await post(app, method="GET", path="/other")).status == 404


async def test_a_check_that_hangs_counts_as_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> bool:
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr(webhook, "HEALTH_SECONDS", 0.01)
    app = webhook_app(Service().handle, SECRET, "/hook", hang)
    assert (await post(app, method="GET", path="/readyz")).status == 503


@asynccontextmanager
async def listening(app: WebhookApp) -> AsyncIterator[str]:
    bound = socket.create_server(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    server = webhook_server(app)
    task = asyncio.create_task(server.serve([bound]))
    await until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{port}/hook"
    finally:
        server.should_exit = True
        await task


async def test_over_a_real_connection_it_is_the_same() -> None:
    service = Service(Reply("q1"))
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with listening(app_for(service)) as url, aiohttp.ClientSession() as session:
        async with session.post(url, data=UPDATE, headers=headers) as answer:
            taken: Any = (answer.status, await answer.json())
        async with session.post(url, data=UPDATE) as answer:
            turned_away = answer.status
    assert taken == (200, {"method": "answerCallbackQuery", "callback_query_id": "q1"})
    assert turned_away == 401
    assert service.taken == [Incoming(5)]


def raw(*, secret: str = SECRET, headers: str = "", body: bytes = UPDATE, version: str = "1.1") -> bytes:
    head = f"POST /hook HTTP/{version}\r\nHost: bot\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\n{headers}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


@asynccontextmanager
async def connected(service: Service) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    async with listening(app_for(service)) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
        try:
            yield reader, writer
        finally:
            writer.close()


async def answer_on(reader: asyncio.StreamReader) -> tuple[int, bytes, bytes]:
    """Status, head and body of the next answer."""
    async with asyncio.timeout(5):
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        return int(head.split()[1]), head, await reader.readexactly(int(length or 0))


async def test_a_connection_carries_one_update_after_the_other() -> None:
    service = Service(Reply("q1"))
    async with connected(service) as (reader, writer):
        for _ in range(3):
            writer.write(raw())
            status, head, body = await answer_on(reader)
            assert (status, json.loads(body)["callback_query_id"]) == (200, "q1")
            assert b"connection: close" not in head
    assert service.taken == [Incoming(5)] * 3


async def test_an_update_in_pieces_is_put_together() -> None:
    service = Service()
    request = raw()
    async with connected(service) as (reader, writer):
        for place in range(0, len(request), 20):
            writer.write(request[place : place + 20])
            await writer.drain()
            await asyncio.sleep(0)
        assert (await answer_on(reader))[0] == 200
    assert service.taken == [Incoming(5)]


async def test_updates_sent_without_waiting_are_answered_in_order() -> None:
    gate = asyncio.Event()

    class Slow(Service):
        async def handle(self, incoming: Incoming) -> Reply:
            await gate.wait()
            return await super().handle(incoming)

    service = Slow()
    async with connected(service) as (reader, writer):
        for update_id in (5, 6, 7):
            writer.write(raw(body=b'{"update_id":%d,"poll":{}}' % update_id))
        writer.write(raw(secret="wrong"))
        await writer.drain()
        gate.set()
        assert [(await answer_on(reader))[0] for _ in range(4)] == [200, 200, 200, 401]
    assert [incoming.update_id for incoming in service.taken] == [5, 6, 7]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x"])
async def test_a_stranger_on_a_real_connection_is_turned_away(secret: str) -> None:
    service = Service()
    async with connected(service) as (reader, writer):
        writer.write(raw(secret=secret))
        status, head, _ = await answer_on(reader)
        assert (status, b"connection: close" in head) == (401, True)
        assert await reader.read() == b""
    assert service.taken == []


async def test_too_large_an_update_ends_its_connection() -> None:
    service = Service()
    async with connected(service) as (reader, writer):
        writer.write(raw(body=b" " * (UPDATE_LIMIT + 1)))
        status, head, _ = await answer_on(reader)
    assert (status, b"connection: close" in head) == (413, True)
    assert service.taken == []


async def test_an_update_that_breaks_off_is_not_taken() -> None:
    service = Service()
    async with listening(app_for(service)) as url:
        _, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
        writer.write(raw()[:-3])
        await writer.drain()
        writer.close()
        await writer.wait_closed()
    assert service.taken == []


async def test_who_asks_before_sending_is_told_to_go_on() -> None:
    service = Service()
    head, _, body = raw(headers="Expect: 100-continue\r\n").partition(b"\r\n\r\n")
    async with connected(service) as (reader, writer):
        writer.write(head + b"\r\n\r\n")
        assert (await answer_on(reader))[0] == 100
        writer.write(body)
        assert (await answer_on(reader))[0] == 200
    assert service.taken == [Incoming(5)]


@pytest.mark.parametrize(
    "request_", [raw(version="1.0"), raw(headers="Connection: close\r\n")], ids=["HTTP/1.0", "close"]
)
async def test_who_wants_one_answer_gets_one(request_: bytes) -> None:
    async with connected(Service()) as (reader, writer):
        writer.write(request_)
        assert (await answer_on(reader))[0] == 200
        assert await reader.read() == b""


async def test_a_chunked_update_is_taken() -> None:
    service = Service()
    head = raw().partition(b"Content-Length")[0]
    async with connected(service) as (reader, writer):
        writer.write(
            head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(UPDATE), UPDATE)
        )
        assert (await answer_on(reader))[0] == 200
    assert service.taken == [Incoming(5)]


async def test_a_bug_of_ours_is_a_failure_that_telegram_repeats(caplog: pytest.LogCaptureFixture) -> None:
    async with connected(Service(KeyError("a bug"))) as (reader, writer):
        writer.write(raw())
        assert (await answer_on(reader))[0] == 500
    assert any(record.exc_info for record in caplog.records)


async def test_while_the_store_is_down_the_connection_is_told_when_to_come_again() -> None:
    async with connected(Service(StoreDown())) as (reader, writer):
        writer.write(raw())
        status, head, _ = await answer_on(reader)
    assert (status, b"retry-after: " in head) == (503, True)


async def test_a_clean_stop_waits_for_the_update_under_way() -> None:
    gate, begun = asyncio.Event(), asyncio.Event()

    class Slow(Service):
        async def handle(self, incoming: Incoming) -> Reply:
            begun.set()
            await gate.wait()
            return await super().handle(incoming)

    service = Slow()
    bound = socket.create_server(("127.0.0.1", 0))
    server = webhook_server(app_for(service))
    task = asyncio.create_task(server.serve([bound]))
    await until(lambda: server.started)
    reader, writer = await asyncio.open_connection(*bound.getsockname())
    writer.write(raw())
    await begun.wait()
    server.should_exit = True
    await until(lambda: not bound.fileno() or not server.servers or not server.servers[0].is_serving())
    gate.set()
    status, head, _ = await answer_on(reader)
    assert (status, b"connection: close" in head) == (200, True)
    writer.close()
    await task


async def test_telegram_is_told_where_updates_go_until_it_has_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "_pauses", lambda: repeat(0.0))
    async with fake_bot_api() as (fake, api):
        fake.will("setWebhook", PROXY_ERROR, Reset())
        await register_webhook(api, "https://example.org/hook", SECRET)
    assert len(fake.calls) == 3
    assert fake.calls[2][1]["secret_token"] == SECRET
