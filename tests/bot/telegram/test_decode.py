"""Raw updates become Incoming, whatever is in them."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import Address, Incoming
from bot.telegram.decode import FOREIGN_PRESS, UPDATE_LIMIT, BadUpdate, decode
from flows.model.event import Command, Event, Press, Start, Typed, Unreadable

ANNA = {"id": 77, "is_bot": False, "first_name": "Anna", "language_code": "de-AT"}
PRIVATE = {"id": 77, "type": "private", "first_name": "Anna"}
GROUP = {"id": -100, "type": "supergroup", "title": "Family"}
HERE = Address(77, 77)


def decoded(**kind: Any) -> Incoming:
    return decode(json.dumps({"update_id": 5, **kind}).encode())


def said(**fields: Any) -> Incoming:
    return decoded(message={"message_id": 9, "date": 1, "from": ANNA, "chat": PRIVATE, **fields})


def pressed(data: str = "1f.ab12", sender: dict[str, Any] = ANNA, **message: Any) -> Incoming:
    message = {"message_id": 9, "date": 1, "chat": PRIVATE, **message}
    return decoded(callback_query={"id": "q1", "from": sender, "message": message, "data": data})


def member(chat: dict[str, Any], before: str, after: str) -> Incoming:
    change = {"chat": chat, "from": ANNA, "date": 1}
    return decoded(
        my_chat_member=change | {"old_chat_member": {"status": before}, "new_chat_member": {"status": after}}
    )


def test_a_press_names_the_button_the_render_and_the_message() -> None:
    assert pressed() == Incoming(5, HERE, Press("ab12", 31), "q1", 9, "de-AT")


def test_a_press_on_a_message_too_old_to_edit_names_no_message() -> None:
    incoming = pressed(date=0)
    assert incoming.event == Press("ab12", 31)
    assert incoming.message_id is None


@pytest.mark.parametrize(
    "data",
    ["", "ab12", "1f.", "1F.ab", "1f.AB", "1f.a b", "123456789.ab", "1f.ab\n", "-1.ab", "1f." + "a" * 50],
)
def test_callback_data_that_no_screen_of_ours_drew_is_a_foreign_press(data: str) -> None:
    assert pressed(data).event == FOREIGN_PRESS


@pytest.mark.parametrize(("token", "render"), [("s", 0), ("q_1-x~licence!", 255), ("a" * 49, 2**32 - 1)])
def test_every_token_of_the_grammar_comes_back(token: str, render: int) -> None:
    assert pressed(f"{render:x}.{token}").event == Press(token, render)


def test_somebody_elses_press_is_answered_and_ignored() -> None:
    incoming = pressed(sender={**ANNA, "id": 78})
    assert incoming == Incoming(5, callback_id="q1")


def test_a_press_in_a_group_is_answered_and_the_group_is_left() -> None:
    assert pressed(chat=GROUP) == Incoming(5, callback_id="q1", group_id=-100)


def test_a_press_on_an_inline_message_is_only_answered() -> None:
    incoming = decoded(callback_query={"id": "q1", "from": ANNA, "inline_message_id": "x", "data": "1.a"})
    assert incoming == Incoming(5, callback_id="q1")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/start", Start()),
        ("/start clinic_7-b", Start("clinic_7-b")),
        ("/START@ask_first_bot clinic", Start("clinic")),
        ("/start " + "a" * 64, Start("a" * 64)),
        ("/start " + "a" * 65, Start()),
        ("/start two words", Start()),
        ("/start ../../etc", Start()),
        ("/Help@ask_first_bot", Command("help")),
        ("/help he hit me", Command("help", "he hit me")),
        ("/", Typed("/")),
        ("/ help", Typed("/ help")),
        ("/помощь", Typed("/помощь")),
        ("He said /no", Typed("He said /no")),
        ("", Typed("")),
    ],
)
def test_text_is_a_start_a_command_or_typed(text: str, event: Event) -> None:
    assert said(text=text) == Incoming(5, HERE, event, language="de-AT", own_message_id=9, sent_at=1)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("photo", "photo"),
        ("voice", "voice"),
        ("sticker", "sticker"),
        ("video_note", "video"),
        ("dice", "dice"),
    ],
)
def test_what_is_not_text_is_unreadable(field: str, kind: str) -> None:
    assert said(**{field: {}}).event == Unreadable(kind)


def test_an_animation_is_no_document_and_a_venue_is_a_location() -> None:
    assert said(document={}, animation={}).event == Unreadable("animation")
    assert said(location={}, venue={}).event == Unreadable("location")


def test_the_words_under_a_picture_are_kept() -> None:
    assert said(photo=[{}], caption="He did\x00 this").event == Unreadable("photo", "He did this")


def test_words_under_something_unknown_are_kept_too() -> None:
    assert said(hologram={}, caption="Help me").event == Unreadable("message", "Help me")


@pytest.mark.parametrize("content", [{"text": "Hi"}, {"photo": []}, {"voice": {}}, {"caption": "He did"}])
def test_whatever_somebody_sent_can_be_found_again(content: dict[str, Any]) -> None:
    incoming = said(**content, message_id=4_711, date=1_795_000_000)
    assert (incoming.own_message_id, incoming.sent_at) == (4_711, 1_795_000_000)


def test_an_edited_message_was_sent_when_it_was_edited() -> None:
    edited = {"message_id": 9, "date": 1, "edit_date": 2, "from": ANNA, "chat": PRIVATE, "text": "Oh"}
    incoming = decoded(edited_message=edited)
    assert (incoming.own_message_id, incoming.sent_at) == (9, 2)


def test_a_press_sends_nothing_and_tells_no_time() -> None:
    assert (pressed().own_message_id, pressed().sent_at) == (None, 0)


def test_a_message_without_a_number_or_a_time_is_understood_all_the_same() -> None:
    incoming = decoded(message={"from": ANNA, "chat": PRIVATE, "text": "He hit me"})
    assert incoming == Incoming(5, HERE, Typed("He hit me"), language="de-AT")


@pytest.mark.parametrize("wrong", [{"message_id": "9"}, {"date": -1}, {"date": 1.5}, {"edit_date": 2**60}])
def test_a_number_or_a_time_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadUpdate):
        said(text="Hi", **wrong)


def test_a_service_message_is_no_event() -> None:
    assert said(pinned_message={}) == Incoming(5)


def test_an_edited_message_is_unreadable_but_keeps_its_words() -> None:
    edited = {"message_id": 9, "date": 1, "from": ANNA, "chat": PRIVATE, "edit_date": 2}
    assert decoded(edited_message={**edited, "text": "I am scared"}).event == Unreadable(
        "edited message", "I am scared"
    )
    assert decoded(edited_message={**edited, "caption": "Look"}).event == Unreadable("edited message", "Look")
    assert decoded(edited_message={**edited, "location": {}}).event is None


@pytest.mark.parametrize("kind", ["message", "edited_message", "channel_post", "edited_channel_post"])
def test_whatever_comes_from_a_group_or_channel_only_names_the_chat_to_leave(kind: str) -> None:
    chat_kind = "channel" if "post" in kind else "group"
    chat = {"id": -100, "type": chat_kind}
    incoming = decoded(**{kind: {"message_id": 9, "date": 1, "chat": chat, "from": ANNA, "text": "/start"}})
    assert incoming == Incoming(5, group_id=-100)


def test_being_added_to_a_group_is_told_from_being_in_it() -> None:
    assert member(GROUP, "left", "member") == Incoming(5, group_id=-100, added=True)
    assert member(GROUP, "member", "administrator") == Incoming(5, group_id=-100)


def test_a_group_that_removed_the_bot_needs_no_leaving() -> None:
    assert member(GROUP, "member", "kicked") == Incoming(5)


def test_blocking_and_unblocking_need_nothing_done() -> None:
    assert member(PRIVATE, "member", "kicked") == Incoming(5)
    assert member(PRIVATE, "kicked", "member") == Incoming(5)


def test_kinds_of_update_that_nobody_asked_for_have_no_event() -> None:
    assert decoded(message_reaction={"chat": PRIVATE}) == Incoming(5)
    assert decoded(hologram=[1]) == Incoming(5)


@pytest.mark.parametrize("tag", ["<b>", "en_US", "x" * 40, "e"])
def test_a_language_that_is_no_tag_is_unknown(tag: str) -> None:
    assert said(text="Hi", **{"from": {**ANNA, "language_code": tag}}).language == ""


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'{"update_id":"5"}',
        b'{"update_id":1e99}',
        b"\xff",
        b"[" * 100_000,
        b'{"update_id":9223372036854775808}',
        b" " * (UPDATE_LIMIT + 1),
    ],
)
def test_what_is_no_update_is_refused(raw: bytes) -> None:
    with pytest.raises(BadUpdate) as refusal:
        decode(raw)
    assert refusal.value.update_id is None


@pytest.mark.parametrize(
    "rest", [b'"message":5', b'"message":{"text":"\xff"}', b'"message":{"chat":{"id":"secret word"}}']
)
def test_a_broken_update_is_refused_by_its_number_and_without_its_words(rest: bytes) -> None:
    with pytest.raises(BadUpdate) as refusal:
        decode(b'{"update_id":5,' + rest + b"}")
    assert refusal.value.update_id in (5, None)
    assert refusal.value.__context__ is None
    assert "secret" not in str(refusal.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
CHATS = st.fixed_dictionaries(
    {"id": st.integers() | JSON, "type": st.sampled_from(["private", "group", "channel"]) | JSON}
)
USERS = st.fixed_dictionaries({"id": st.integers() | JSON}, optional={"language_code": st.text() | JSON})
MESSAGES = st.fixed_dictionaries(
    {"chat": CHATS, "message_id": st.integers() | JSON},
    optional={
        "from": USERS,
        "date": st.integers(),
        "edit_date": JSON,
        "text": st.text() | JSON,
        "caption": JSON,
        "photo": JSON,
    },
)
QUERIES = st.fixed_dictionaries(
    {"id": st.text(), "from": USERS}, optional={"message": MESSAGES, "data": st.text()}
)
UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers(0, 2**31)},
    optional={
        "message": MESSAGES | JSON,
        "edited_message": MESSAGES,
        "callback_query": QUERIES,
        "my_chat_member": JSON,
    },
)


@settings(max_examples=200, deadline=None)
@given(UPDATES | JSON)
def test_any_json_is_understood_or_refused_soon(update: Any) -> None:
    raw = json.dumps(update).encode()
    assert min(cpu_seconds(raw) for _ in range(2)) < 0.2  # the other one may have met the garbage collector


@given(st.binary(max_size=200))
def test_any_bytes_are_understood_or_refused(raw: bytes) -> None:
    decode_or_refuse(raw)


def cpu_seconds(raw: bytes) -> float:
    began = time.process_time()
    decode_or_refuse(raw)
    return time.process_time() - began


def decode_or_refuse(raw: bytes) -> None:
    try:
        incoming = decode(raw)
    except BadUpdate:
        return
    assert (incoming.event is None) or (incoming.address is not None and incoming.group_id is None)
