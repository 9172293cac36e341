"""Inline keyboards: sizes, exactly one action, limits in bytes."""

import pytest

from tests.bot.standin.world import button, keyboard, ok, refused, sent, started, suspicious, world

PARSE = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (None, "object expected as reply markup"),
        ([], "object expected as reply markup"),
        ("{", "can't parse reply_markup JSON object"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [button()]}, 'field "inline_keyboard" must be an Array of Arrays'),
        (keyboard({"callback_data": "x"}), PARSE + 'Can\'t find field "text"'),
        (keyboard({"text": 5, "callback_data": "x"}), PARSE + 'Field "text" must be of type String'),
        (keyboard(button("")), "inline keyboard button text must be non-empty"),
        (keyboard({"text": "Go"}), PARSE + "Text buttons are unallowed in the inline keyboard"),
        (keyboard(button(callback_data="")), PARSE + "Text buttons are unallowed in the inline keyboard"),
        (keyboard(button(callback_data="x" * 65)), "BUTTON_DATA_INVALID"),
        (keyboard(button(callback_data="é" * 33)), "BUTTON_DATA_INVALID"),
        (
            keyboard(button(url="not-a-url")),
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            keyboard(button(url="ftp://example.com")),
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (keyboard(button(copy_text={"text": ""})), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard(button(copy_text={"text": "x" * 257})), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard(button(copy_text={"text": "\N{GRINNING FACE}" * 129})), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard(button(pay=True)), "BUTTON_TYPE_INVALID"),
        (keyboard(button(callback_game={})), "BUTTON_TYPE_INVALID"),
        (keyboard(button(callback_data="x", style="loud")), "BUTTON_STYLE_INVALID"),
        (keyboard([button()] * 9), "REPLY_MARKUP_TOO_LONG"),
        (keyboard(*[button()] * 101), "REPLY_MARKUP_TOO_LONG"),
    ],
)
async def test_a_bad_keyboard_is_refused_in_telegrams_words(markup: object, reason: str) -> None:
    standin = world()
    person = started(standin)
    answer = await refused(standin, "sendMessage", chat_id=person.id, text="x", reply_markup=markup)
    assert answer == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    "good",
    [
        button(callback_data="x" * 64),
        button(callback_data="é" * 32),
        button(url="https://example.org"),
        button(url="http://192.0.2.1:8080/a"),
        button(url="tg://user?id=1"),
        button(copy_text={"text": "x" * 256}),
        button(copy_text={"text": "\N{GRINNING FACE}" * 128}),
    ],
)
async def test_a_good_button_is_kept_as_it_came(good: dict[str, object]) -> None:
    standin = world()
    message = await sent(standin, started(standin), reply_markup=keyboard(good))
    assert (message.keyboard, suspicious(standin)) == ([[good]], [])


async def test_the_largest_keyboard_is_accepted() -> None:
    standin = world()
    markup = keyboard(*[[button()] * 8] * 12, [button()] * 4)
    message = await sent(standin, started(standin), reply_markup=markup)
    assert sum(map(len, message.keyboard or [])) == 100


async def test_of_several_actions_the_first_wins_and_it_is_noted() -> None:
    standin = world()
    both = button(callback_data="x", url="https://example.org")
    message = await sent(standin, started(standin), reply_markup=keyboard(both))
    assert message.keyboard == [[{"text": "Go", "url": "https://example.org"}]]
    assert suspicious(standin) == ["a button has several actions (url, callback_data); the first wins"]


async def test_a_button_that_copies_and_calls_back_calls_back() -> None:
    standin = world()
    both = button(callback_data="x", copy_text={"text": "words"})
    message = await sent(standin, started(standin), reply_markup=keyboard(both))
    assert message.keyboard == [[{"text": "Go", "callback_data": "x"}]]


async def test_an_edit_takes_no_other_markup_than_an_inline_keyboard() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person)
    edit = {"chat_id": person.id, "message_id": message.id, "reply_markup": {"remove_keyboard": True}}
    assert await refused(standin, "editMessageReplyMarkup", **edit) == "Bad Request: inline keyboard expected"


async def test_an_empty_keyboard_is_none() -> None:
    standin = world()
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    where = {"chat_id": person.id, "message_id": message.id}
    await ok(standin, "editMessageReplyMarkup", **where, reply_markup='{"inline_keyboard": []}')
    assert message.keyboard is None
