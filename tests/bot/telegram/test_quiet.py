"""What others may read over a shoulder or in a notification: quiet messages, what was typed, check-ins."""

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Delivered, GivenUp, OutboxRow, Retry, Unreachable
from bot.telegram import sender as sender_module
from tests.bot.telegram.desk import (
    BLOCKED,
    EDIT_NOT_FOUND,
    LIVE,
    MAYBE_ARRIVED,
    NEXT,
    NOON,
    SERVER_ERROR,
    TOO_OLD,
    Desk,
    check_in,
    export,
    file,
    fresh,
    long_export,
    quietly,
    removing,
    screen,
)
from tests.bot.telegram.fake_bot_api import Answer, Hang, flooded, refused

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

QUIET = {"chat_id": 77, "text": "Updated.", "link_preview_options": {"is_disabled": True}}
SILENT = {"disable_notification": True}
PROTECTED = {"protect_content": True}
TYPED = 41


async def test_a_new_screen_says_nothing_until_nobody_is_told_of_it(desk: Desk) -> None:
    row = quietly(fresh())
    assert await desk.send(row) == Delivered(row, NEXT, (NEXT,))
    assert desk.fake.methods == ["sendMessage", "editMessageText", "deleteMessage"]
    assert desk.params("sendMessage") == [QUIET | SILENT | PROTECTED]
    assert desk.params("editMessageText")[0].items() >= {"message_id": NEXT, "text": "Hello"}.items()
    assert "reply_markup" in desk.params("editMessageText")[0]


async def test_a_screen_that_is_drawn_in_place_needs_no_quiet_words(desk: Desk) -> None:
    assert await desk.send(quietly(screen())) == Delivered(quietly(screen()), LIVE)
    assert desk.fake.methods == ["editMessageText"]


async def test_a_screen_whose_message_is_gone_is_posted_quietly(desk: Desk) -> None:
    receipt = await desk.send(quietly(screen()), "editMessageText", EDIT_NOT_FOUND)
    assert receipt == Delivered(quietly(screen()), NEXT, (NEXT,))
    assert desk.params("sendMessage") == [QUIET | SILENT | PROTECTED]


@pytest.mark.parametrize("failing", [[flooded(3)], [SERVER_ERROR] * 3])
async def test_the_words_of_a_quiet_message_are_waited_for(desk: Desk, failing: list[Answer]) -> None:
    receipt = await desk.send(quietly(fresh()), "editMessageText", *failing)
    assert receipt == Delivered(quietly(fresh()), NEXT, (NEXT,))
    assert desk.fake.messages == {NEXT: "Hello"}
    assert len(desk.waits) == len(failing)


@pytest.mark.parametrize("failing", [[flooded(33)], [SERVER_ERROR] * 4])
async def test_a_quiet_message_that_gets_no_words_makes_way_for_another(
    desk: Desk, failing: list[Answer]
) -> None:
    assert isinstance(await desk.send(quietly(fresh()), "editMessageText", *failing), Retry)
    assert desk.fake.messages == {}
    assert isinstance(await desk.settle(quietly(fresh())), Delivered)
    assert desk.fake.messages == {NEXT + 1: "Hello"}


async def test_even_a_quiet_message_that_stays_does_not_stop_the_next_try(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "REMOVE_SECONDS", 0.02)
    desk.fake.will("deleteMessages", Hang())
    receipt = await desk.send(quietly(fresh()), "editMessageText", flooded(33))
    assert receipt == Retry(quietly(fresh()), NOON + timedelta(seconds=33))


async def test_a_quiet_message_that_somebody_removes_at_once_stays_away(desk: Desk) -> None:
    row = quietly(fresh())
    assert await desk.send(row, "editMessageText", EDIT_NOT_FOUND) == Delivered(row, NEXT, (NEXT,))
    assert desk.fake.methods.count("sendMessage") == 1


async def test_a_quiet_screen_is_unreachable_when_the_person_leaves_before_its_words(desk: Desk) -> None:
    assert await desk.send(quietly(fresh()), "editMessageText", BLOCKED) == Unreachable(quietly(fresh()))


async def test_a_quiet_screen_over_a_gone_message_ends_before_its_lease(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "SEND_SECONDS", 0.05)
    async with asyncio.timeout(5):  # a call that hangs would end by itself only after ten
        assert isinstance(await desk.send(quietly(screen()), "editMessageText", Hang()), Retry)


@pytest.mark.parametrize(("row", "count"), [(export(), 1), (long_export(), 3)])
async def test_a_text_to_take_along_is_posted_quietly_and_can_be_forwarded(
    desk: Desk, row: OutboxRow, count: int
) -> None:
    posted = tuple(range(NEXT, NEXT + count))
    assert await desk.send(quietly(row)) == Delivered(quietly(row), None, posted)
    assert desk.params("sendMessage") == [QUIET | SILENT] * count
    assert "Updated." not in desk.fake.messages.values()


async def test_a_quiet_export_that_gets_no_words_is_noted_and_not_begun_again(desk: Desk) -> None:
    receipt = await desk.send(quietly(export()), "editMessageText", flooded(33))
    assert receipt == Delivered(quietly(export()), None, (NEXT,))


async def test_a_file_comes_silently_to_a_quiet_chat_and_can_be_forwarded(desk: Desk) -> None:
    await desk.send(quietly(file()))
    assert desk.params("sendDocument")[0].keys() == {"chat_id", "document", "disable_notification"}


@pytest.mark.parametrize("row", [screen(), fresh(), export(), file(), check_in()])
async def test_what_was_typed_goes_once_the_rest_is_done(desk: Desk, row: OutboxRow) -> None:
    assert isinstance(await desk.send(removing(row, TYPED)), Delivered)
    assert desk.params("deleteMessages") == [{"chat_id": 77, "message_ids": [TYPED]}]
    assert desk.fake.methods[0] != "deleteMessages"


async def test_what_was_typed_stays_while_its_screen_is_not_there(desk: Desk) -> None:
    assert isinstance(await desk.send(removing(fresh(), TYPED), "sendMessage", SERVER_ERROR), Retry)
    assert "deleteMessages" not in desk.fake.methods


@pytest.mark.parametrize("answer", [TOO_OLD, BLOCKED, flooded(33), *MAYBE_ARRIVED])
async def test_what_was_typed_and_stays_does_not_undo_the_delivery(desk: Desk, answer: Answer) -> None:
    row = removing(fresh(), TYPED)
    assert await desk.send(row, "deleteMessages", answer) == Delivered(row, NEXT, (NEXT,))
    assert desk.params("deleteMessage")[-1]["message_id"] == LIVE


async def test_a_slow_removal_of_what_was_typed_does_not_undo_the_delivery(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "REMOVE_SECONDS", 0.02)
    row = removing(screen(), TYPED)
    assert await desk.send(row, "deleteMessages", Hang()) == Delivered(row, LIVE)


async def test_a_check_in_makes_no_sound_and_leaves_the_screen_where_it_is(desk: Desk) -> None:
    assert await desk.send(check_in()) == Delivered(check_in(), LIVE, (NEXT,))
    [(method, params)] = desk.fake.calls
    assert method == "sendMessage"
    assert params.items() >= (SILENT | PROTECTED | {"text": "Hello"}).items()
    assert "reply_markup" in params


async def test_a_quiet_check_in_says_its_words_afterwards(desk: Desk) -> None:
    assert await desk.send(quietly(check_in())) == Delivered(quietly(check_in()), LIVE, (NEXT,))
    assert desk.params("sendMessage") == [QUIET | SILENT | PROTECTED]
    assert desk.fake.messages == {NEXT: "Hello"}


async def test_a_quiet_check_in_that_gets_no_words_is_not_posted_again(desk: Desk) -> None:
    receipt = await desk.send(quietly(check_in()), "editMessageText", flooded(33))
    assert receipt == Delivered(quietly(check_in()), LIVE, (NEXT,))


async def test_a_check_in_that_telegram_refuses_is_given_up(desk: Desk) -> None:
    receipt = await desk.send(check_in(), "sendMessage", refused(400, "Bad Request: message text is empty"))
    assert receipt == GivenUp(check_in(), "refused")
