"""Sending, editing, deleting: every refusal in the real server's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standin import phone
from bot.standin.methods.messages import NOT_MODIFIED
from tests.bot.standin.world import button, keyboard, ok, refused, sent, started, suspicious, world

DAY_S = 24 * 3600


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n\u200b ", "Bad Request: text must be non-empty"),
        ("x" * 4097, "Bad Request: message is too long"),
        ("\N{GRINNING FACE}" * 2049, "Bad Request: message is too long"),
    ],
)
async def test_text_that_telegram_would_not_send_is_refused(text: str, description: str) -> None:
    standin = world()
    assert await refused(standin, "sendMessage", chat_id=started(standin).id, text=text) == description


@pytest.mark.parametrize("text", ["x" * 4096, "\N{GRINNING FACE}" * 2048, "x" * 4096 + "  \n"])
async def test_the_longest_text_counts_utf16_units_after_trimming(text: str) -> None:
    standin = world()
    await sent(standin, started(standin), text=text)


async def test_text_is_kept_trimmed_and_without_control_characters() -> None:
    standin = world()
    message = await sent(standin, started(standin), text="\n one\r\n\ttwo \u202e \n")
    assert message.text == "one\n two"


async def test_markup_languages_are_refused_and_noted() -> None:
    standin = world()
    person = started(standin)
    answer = await refused(standin, "sendMessage", chat_id=person.id, text="<b>x</b>", parse_mode="HTML")
    assert answer == "Bad Request: unsupported parse_mode"
    assert len(standin.journal.problems) == 2


@pytest.mark.parametrize("chat_id", [phone.FIRST_PERSON + 7, -1, 0, "@nobody", "nobody"])
async def test_nobody_who_never_started_the_bot_can_be_written_to(chat_id: object) -> None:
    standin = world()
    phone.person_of(standin, 7)
    assert await refused(standin, "sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"


async def test_a_call_without_a_chat_says_so() -> None:
    assert await refused(world(), "sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_a_blocked_bot_can_neither_send_nor_edit() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person)
    phone.block(standin, person)
    where = {"chat_id": person.id, "text": "again"}
    blocked = "Forbidden: bot was blocked by the user"
    assert await refused(standin, "sendMessage", **where) == blocked
    assert await refused(standin, "editMessageText", **where, message_id=message.id) == blocked


async def test_a_deleted_account_cannot_be_written_to() -> None:
    standin = world()
    person = started(standin)
    phone.delete_account(standin, person)
    answer = await refused(standin, "sendMessage", chat_id=person.id, text="x")
    assert answer == "Forbidden: user is deactivated"


async def test_protection_and_silence_are_kept() -> None:
    standin = world()
    message = await sent(standin, started(standin), protect_content="true", disable_notification=True)
    assert (message.is_protected, message.is_silent) == (True, True)


async def test_a_notification_shows_the_words_as_first_sent() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person, text="One message")
    await ok(standin, "editMessageText", chat_id=person.id, message_id=message.id, text="Private words")
    assert (message.notified, message.text) == ("One message", "Private words")
    assert phone.write(standin, person, "mine")[0].notified == ""


async def test_link_preview_options_are_checked() -> None:
    standin = world()
    where = {"chat_id": started(standin).id, "text": "x"}
    answer = await refused(standin, "sendMessage", **where, link_preview_options={"is_disabled": "yes"})
    assert answer == 'Bad Request: field "is_disabled" must be of type Boolean'
    await ok(standin, "sendMessage", **where, link_preview_options='{"is_disabled": true}')


async def test_an_unknown_parameter_is_noted_and_otherwise_ignored() -> None:
    standin = world()
    await sent(standin, started(standin), disable_web_page_preview=True, message_thread_id=1)
    assert suspicious(standin) == [
        'unknown parameter "disable_web_page_preview"',
        'parameter "message_thread_id" is known to Telegram but has no effect here',
    ]


async def test_without_strictness_nothing_but_refusals_is_noted() -> None:
    standin = world(strict=False)
    await sent(standin, started(standin), nonsense=1)
    assert not standin.journal.problems


@pytest.mark.parametrize("value", ["abc", True, 1.5, [1]])
async def test_a_number_of_the_wrong_type_is_refused(value: object) -> None:
    standin = world()
    answer = await refused(standin, "deleteMessage", chat_id=started(standin).id, message_id=value)
    assert answer == 'Bad Request: field "message_id" must be of type Number'


async def test_an_edit_that_changes_nothing_is_refused_as_not_modified() -> None:
    standin = world()
    person = started(standin)
    same = {
        "text": "Hello",
        "entities": [{"type": "bold", "offset": 0, "length": 5}],
        "reply_markup": keyboard(button()),
    }
    message = await sent(standin, person, **same)
    where = {"chat_id": person.id, "message_id": message.id}
    answer = await refused(standin, "editMessageText", **where, **(same | {"text": "Hello  "}))
    assert answer == f"Bad Request: {NOT_MODIFIED}"
    assert (
        await refused(standin, "editMessageReplyMarkup", **where, reply_markup=keyboard(button())) == answer
    )


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    result = await ok(standin, "editMessageText", chat_id=person.id, message_id=message.id, text="Hello")
    assert message.keyboard is None
    assert "reply_markup" not in result
    assert result["edit_date"] == standin.date()


async def test_only_the_bots_own_messages_that_are_there_can_be_edited() -> None:
    standin = world()
    person = started(standin)
    theirs = phone.write(standin, person, "mine")[0]
    edit = {"chat_id": person.id, "text": "x"}
    unknown = "Bad Request: message to edit not found"
    assert await refused(standin, "editMessageText", **edit, message_id=999) == unknown
    not_mine = await refused(standin, "editMessageText", **edit, message_id=theirs.id)
    assert not_mine == "Bad Request: message can't be edited"
    missing = await refused(standin, "editMessageText", **edit)
    assert missing == "Bad Request: message identifier is not specified"


async def test_in_private_the_persons_messages_can_be_deleted_too() -> None:
    standin = world()
    person = started(standin)
    theirs, ours = phone.write(standin, person, "mine")[0], await sent(standin, person)
    for message in (theirs, ours):
        await ok(standin, "deleteMessage", chat_id=person.id, message_id=message.id)
        assert message.is_deleted
    again = await refused(standin, "deleteMessage", chat_id=person.id, message_id=ours.id)
    assert again == "Bad Request: message to delete not found"


async def test_after_48_hours_a_message_cannot_be_deleted() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person)
    standin.jump(2 * DAY_S)
    answer = await refused(standin, "deleteMessage", chat_id=person.id, message_id=message.id)
    assert answer == "Bad Request: message can't be deleted for everyone"


async def test_one_message_that_is_too_old_keeps_all_of_them() -> None:
    standin = world()
    person = started(standin)
    old = phone.write(standin, person, "old")[0]
    standin.jump(2 * DAY_S - 1)
    new = await sent(standin, person)
    both = {"chat_id": person.id, "message_ids": [new.id, str(old.id)]}
    standin.jump(1)
    answer = await refused(standin, "deleteMessages", **both)
    assert answer == "Bad Request: message can't be deleted for everyone"
    assert (old.is_deleted, new.is_deleted) == (False, False)
    standin.jump(-1)
    await ok(standin, "deleteMessages", **both)
    assert (old.is_deleted, new.is_deleted) == (True, True)


async def test_a_throw_of_dice_can_be_deleted_on_the_second_day_alone() -> None:
    standin = world()
    person = started(standin)
    where = {"chat_id": person.id, "message_id": phone.send_kind(standin, person, "dice").id}
    answer = await refused(standin, "deleteMessage", **where)
    assert answer == "Bad Request: message can't be deleted for everyone"
    standin.jump(DAY_S)
    await ok(standin, "deleteMessage", **where)


async def test_deleting_several_skips_unknown_ones() -> None:
    standin = world()
    person = started(standin)
    messages = [await sent(standin, person) for _ in range(3)]
    numbers = [message.id for message in messages]
    await ok(standin, "deleteMessages", chat_id=person.id, message_ids=[999, *numbers])
    assert all(message.is_deleted for message in messages)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        (None, "message identifiers are not specified"),
        (5, "expected an Array of message identifiers"),
        ("[", "can't parse message_ids JSON object"),
        ([0], "invalid message identifier specified"),
        (["x"], "can't parse message identifier as Number"),
        ([None], "message identifier must be a Number"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ],
)
async def test_a_bad_list_of_messages_to_delete_is_refused(numbers: object, reason: str) -> None:
    standin = world()
    answer = await refused(standin, "deleteMessages", chat_id=started(standin).id, message_ids=numbers)
    assert answer == f"Bad Request: {reason}"


async def test_an_unknown_method_is_not_found_and_names_know_no_case() -> None:
    standin = world()
    assert await refused(standin, "sendTelegram") == "Not Found"
    assert (await ok(standin, "GETME"))["is_bot"] is True


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_methods_that_end_everything_are_refused(method: str) -> None:
    await refused(world(), method)


@given(st.text(min_size=1, max_size=60))
async def test_what_was_sent_is_never_modified_by_sending_it_again(text: str) -> None:
    standin = world()
    person = started(standin)
    if not text.encode("utf-8", "ignore").decode().strip() or text != text.encode("utf-8", "ignore").decode():
        return
    result = await ok(standin, "sendMessage", chat_id=person.id, text="x" + text)
    again = await refused(
        standin, "editMessageText", chat_id=person.id, message_id=result["message_id"], text="x" + text
    )
    assert again == f"Bad Request: {NOT_MODIFIED}"
