"""What people can do, and what the bot hears of it."""

from typing import Any

import pytest
from telegram import Update

from bot.standin import phone
from bot.standin.callbacks import ANSWER_WITHIN_S
from bot.standin.kinds import BODIES
from bot.standin.refused import TOO_OLD
from bot.standin.state import StandIn
from tests.bot.standin.world import button, keyboard, ok, refused, sent, started, world


async def heard(standin: StandIn) -> list[dict[str, Any]]:
    """The updates that wait, each readable by python-telegram-bot."""
    updates = await ok(standin, "getUpdates")
    assert all(Update.de_json(update, None) for update in updates)
    return list(updates)


async def test_start_carries_the_payload_of_a_deep_link() -> None:
    standin = world()
    phone.start(standin, phone.person_of(standin, 1), "clinic-7")
    message = (await heard(standin))[0]["message"]
    assert message["text"] == "/start clinic-7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["chat"]["id"] == message["from"]["id"] > 2**32


async def test_a_client_trims_text_and_cuts_what_is_too_long() -> None:
    standin = world()
    person = started(standin)
    phone.write(standin, person, "  " + "\N{GRINNING FACE}" * 3000 + " ")
    texts = [update["message"]["text"] for update in await heard(standin)]
    assert [len(text) for text in texts] == [2048, 952]


def test_a_client_sends_no_empty_message() -> None:
    standin = world()
    with pytest.raises(phone.Impossible):
        phone.write(standin, started(standin), "  \n")


@pytest.mark.parametrize("kind", BODIES)
async def test_every_kind_of_message_can_be_sent(kind: str) -> None:
    standin = world()
    phone.send_kind(standin, started(standin), kind)
    update = (await heard(standin))[0]
    assert kind in update["message"]
    assert "text" not in update["message"]


async def test_an_edited_message_is_an_update_of_its_own_kind() -> None:
    standin = world()
    person = started(standin)
    message = phone.write(standin, person, "one")[0]
    phone.edit(standin, person, message, "two")
    assert (await heard(standin))[1]["edited_message"]["text"] == "two"


async def test_a_press_carries_the_message_and_its_data() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    phone.press(standin, person, message, button())
    query = (await heard(standin))[0]["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("go", message.id)


async def test_a_press_on_a_deleted_message_carries_an_inaccessible_one() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    await ok(standin, "deleteMessage", chat_id=person.id, message_id=message.id)
    phone.press(standin, person, message, button())
    query = (await heard(standin))[0]["callback_query"]
    assert query["message"] == {
        "chat": {"id": person.id, "type": "private", "first_name": person.first_name},
        "message_id": message.id,
        "date": 0,
    }


async def test_links_and_copying_never_reach_the_bot() -> None:
    standin = world()
    person = started(standin)
    link, copied = button(url="https://example.org"), button(copy_text={"text": "988"})
    message = await sent(standin, person, reply_markup=keyboard([link, copied]))
    assert phone.press(standin, person, message, link).opened == "https://example.org"
    assert phone.press(standin, person, message, copied).copied == "988"
    assert await heard(standin) == []


async def test_a_press_is_answered_once_and_in_time() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    first = phone.press(standin, person, message, button()).callback
    late = phone.press(standin, person, message, button()).callback
    assert first is not None and late is not None
    await ok(standin, "answerCallbackQuery", callback_query_id=first.id, text="Done", show_alert=True)
    assert (first.text, first.is_alert) == ("Done", True)
    too_old = f"Bad Request: {TOO_OLD}"
    assert await refused(standin, "answerCallbackQuery", callback_query_id=first.id) == too_old
    assert list(standin.callbacks.unanswered()) == [late]
    standin.jump(ANSWER_WITHIN_S + 1)
    assert await refused(standin, "answerCallbackQuery", callback_query_id=late.id) == too_old
    assert await refused(standin, "answerCallbackQuery", callback_query_id="none") == too_old


async def test_an_answer_holds_up_to_200_characters() -> None:
    standin = world()
    answer = await refused(standin, "answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert answer == "Bad Request: MESSAGE_TOO_LONG"


async def test_blocking_and_unblocking_are_told_once_each() -> None:
    standin = world()
    person = started(standin)
    for _ in range(2):
        phone.block(standin, person)
    with pytest.raises(phone.Impossible):
        phone.write(standin, person, "x")
    phone.start(standin, person)
    updates = await heard(standin)
    changes = [update["my_chat_member"] for update in updates[:2]]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]
    assert updates[2]["message"]["text"] == "/start"


async def test_in_a_group_the_bot_hears_that_it_was_added_and_commands_alone() -> None:
    standin = world()
    person = started(standin)
    group = phone.add_group(standin, person, "Family")
    phone.write(standin, person, "private matters", group)
    phone.write(standin, person, "/start", group)
    added, service, command = await heard(standin)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == standin.bot.id
    assert command["message"]["chat"] == {"id": group.id, "type": "group", "title": "Family"}
    assert group.id < 0


async def test_a_bot_that_has_left_a_group_cannot_write_there() -> None:
    standin = world()
    group = phone.add_group(standin, started(standin), "Family")
    await ok(standin, "sendMessage", chat_id=group.id, text="I only work in private.")
    await ok(standin, "leaveChat", chat_id=group.id)
    left = "Forbidden: bot is not a member of the group chat"
    assert await refused(standin, "sendMessage", chat_id=group.id, text="x") == left
    assert await refused(standin, "leaveChat", chat_id=group.id) == left


async def test_a_bot_that_was_put_out_of_a_group_cannot_write_there() -> None:
    standin = world()
    person = started(standin)
    group = phone.add_group(standin, person, "Family")
    phone.kick_bot(standin, person, group)
    answer = await refused(standin, "sendMessage", chat_id=group.id, text="x")
    assert answer == "Forbidden: bot was kicked from the group chat"


async def test_in_a_group_only_the_bots_own_messages_can_be_deleted() -> None:
    standin = world()
    person = started(standin)
    group = phone.add_group(standin, person, "Family")
    theirs = phone.write(standin, person, "/x", group)[0]
    answer = await refused(standin, "deleteMessage", chat_id=group.id, message_id=theirs.id)
    assert answer == "Bad Request: message can't be deleted"


async def test_a_private_chat_cannot_be_left() -> None:
    standin = world()
    await refused(standin, "leaveChat", chat_id=started(standin).id)


async def test_typing_shows_until_the_next_message() -> None:
    standin = world()
    person = started(standin)
    chat = standin.chats.chats[person.id]
    await ok(standin, "sendChatAction", chat_id=person.id, action="typing")
    assert chat.action == "typing"
    await sent(standin, person)
    assert chat.action == ""
    wrong = await refused(standin, "sendChatAction", chat_id=person.id, action="thinking")
    assert wrong == "Bad Request: wrong parameter action in request"
