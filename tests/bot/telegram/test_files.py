"""Files to take along: made just before they are sent, and sent at most once."""

import logging
import threading
from datetime import timedelta

import pytest

from bot.logs import AllowedOnly
from bot.ports import Delivered, GivenUp, Render, Rendered, Retry
from bot.telegram import sender as sender_module
from bot.telegram.sender import TelegramSender
from flows.model.document import Document
from tests.bot.telegram.desk import NEXT, NOON, Desk, file
from tests.bot.telegram.fake_bot_api import PROXY_ERROR, TOKEN, Answer, Reset, Unheard, fake_bot_api, refused

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def made_by(render: Render) -> tuple[object, list[str]]:
    """The receipt for a file that `render` makes, and what was called."""
    async with fake_bot_api() as (fake, api):
        receipt = await TelegramSender(api, render, lambda: NOON, lambda: 0.0).send(file())
        return receipt, fake.methods


async def test_a_file_is_rendered_and_arrives_whole(desk: Desk) -> None:
    assert await desk.send(file()) == Delivered(file(), None, (NEXT,))
    document = ("questions.txt", "text/plain", b"Do you see us alone?")
    assert desk.fake.calls == [("sendDocument", {"chat_id": "77", "document": document})]


async def test_a_file_has_the_media_type_that_its_maker_gave_it() -> None:
    async with fake_bot_api() as (fake, api):
        made = Rendered("вопросы.bin", "application/pdf", b"\x00%PDF\r\n\xff")
        await TelegramSender(api, lambda _: made, lambda: NOON).send(file())
    assert fake.calls[0][1]["document"] == (made.file_name, made.mime, made.content)


async def test_a_file_is_made_beside_the_loop_which_goes_on_serving() -> None:
    threads: list[threading.Thread] = []

    def render(document: Document) -> Rendered:
        threads.append(threading.current_thread())
        return Rendered("a.txt", "text/plain", b"x")

    await made_by(render)
    assert threads[0] is not threading.current_thread()


async def test_a_file_that_cannot_be_made_is_our_bug_and_given_up(caplog: pytest.LogCaptureFixture) -> None:
    def fail(document: Document) -> Rendered:
        raise ValueError(f"canary {document.raw}")

    receipt, methods = await made_by(fail)
    assert (receipt, methods) == (GivenUp(file(), "render"), [])
    [record] = [record for record in caplog.records if record.name.startswith("bot.")]
    line = AllowedOnly([TOKEN]).format(record)
    assert "ERROR bot.telegram.delivery render-failed kind=TEXT error=ValueError at telegram/test_" in line
    assert "canary" not in line


async def test_a_file_that_takes_too_long_to_make_was_not_sent_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sender_module, "SEND_SECONDS", 0.02)
    go_on = threading.Event()

    def wait(document: Document) -> Rendered:
        go_on.wait(5)
        return Rendered("a.txt", "text/plain", b"x")

    async with fake_bot_api() as (fake, api):
        receipt = await TelegramSender(api, wait, lambda: NOON, lambda: 0.0).send(file())
        go_on.set()
    assert (receipt, fake.calls) == (Retry(file(), NOON + timedelta(seconds=1)), [])


@pytest.mark.parametrize(("answer", "arrived"), [(Reset(), 0), (PROXY_ERROR, 0), (Unheard(), 1)])
async def test_a_file_never_stands_there_twice(desk: Desk, answer: Answer, arrived: int) -> None:
    assert await desk.settle(file(), "sendDocument", answer) == GivenUp(file(), "ambiguous")
    assert len(desk.fake.messages) == arrived


async def test_a_refused_token_is_said_loudly_and_the_file_tried_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    receipt = await desk.send(file(), "sendDocument", refused(401, "Unauthorized"))
    assert receipt == Retry(file(), NOON + timedelta(seconds=60))
    assert ("bot.telegram.sender", logging.CRITICAL, "token-refused") in caplog.record_tuples


async def test_an_empty_file_is_our_bug(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    empty = refused(400, "Bad Request: file must be non-empty")
    assert await desk.send(file(), "sendDocument", empty) == GivenUp(file(), "refused")
    assert "empty-file" in str(vars(caplog.records[-1]))
