"""What a person has on the telephone, through the test client: copies, files, silence, what is gone."""

from collections.abc import AsyncIterator

import pytest

from bot.standin.multipart import Upload
from bot.standin.server import RunningStandIn
from tests.bot.standin.running import running
from tests.bot.standin.world import keyboard, ok
from tests.bot.standin_client import StandInClient

Server = tuple[RunningStandIn, StandInClient]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as (one, client):
        yield one, client


async def test_copying_reaches_the_clipboard_and_never_the_bot(server: Server) -> None:
    one, client = server
    phone = await client.phone()
    await phone.start()
    copying = {"text": "Copy", "copy_text": {"text": "Could we talk?"}}
    await ok(one.standin, "sendMessage", chat_id=phone.id, text="A draft", reply_markup=keyboard(copying))
    one.standin.updates.drop_all()
    screen = await phone.screen()
    assert screen is not None and screen.copied_by("Copy") == "Could we talk?"
    assert await phone.copy("Copy") == "Could we talk?"
    assert (await client.state())["updates"]["waiting"] == 0
    assert await client.unanswered() == []


async def test_silence_protection_and_notifications_can_be_seen(server: Server) -> None:
    one, client = server
    phone = await client.phone()
    await phone.start()
    quiet = {"chat_id": phone.id, "disable_notification": True, "protect_content": True}
    sent = await ok(one.standin, "sendMessage", text="One message", **quiet)
    where = {"chat_id": phone.id, "message_id": sent["message_id"]}
    await ok(one.standin, "editMessageText", text="Private words", **where)
    screen = await phone.screen()
    assert screen is not None
    assert (screen.text, screen.notified) == ("Private words", "One message")
    assert (screen.is_silent, screen.is_protected) == (True, True)
    await ok(one.standin, "deleteMessage", **where)
    assert await phone.notifications() == ["One message"]


async def test_what_both_sides_said_can_be_seen_to_go(server: Server) -> None:
    one, client = server
    phone = await client.phone()
    await phone.type("mine")
    theirs = await ok(one.standin, "sendMessage", chat_id=phone.id, text="yours")
    assert await phone.shown() == ["mine", "yours"]
    numbers = [theirs["message_id"] - 1, theirs["message_id"]]
    await ok(one.standin, "deleteMessages", chat_id=phone.id, message_ids=numbers)
    await phone.wait_until_shown()


async def test_a_file_is_saved_where_it_is_there_and_free(server: Server) -> None:
    one, client = server
    phone = await client.phone()
    await phone.start()
    upload = {"chat_id": phone.id, "document": Upload("list.txt", "", b"words")}
    free = await ok(one.standin, "sendDocument", **upload)
    screen = await phone.screen()
    assert screen is not None and screen.file is not None
    assert (screen.file["file_name"], screen.notified) == ("list.txt", "list.txt")
    assert await client.download(phone.id, screen.message_id) == b"words"
    protected = await ok(one.standin, "sendDocument", **upload, protect_content=True)
    with pytest.raises(AssertionError, match="a protected file cannot be saved"):
        await client.download(phone.id, protected["message_id"])
    await ok(one.standin, "deleteMessage", chat_id=phone.id, message_id=free["message_id"])
    with pytest.raises(AssertionError, match="the message is deleted"):
        await client.download(phone.id, free["message_id"])
    with pytest.raises(AssertionError, match="there is no file in this message"):
        await client.download(phone.id, 1)


async def test_odd_messages_come_through_the_test_client(server: Server) -> None:
    one, client = server
    phone = await client.phone()
    await phone.send("photo", caption="Look")
    await phone.forward("Read this", "channel")
    channel = await client.channel(phone)
    await client.post(channel, "News")
    updates = list(one.standin.updates.waiting.values())
    kinds = [update.kind for update in updates]
    assert kinds == ["message", "message", "my_chat_member", "channel_post"]
    assert (updates[0].body["caption"], updates[1].body["text"]) == ("Look", "Read this")
