"""python-telegram-bot's own Bot against the stand-in: every method, read and written by its classes."""

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MenuButtonCommands,
    MessageEntity,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.warnings import PTBDeprecationWarning

from bot.standin import phone
from bot.standin.server import RunningStandIn
from tests.bot.standin.running import running
from tests.bot.standin_client import StandInClient

Server = tuple[RunningStandIn, StandInClient, telegram.Bot]
KEYBOARD = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with (
        running() as (one, client),
        telegram.Bot(one.standin.token, base_url=one.api_base, base_file_url=one.file_base) as bot,
    ):
        yield one, client, bot


async def test_sending_editing_and_deleting(server: Server) -> None:
    _, client, bot = server
    person = await client.phone()
    await person.start()
    entities = [MessageEntity(MessageEntity.BOLD, 0, 5)]
    message = await bot.send_message(
        person.id,
        "Hello you",
        entities=entities,
        reply_markup=KEYBOARD,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert (message.text, message.has_protected_content) == ("Hello you", True)
    assert (message.reply_markup, list(message.entities)) == (KEYBOARD, entities)
    edited = await bot.edit_message_text("Bye", person.id, message.message_id)
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.reply_markup) == ("Bye", None)
    await bot.edit_message_reply_markup(person.id, message.message_id, reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(person.id, message.message_id, reply_markup=KEYBOARD)
    await bot.delete_message(person.id, message.message_id)
    await bot.delete_messages(person.id, [message.message_id, 1])
    assert await person.messages() == []
    assert await client.problems("suspicious") == []


async def test_a_document_goes_out_and_comes_back(server: Server) -> None:
    _, client, bot = server
    person = await client.phone()
    await person.start()
    copying = InlineKeyboardButton("Copy", copy_text=CopyTextButton("A draft"))
    content = bytes(range(256)) * 40
    message = await bot.send_document(
        person.id,
        content,
        filename="questions.pdf",
        caption="Your list",
        reply_markup=InlineKeyboardMarkup.from_button(copying),
        disable_notification=True,
    )
    assert message.document is not None and message.caption == "Your list"
    assert (message.document.file_name, message.document.mime_type, message.document.file_size) == (
        "questions.pdf",
        "application/pdf",
        len(content),
    )
    assert message.reply_markup == InlineKeyboardMarkup.from_button(copying)
    file = await bot.get_file(message.document)
    assert bytes(await file.download_as_bytearray()) == content
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(person.id, b"", filename="empty.txt")
    assert await client.problems("suspicious") == []


async def test_both_sides_messages_go_at_once(server: Server) -> None:
    _, client, bot = server
    person = await client.phone()
    await person.type("mine")
    ours = await bot.send_message(person.id, "yours")
    assert await bot.delete_messages(person.id, [ours.message_id - 1, ours.message_id, 999])
    assert await person.shown() == []
    late = await bot.send_message(person.id, "late")
    await client.jump(48 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_messages(person.id, [late.message_id])


async def test_updates_and_presses(server: Server) -> None:
    _, client, bot = server
    person = await client.phone()
    await person.start("x")
    start = (await bot.get_updates(timeout=5))[0]
    assert start.message is not None
    assert (start.message.text, start.message.chat.type) == ("/start x", "private")
    await bot.send_message(person.id, "Go?", reply_markup=KEYBOARD)
    press = await person.press("Go")
    update = (await bot.get_updates(offset=start.update_id + 1, allowed_updates=["callback_query"]))[0]
    assert update.callback_query is not None
    await update.callback_query.answer("Gone")
    assert await person.answer(press) == "Gone"
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()


async def test_profile_and_places(server: Server) -> None:
    _, client, bot = server
    person = await client.phone()
    await person.start()
    commands = [BotCommand("help", "Help now")]
    await bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats(), language_code="en")
    assert list(await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "en")) == commands
    await bot.delete_my_commands()
    await bot.set_my_name("Ask First")
    await bot.set_my_description("About")
    await bot.set_my_short_description("Short")
    names = (await bot.get_my_name(), await bot.get_my_description(), await bot.get_my_short_description())
    assert (names[0].name, names[1].description, names[2].short_description) == (
        "Ask First",
        "About",
        "Short",
    )
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    await bot.send_chat_action(person.id, ChatAction.TYPING)
    assert (await bot.get_chat(person.id)).type == "private"
    group = await client.group(person)
    await bot.leave_chat(group)
    assert await client.problems() == []


async def test_webhooks(server: Server) -> None:
    bot = server[2]
    await bot.set_webhook("https://example.org/hook", secret_token="abc", allowed_updates=["message"])
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.allowed_updates) == (
        "https://example.org/hook",
        40,
        ("message",),
    )
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    with pytest.raises(RetryAfter), pytest.warns(PTBDeprecationWarning):
        await bot.set_webhook("https://example.org/other")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_errors_are_those_that_ptb_knows(server: Server) -> None:
    one, client, bot = server
    person = await client.phone()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(person.id, "x")
    await person.start()
    await client.order("429", retry_after=3)
    with pytest.raises(RetryAfter), pytest.warns(PTBDeprecationWarning):
        await bot.send_message(person.id, "x")
    for kind in ("500", "reset before"):
        await client.order(kind)
        with pytest.raises(NetworkError):
            await bot.send_message(person.id, "x")
    phone.block(one.standin, one.standin.chats.people[person.id])
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(person.id, "x")
    with pytest.raises(InvalidToken):
        async with telegram.Bot("1:wrong", base_url=one.api_base):
            pass
