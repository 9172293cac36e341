"""Forwards, captions, channels, kinds that are no words: every update reads as a real one."""

from typing import Any

import pytest
from telegram import Update

from bot.standin import phone
from bot.standin.channels import add_channel, post_in_channel
from bot.standin.forwards import ORIGINS, forward
from bot.standin.kinds import BODIES, WITH_CAPTION
from bot.standin.state import StandIn
from tests.bot.standin.world import ok, started, world


async def heard(standin: StandIn) -> list[dict[str, Any]]:
    """The updates that wait, each readable by python-telegram-bot."""
    updates = await ok(standin, "getUpdates")
    assert all(Update.de_json(update, None) for update in updates)
    return list(updates)


@pytest.mark.parametrize("origin", ORIGINS)
async def test_forwarded_words_say_where_they_come_from(origin: str) -> None:
    standin = world()
    forward(standin, started(standin), "Read this", origin)
    message = (await heard(standin))[0]["message"]
    assert (message["text"], message["forward_origin"]["type"]) == ("Read this", origin)


@pytest.mark.parametrize("kind", sorted(WITH_CAPTION))
async def test_a_caption_comes_beside_what_it_is_for_and_can_be_edited(kind: str) -> None:
    standin = world()
    person = started(standin)
    message = phone.send_kind(standin, person, kind, caption="/start here")
    phone.edit(standin, person, message, "I am scared")
    first, edited = await heard(standin)
    assert (first["message"]["caption"], kind in first["message"]) == ("/start here", True)
    assert edited["edited_message"]["caption"] == "I am scared"
    assert not {"text", "entities", "caption_entities"} & (first["message"].keys() | edited.keys())


async def test_what_no_telephone_can_do_is_impossible() -> None:
    standin = world()
    person = started(standin)
    location = phone.send_kind(standin, person, "location")
    for act in (
        lambda: phone.send_kind(standin, person, "telegram"),
        lambda: phone.send_kind(standin, person, "location", caption="here"),
        lambda: phone.edit(standin, person, location, "there"),
        lambda: forward(standin, person, "x", "nowhere"),
    ):
        with pytest.raises(phone.Impossible):
            act()


async def test_payments_are_messages_too() -> None:
    standin = world()
    phone.send_kind(standin, started(standin), "successful_payment")
    assert (await heard(standin))[0]["message"]["successful_payment"]["total_amount"] == 1
    assert "venue" in BODIES


async def test_a_channel_tells_its_administrator_of_posts_until_it_leaves() -> None:
    standin = world()
    channel = add_channel(standin, started(standin), "News")
    post_in_channel(standin, channel, "Today")
    added, post = await heard(standin)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert (post["channel_post"]["text"], "from" in post["channel_post"]) == ("Today", False)
    assert post["channel_post"]["chat"] == {"id": channel.id, "type": "channel", "title": "News"}
    await ok(standin, "leaveChat", chat_id=channel.id)
    standin.updates.drop_all()
    post_in_channel(standin, channel, "Tomorrow")
    assert await heard(standin) == []


async def test_ten_thousand_characters_arrive_as_three_messages() -> None:
    standin = world()
    phone.write(standin, started(standin), "x" * 10_000)
    assert [len(update["message"]["text"]) for update in await heard(standin)] == [4096, 4096, 1808]


async def test_what_a_person_sends_is_dated_by_the_clock_that_tests_move() -> None:
    standin = world()
    person = started(standin)
    before = phone.write(standin, person, "one")[0]
    standin.jump(3600)
    phone.write(standin, person, "two")
    dates = [update["message"]["date"] for update in await heard(standin)]
    assert dates == [before.date, before.date + 3600]
