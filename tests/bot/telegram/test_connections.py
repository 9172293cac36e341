"""The lean way of the calls that presses make: kept connections, odd answers, and what a failure tells."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from telegram.error import NetworkError, TimedOut

from bot.telegram import connections
from bot.telegram.connections import Answer, Connections, NothingSent

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@asynccontextmanager
async def server(serve: Serve) -> AsyncIterator[Connections]:
    """Connections to a server that does what the test says."""
    ended: list[asyncio.Event] = []

    async def whole(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ended.append(asyncio.Event())
        mine = ended[-1]
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await serve(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        mine.set()

    listening = await asyncio.start_server(whole, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    pool = Connections(f"http://127.0.0.1:{port}/bot1:AAcanary")
    try:
        yield pool
    finally:
        pool.close()
        listening.close()
        await asyncio.gather(*(each.wait() for each in ended))


def answering(*answers: bytes, close: bool = False) -> tuple[Serve, list[bytes]]:
    """Serves the answers in turn over however many connections; the requests' heads are kept."""
    heads: list[bytes] = []
    left = list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(b"new connection")
        while left and (head := await reader.readuntil(b"\r\n\r\n")):
            heads.append(head)
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            writer.write(left.pop(0))
            if close:
                return

    return serve, heads


async def test_a_call_is_one_post_of_json_and_the_connection_is_kept() -> None:
    serve, heads = answering(OK, OK)
    async with server(serve) as pool:
        assert await pool.post("/editMessageText", b'{"chat_id":1}') == Answer(200, b"{}")
        assert await pool.post("/sendMessage", b"{}") == Answer(200, b"{}")
    assert heads[0] == b"new connection"
    assert heads[1].startswith(b"POST /bot1:AAcanary/editMessageText HTTP/1.1\r\nHost: 127.0.0.1:")
    assert len(heads) == 3


async def test_an_answer_in_pieces_and_chunks_is_put_together() -> None:
    head = b"HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n"
    serve, _ = answering(head + b'3\r\n{"a\r\n3\r\n":1\r\n1\r\n}\r\n0\r\n\r\n')
    async with server(serve) as pool:
        assert await pool.post("/x", b"{}") == Answer(429, b'{"a":1}')


async def test_a_server_that_closes_gets_a_new_connection_for_the_next_call() -> None:
    serve, heads = answering(OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), OK, close=True)
    async with server(serve) as pool:
        await pool.post("/x", b"{}")
        await asyncio.sleep(0)
        await pool.post("/x", b"{}")
    assert heads.count(b"new connection") == 2


async def test_calls_side_by_side_take_connections_of_their_own() -> None:
    serve, heads = answering(*[OK] * 5)
    async with server(serve) as pool:
        assert await asyncio.gather(*(pool.post("/x", b"{}") for _ in range(5))) == [Answer(200, b"{}")] * 5
    assert heads.count(b"new connection") == 5


async def test_without_a_server_nothing_was_sent() -> None:
    async with server(answering()[0]) as pool:
        nobody = Connections("http://127.0.0.1:9/bot1:AAcanary")
        with pytest.raises(NothingSent) as failure:
            await nobody.post("/x", b"{}")
        assert pool is not nobody
    assert "canary" not in repr(failure.value)


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b"nonsense\r\n\r\n"]
)
async def test_a_broken_answer_leaves_open_whether_it_arrived(answer: bytes) -> None:
    serve, _ = answering(answer)
    async with server(serve) as pool:
        with pytest.raises(NetworkError) as failure:
            await pool.post("/x", b"{}")
    assert not isinstance(failure.value, NothingSent)


async def test_silence_ends_in_a_time_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READ_SECONDS", 0.02)

    async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()

    async with server(silent) as pool:
        with pytest.raises(TimedOut):
            await pool.post("/x", b"{}")


async def test_a_call_that_is_given_up_does_not_answer_the_next_one() -> None:
    release = asyncio.Event()

    async def late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"{}")
        await release.wait()
        writer.write(OK)

    async with server(late) as pool:
        first = asyncio.create_task(pool.post("/x", b"{}"))
        await asyncio.sleep(0.02)
        first.cancel()
        release.set()
        assert await pool.post("/y", b"{}") == Answer(200, b"{}")
        with pytest.raises(asyncio.CancelledError):
            await first
