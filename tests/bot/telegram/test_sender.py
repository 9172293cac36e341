"""What becomes of screens and text exports, whatever Telegram says to them."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import Delivered, GivenUp, OutboxRow, Retry, Send, SendKind, Unreachable
from bot.telegram import sender as sender_module
from bot.telegram.api import Api
from bot.telegram.sender import ATTEMPTS_LIMIT, LONGEST_WAIT_SECONDS, TelegramSender
from tests.bot.telegram.desk import (
    BLOCKED,
    DELETE_NOT_FOUND,
    EDIT_NOT_FOUND,
    LIVE,
    MAYBE_ARRIVED,
    NEXT,
    NOON,
    NOT_MODIFIED,
    SCREEN,
    TOO_OLD,
    Desk,
    check_in,
    export,
    file,
    fresh,
    long_export,
    quietly,
    removing,
    rendered,
    row,
    row_of,
    said_by_us,
    screen,
)
from tests.bot.telegram.fake_bot_api import (
    PROXY_ERROR,
    TOKEN,
    Answer,
    Hang,
    Say,
    Unheard,
    fake_bot_api,
    flooded,
    refused,
)

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

ONCE = [(export(), "sendMessage"), (check_in(), "sendMessage"), (file(), "sendDocument")]


async def test_a_screen_is_drawn_over_the_live_message(desk: Desk) -> None:
    assert await desk.send(screen()) == Delivered(screen(), LIVE)
    [(method, params)] = desk.fake.calls
    assert (method, params["chat_id"], params["message_id"], params["text"]) == (
        "editMessageText",
        77,
        LIVE,
        "Hello",
    )


async def test_a_screen_without_a_live_message_is_posted(desk: Desk) -> None:
    assert await desk.send(screen(live=None)) == Delivered(screen(live=None), NEXT, (NEXT,))
    assert desk.fake.methods == ["sendMessage"]


async def test_a_screen_that_is_there_already_counts_as_delivered(desk: Desk) -> None:
    assert await desk.send(screen(), "editMessageText", NOT_MODIFIED) == Delivered(screen(), LIVE)


@pytest.mark.parametrize(
    "said", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_a_message_that_cannot_be_edited_is_replaced(desk: Desk, said: str) -> None:
    receipt = await desk.send(screen(), "editMessageText", refused(400, f"Bad Request: {said}"))
    assert receipt == Delivered(screen(), NEXT, (NEXT,))
    assert desk.fake.methods == ["editMessageText", "sendMessage", "deleteMessage"]


@pytest.mark.parametrize("live", [LIVE, None])
async def test_a_message_that_is_gone_is_not_posted_anew_when_nobody_asked(
    desk: Desk, live: int | None
) -> None:
    """Somebody may have removed it so that nobody else sees it."""
    redrawn = row(SendKind.REDRAW, live)
    assert await desk.send(redrawn, "editMessageText", EDIT_NOT_FOUND) == GivenUp(redrawn, "message-gone")
    assert "sendMessage" not in desk.fake.methods


async def test_a_message_that_is_there_is_drawn_again_in_place(desk: Desk) -> None:
    redrawn = row(SendKind.REDRAW)
    assert await desk.send(redrawn) == Delivered(redrawn, LIVE)
    assert desk.fake.methods == ["editMessageText"]


async def test_a_press_on_an_older_message_moves_the_screen_there_and_removes_the_other(desk: Desk) -> None:
    pressed = screen(pressed=30)
    assert await desk.send(pressed) == Delivered(pressed, 30)
    assert desk.fake.calls[1] == ("deleteMessage", {"chat_id": 77, "message_id": LIVE})


async def test_when_the_pressed_message_is_gone_both_make_way_for_a_new_one(desk: Desk) -> None:
    receipt = await desk.send(screen(pressed=30), "editMessageText", EDIT_NOT_FOUND)
    assert receipt == Delivered(screen(pressed=30), NEXT, (NEXT,))
    assert [params.get("message_id") for _, params in desk.fake.calls] == [30, None, 30, LIVE]


async def test_a_fresh_screen_is_posted_before_the_former_is_removed(desk: Desk) -> None:
    assert await desk.send(fresh()) == Delivered(fresh(), NEXT, (NEXT,))
    assert desk.fake.methods == ["sendMessage", "deleteMessage"]


@pytest.mark.parametrize("is_private", [True, False])
async def test_only_a_private_screen_is_kept_from_being_forwarded(desk: Desk, is_private: bool) -> None:
    await desk.send(row_of(Send(SendKind.FRESH_SCREEN, replace(SCREEN, private=is_private))))
    assert ("protect_content" in desk.params("sendMessage")[0]) is is_private


async def test_a_former_screen_too_old_to_delete_loses_its_buttons(desk: Desk) -> None:
    assert await desk.send(fresh(), "deleteMessage", TOO_OLD) == Delivered(fresh(), NEXT, (NEXT,))
    assert desk.fake.calls[-1] == ("editMessageReplyMarkup", {"chat_id": 77, "message_id": LIVE})


@pytest.mark.parametrize("answer", [DELETE_NOT_FOUND, BLOCKED, flooded(3), *MAYBE_ARRIVED])
async def test_a_former_screen_that_stays_does_not_undo_the_delivery(desk: Desk, answer: Answer) -> None:
    assert await desk.send(fresh(), "deleteMessage", answer) == Delivered(fresh(), NEXT, (NEXT,))


async def test_even_the_buttons_of_a_former_screen_may_stay(desk: Desk) -> None:
    desk.fake.will("editMessageReplyMarkup", PROXY_ERROR)
    assert await desk.send(fresh(), "deleteMessage", TOO_OLD) == Delivered(fresh(), NEXT, (NEXT,))


@pytest.mark.parametrize(("what", "method"), [(screen(), "editMessageText"), (fresh(), "sendMessage")])
async def test_a_screen_ends_before_its_lease_and_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, what: OutboxRow, method: str
) -> None:
    monkeypatch.setattr(sender_module, "SEND_SECONDS", 0.02)
    assert await desk.send(what, method, Hang()) == Retry(what, NOON + timedelta(seconds=1))


@pytest.mark.parametrize(("what", "method"), ONCE)
async def test_what_stays_ends_before_its_lease_and_is_not_repeated(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, what: OutboxRow, method: str
) -> None:
    monkeypatch.setattr(sender_module, "SEND_SECONDS", 0.05)
    assert await desk.send(what, method, Hang()) == GivenUp(what, "ambiguous")


async def test_a_slow_removal_does_not_undo_the_delivery(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "REMOVE_SECONDS", 0.02)
    assert await desk.send(fresh(), "deleteMessage", Hang()) == Delivered(fresh(), NEXT, (NEXT,))


async def test_an_export_is_posted_and_stays_beside_the_live_screen(desk: Desk) -> None:
    assert await desk.send(export()) == Delivered(export(), None, (NEXT,))
    assert desk.fake.methods == ["sendMessage"]


@pytest.mark.parametrize("answer", MAYBE_ARRIVED)
@pytest.mark.parametrize(("what", "method"), ONCE)
async def test_what_stays_is_not_repeated_once_it_may_have_arrived(
    desk: Desk, what: OutboxRow, method: str, answer: Answer
) -> None:
    assert await desk.send(what, method, answer) == GivenUp(what, "ambiguous")


@pytest.mark.parametrize("answer", MAYBE_ARRIVED)
@pytest.mark.parametrize(("what", "method"), [(screen(), "editMessageText"), (fresh(), "sendMessage")])
async def test_a_screen_that_may_have_arrived_is_tried_again(
    desk: Desk, what: OutboxRow, method: str, answer: Answer
) -> None:
    assert await desk.send(what, method, answer) == Retry(what, NOON + timedelta(seconds=1))


@pytest.mark.parametrize("what", [screen(), fresh(), export(), file(), check_in()])
async def test_what_was_never_sent_is_tried_again(what: OutboxRow) -> None:
    async with Api(TOKEN, "http://127.0.0.1:1/bot") as api:
        receipt = await TelegramSender(api, rendered, lambda: NOON, lambda: 0.0).send(what)
    assert receipt == Retry(what, NOON + timedelta(seconds=1))


@pytest.mark.parametrize(("what", "method"), [(screen(), "editMessageText"), *ONCE])
async def test_a_flood_is_waited_out(desk: Desk, what: OutboxRow, method: str) -> None:
    assert await desk.send(what, method, flooded(33)) == Retry(what, NOON + timedelta(seconds=33))


@pytest.mark.parametrize(
    "answer",
    [BLOCKED, refused(403, "Forbidden: user is deactivated"), refused(400, "Bad Request: chat not found")],
)
@pytest.mark.parametrize(
    ("what", "method"),
    [
        (screen(), "editMessageText"),
        (fresh(), "sendMessage"),
        (export(), "sendMessage"),
        (check_in(), "sendMessage"),
        (file(), "sendDocument"),
    ],
)
async def test_somebody_who_is_gone_is_unreachable(
    desk: Desk, what: OutboxRow, method: str, answer: Answer
) -> None:
    assert await desk.send(what, method, answer) == Unreachable(what)


async def test_a_refused_token_is_said_loudly_and_tried_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    receipt = await desk.send(screen(), "editMessageText", refused(401, "Unauthorized"))
    assert receipt == Retry(screen(), NOON + timedelta(seconds=60))
    assert caplog.record_tuples == [("bot.telegram.sender", logging.CRITICAL, "token-refused")]


async def test_a_mistake_of_ours_is_logged_by_screen_and_given_up(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    receipt = await desk.send(screen(), "editMessageText", refused(400, "Bad Request: BUTTON_DATA_INVALID"))
    assert receipt == GivenUp(screen(), "refused")
    assert (
        vars(caplog.records[0]).items()
        >= {"msg": "send-refused", "screen": "start#start", "reason": "button-data"}.items()
    )


@pytest.mark.parametrize("code", [400, 401, 403, 409, 429, 500])
@pytest.mark.parametrize(
    ("what", "method"), [(screen(), "editMessageText"), (quietly(fresh()), "sendMessage"), *ONCE]
)
async def test_what_telegram_says_is_not_logged_whatever_could_not_be_sent(
    desk: Desk, caplog: pytest.LogCaptureFixture, what: OutboxRow, method: str, code: int
) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.send(what, method, refused(code, f"Bad Request: canary words of chat 77, bot {TOKEN}"))
    assert "canary" not in str([vars(record) for record in said_by_us(caplog)])


@pytest.mark.parametrize("method", ["deleteMessages", "deleteMessage", "editMessageReplyMarkup"])
async def test_what_telegram_says_about_leftovers_is_not_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.fake.will("deleteMessages", TOO_OLD)
    desk.fake.will("deleteMessage", TOO_OLD, TOO_OLD)
    desk.fake.script[method].clear()
    await desk.send(removing(fresh(), 41), method, *[refused(400, "Bad Request: canary words")] * 3)
    assert "canary" not in str([vars(record) for record in said_by_us(caplog)])


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 1), (1, 2), (5, 32), (6, 60), (1_000, 60)])
async def test_waits_double_up_to_a_minute(desk: Desk, attempts: int, seconds: int) -> None:
    late = row(SendKind.SCREEN, attempts=attempts)
    assert await desk.send(late, "editMessageText", PROXY_ERROR) == Retry(
        late, NOON + timedelta(seconds=seconds)
    )


async def test_chance_spreads_the_waits() -> None:
    async with fake_bot_api() as (fake, api):
        fake.will("editMessageText", flooded(8))
        receipt = await TelegramSender(api, rendered, lambda: NOON, lambda: 1.0).send(screen())
    assert receipt == Retry(screen(), NOON + timedelta(seconds=10))


async def test_screens_are_tried_for_more_than_a_day(desk: Desk) -> None:
    doubling = [2.0**attempt for attempt in range(6)]
    waits = sum(doubling) + (ATTEMPTS_LIMIT - len(doubling)) * LONGEST_WAIT_SECONDS
    assert timedelta(seconds=waits) > timedelta(hours=24)
    last = row(SendKind.SCREEN, attempts=ATTEMPTS_LIMIT)
    assert await desk.send(last) == GivenUp(last, "too-many-attempts")
    assert desk.fake.calls == []


async def test_a_long_export_arrives_as_several_messages_that_are_all_noted(desk: Desk) -> None:
    assert await desk.send(long_export()) == Delivered(long_export(), None, (NEXT, NEXT + 1, NEXT + 2))
    assert desk.fake.methods == ["sendMessage"] * 3


async def test_the_rest_of_an_export_waits_for_its_turn(desk: Desk) -> None:
    receipt = await desk.send(long_export(), "sendMessage", *[_sent(1), flooded(3), _sent(2), flooded(4)])
    assert receipt == Delivered(long_export(), None, (1, 2, NEXT))
    assert len(desk.fake.calls) == 5
    assert desk.waits == [3, 4]


@pytest.mark.parametrize("answers", [[flooded(3)] * 4, [flooded(33)], [PROXY_ERROR], [Unheard()]])
async def test_an_export_that_cannot_be_finished_is_not_begun_again_and_what_is_there_is_noted(
    desk: Desk, caplog: pytest.LogCaptureFixture, answers: list[Answer]
) -> None:
    receipt = await desk.send(long_export(), "sendMessage", _sent(1), _sent(2), *answers)
    assert receipt == Delivered(long_export(), None, (1, 2))
    assert [record.msg for record in caplog.records] == ["send-incomplete"]


async def test_a_mistake_of_ours_in_the_middle_of_an_export_is_logged_as_such(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    too_long = refused(400, "Bad Request: message is too long")
    assert await desk.send(long_export(), "sendMessage", _sent(1), too_long) == Delivered(
        long_export(), None, (1,)
    )
    assert vars(caplog.records[1])["reason"] == "too-long"


async def test_somebody_who_leaves_in_the_middle_of_an_export_is_unreachable(desk: Desk) -> None:
    receipt = await desk.send(long_export(), "sendMessage", _sent(1), BLOCKED)
    assert receipt == Unreachable(long_export())


def _sent(message_id: int) -> Say:
    return Say(200, b'{"ok":true,"result":{"message_id":%d}}' % message_id)
