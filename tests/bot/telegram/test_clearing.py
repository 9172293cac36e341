"""Hide and delete take everything away that can be, whatever Telegram says, and leave one line at most."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import Delivered, GivenUp, OutboxRow, Retry, Send, SendKind, Unreachable
from bot.telegram import sender as sender_module
from bot.telegram.api import DELETED_AT_ONCE
from tests.bot.telegram.desk import (
    BLOCKED,
    DELETE_NOT_FOUND,
    EDIT_NOT_FOUND,
    LIVE,
    MAYBE_ARRIVED,
    NEUTRAL,
    NEXT,
    NOON,
    TOO_OLD,
    Desk,
    quietly,
    removing,
    row_of,
    said_by_us,
)
from tests.bot.telegram.fake_bot_api import TOKEN, Answer, Hang, flooded, refused

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

TYPED = 41
LINE = NEUTRAL.text.text
PASSING: list[Answer] = [flooded(33), *MAYBE_ARRIVED]


def clear(live: int | None = LIVE, pressed: int | None = None, recent: tuple[int, ...] = ()) -> OutboxRow:
    return row_of(Send(SendKind.CLEAR, NEUTRAL, pressed), live, recent)


HIDE = clear(recent=(38, 39, LIVE, TYPED))


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A chat with words of both sides, where only what is there can be edited."""
    desk.fake.messages |= dict.fromkeys((38, 39, LIVE, TYPED), "I am not safe at home")
    desk.fake.is_strict = True
    return desk


@pytest.fixture
def bare(room: Desk) -> Desk:
    """The same, after somebody removed the live message."""
    del room.fake.messages[LIVE]
    return room


async def test_the_live_message_becomes_the_line_and_everything_else_goes(room: Desk) -> None:
    assert await room.send(HIDE) == Delivered(HIDE, LIVE)
    assert room.fake.messages == {LIVE: LINE}


async def test_words_are_drawn_over_before_anything_is_deleted(room: Desk) -> None:
    await room.send(HIDE)
    assert room.fake.methods == ["editMessageText", "deleteMessages"]
    assert room.params("deleteMessages") == [{"chat_id": 77, "message_ids": [TYPED, 39, 38]}]
    assert "reply_markup" not in room.params("editMessageText")[0]


async def test_what_the_person_typed_goes_too_even_when_it_is_not_among_the_recent(room: Desk) -> None:
    await room.send(removing(clear(), TYPED, 38, 39))
    assert room.fake.messages == {LIVE: LINE}


async def test_a_pressed_message_and_the_live_one_both_lose_their_words_and_one_stays(room: Desk) -> None:
    pressed = clear(pressed=39, recent=(38, 39, LIVE, TYPED))
    assert await room.send(pressed) == Delivered(pressed, 39)
    assert room.fake.methods == ["editMessageText"] * 2 + ["deleteMessages"]
    assert room.fake.messages == {39: LINE}


async def test_without_a_live_message_the_line_is_posted_silently_and_last(bare: Desk) -> None:
    assert await bare.send(HIDE) == Delivered(HIDE, NEXT, (NEXT,))
    assert bare.fake.methods == ["editMessageText", "deleteMessages", "sendMessage"]
    assert bare.params("sendMessage")[0]["disable_notification"] is True
    assert bare.fake.messages == {NEXT: LINE}


async def test_in_a_chat_that_never_had_a_screen_the_line_is_posted(desk: Desk) -> None:
    assert await desk.send(clear(live=None)) == Delivered(clear(live=None), NEXT, (NEXT,))
    assert desk.fake.methods == ["sendMessage"]


async def test_a_line_that_telegram_does_not_take_keeps_nothing_from_going(
    room: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = refused(400, "Bad Request: can't parse entities")
    room.fake.will("sendMessage", wrong)
    assert await room.send(HIDE, "editMessageText", wrong) == GivenUp(HIDE, "refused")
    assert room.fake.messages == {}
    assert vars(caplog.records[0])["reason"] == "entities"


async def test_in_quiet_the_new_line_says_its_words_last(bare: Desk) -> None:
    assert await bare.send(quietly(HIDE)) == Delivered(quietly(HIDE), NEXT, (NEXT,))
    assert bare.params("sendMessage")[0]["text"] == "Updated."
    assert bare.fake.messages == {NEXT: LINE}


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages"])
@pytest.mark.parametrize("answer", PASSING)
async def test_what_breaks_off_is_done_again_until_one_line_is_left(
    room: Desk, method: str, answer: Answer
) -> None:
    wait = 33 if answer == flooded(33) else 1
    assert await room.send(HIDE, method, answer) == Retry(HIDE, NOON + timedelta(seconds=wait))
    assert isinstance(await room.settle(HIDE, method, answer, answer), Delivered)
    assert room.fake.messages == {LIVE: LINE}


@pytest.mark.parametrize("answer", PASSING)
async def test_once_deleting_has_begun_the_screen_says_nothing_any_more(room: Desk, answer: Answer) -> None:
    await room.send(HIDE, "deleteMessages", answer)
    assert room.fake.messages[LIVE] == LINE


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages"])
async def test_a_step_that_hangs_ends_before_the_lease_and_is_done_again(
    room: Desk, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(sender_module, "SEND_SECONDS", 0.05)
    assert await room.send(HIDE, method, Hang()) == Retry(HIDE, NOON + timedelta(seconds=1))


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages", "deleteMessage", "sendMessage"])
async def test_somebody_who_is_gone_at_any_step_is_unreachable(bare: Desk, method: str) -> None:
    if method == "deleteMessage":
        bare.fake.will("deleteMessages", TOO_OLD)
    assert await bare.send(HIDE, method, BLOCKED) == Unreachable(HIDE)


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages", "deleteMessage"])
async def test_a_chat_that_is_not_there_at_any_step_is_unreachable(room: Desk, method: str) -> None:
    if method == "deleteMessage":
        room.fake.will("deleteMessages", TOO_OLD)
    assert await room.send(HIDE, method, refused(400, "Bad Request: chat not found")) == Unreachable(HIDE)


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages"])
async def test_a_short_flood_is_waited_out_within_the_row_s_time(room: Desk, method: str) -> None:
    assert await room.send(HIDE, method, flooded(3)) == Delivered(HIDE, LIVE)
    assert room.waits == [3]


@pytest.mark.parametrize("answer", MAYBE_ARRIVED)
async def test_a_new_line_that_may_have_arrived_is_not_posted_again(bare: Desk, answer: Answer) -> None:
    assert await bare.settle(HIDE, "sendMessage", answer) == GivenUp(HIDE, "ambiguous")
    assert set(bare.fake.messages.values()) <= {LINE}
    assert bare.fake.methods.count("sendMessage") == 1


@pytest.mark.parametrize("answer", [flooded(33), refused(401, "Unauthorized")])
async def test_a_new_line_that_has_not_arrived_is_posted_later(bare: Desk, answer: Answer) -> None:
    assert isinstance(await bare.settle(HIDE, "sendMessage", answer), Delivered)
    assert list(bare.fake.messages.values()) == [LINE]


async def test_a_new_line_that_could_not_get_its_words_is_taken_back_and_posted_again(bare: Desk) -> None:
    failing: list[Answer] = [EDIT_NOT_FOUND, flooded(33), EDIT_NOT_FOUND]
    receipt = await bare.settle(quietly(HIDE), "editMessageText", *failing)
    assert isinstance(receipt, Delivered)
    assert bare.fake.messages == {NEXT + 1: LINE}


async def test_messages_that_telegram_refuses_to_delete_together_go_one_by_one(room: Desk) -> None:
    assert await room.send(HIDE, "deleteMessages", TOO_OLD) == Delivered(HIDE, LIVE)
    assert [params["message_id"] for params in room.params("deleteMessage")] == [TYPED, 39, 38]
    assert room.fake.messages == {LIVE: LINE}


async def test_a_message_too_old_to_delete_loses_its_buttons(room: Desk) -> None:
    room.fake.will("deleteMessage", DELETE_NOT_FOUND, TOO_OLD)
    assert await room.send(HIDE, "deleteMessages", TOO_OLD) == Delivered(HIDE, LIVE)
    assert room.params("editMessageReplyMarkup") == [{"chat_id": 77, "message_id": 39}]


async def test_a_message_of_the_person_that_stays_keeps_nothing_from_going(room: Desk) -> None:
    room.fake.will("deleteMessage", TOO_OLD)
    room.fake.will("editMessageReplyMarkup", refused(400, "Bad Request: message can't be edited"))
    assert await room.send(HIDE, "deleteMessages", TOO_OLD) == Delivered(HIDE, LIVE)
    assert room.fake.messages.keys() == {LIVE, TYPED}


@pytest.mark.parametrize("method", ["deleteMessage", "editMessageReplyMarkup"])
@pytest.mark.parametrize("answer", PASSING)
async def test_what_breaks_off_one_by_one_is_done_again(room: Desk, method: str, answer: Answer) -> None:
    room.fake.will("deleteMessages", TOO_OLD)
    if method == "editMessageReplyMarkup":
        room.fake.will("deleteMessage", TOO_OLD)
    assert isinstance(await room.send(HIDE, method, answer), Retry)
    assert isinstance(await room.settle(HIDE), Delivered)
    assert room.fake.messages == {LIVE: LINE}


@pytest.mark.parametrize(("count", "calls"), [(100, [100]), (101, [100, 1]), (250, [100, 100, 50])])
async def test_many_messages_go_in_hundreds_the_newest_first(
    desk: Desk, count: int, calls: list[int]
) -> None:
    recent = tuple(range(1_000, 1_000 + count))
    await desk.send(clear(recent=(*recent, LIVE)))
    batches = [params["message_ids"] for params in desk.params("deleteMessages")]
    assert [len(batch) for batch in batches] == calls
    assert [each for batch in batches for each in batch] == list(reversed(recent))


async def test_one_hundred_that_is_refused_does_not_keep_the_others(desk: Desk) -> None:
    recent = tuple(range(1_000, 1_250))
    desk.fake.messages |= dict.fromkeys(recent, "words")
    assert isinstance(await desk.send(clear(recent=recent), "deleteMessages", TOO_OLD), Delivered)
    assert desk.fake.methods.count("deleteMessage") == DELETED_AT_ONCE
    assert desk.fake.messages == {LIVE: LINE}


@pytest.mark.parametrize(("count", "calls"), [(0, 0), (1, 1), (101, 2)])
async def test_what_came_too_late_is_removed(desk: Desk, count: int, calls: int) -> None:
    late = row_of(Send(SendKind.REMOVE, None, remove=tuple(range(1, count + 1))), live=None)
    assert await desk.send(late) == Delivered(late, None)
    assert desk.fake.methods == ["deleteMessages"] * calls


@pytest.mark.parametrize("answer", PASSING)
async def test_a_removal_that_breaks_off_is_done_again(desk: Desk, answer: Answer) -> None:
    late = row_of(Send(SendKind.REMOVE, None, remove=(38, 39)))
    assert isinstance(await desk.send(late, "deleteMessages", answer), Retry)
    assert isinstance(await desk.settle(late, "deleteMessages", TOO_OLD), Delivered)


async def test_nothing_of_a_chat_that_could_not_be_cleared_reaches_the_log(
    room: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = refused(400, f"Bad Request: canary message 41 of chat 77, bot {TOKEN}")
    room.fake.will("deleteMessages", echo)
    for method in ("deleteMessage", "editMessageReplyMarkup"):
        room.fake.will(method, *[echo] * 4)
    room.fake.will("sendMessage", echo)
    assert await room.send(HIDE, "editMessageText", echo) == GivenUp(HIDE, "refused")
    assert [record.msg for record in said_by_us(caplog)] == ["message-stays"] * 4 + ["send-refused"]
    assert "canary" not in str([vars(record) for record in said_by_us(caplog)])


async def test_a_row_that_is_tried_for_the_second_time_finds_its_work_done(room: Desk) -> None:
    await room.send(HIDE)
    again = replace(HIDE, attempts=1)
    assert await room.send(again) == Delivered(again, LIVE)
    assert room.fake.messages == {LIVE: LINE}
