"""Whatever somebody sends in place of a press or words: a sentence that helps, and nothing is lost."""

import pytest

from bot.standin.kinds import BODIES, WITH_CAPTION
from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.acts import begin, press, say, until
from tests.e2e.bot_process import BotProcess
from tests.e2e.planting import sessions
from tests.flows.engine.house import house

PHRASES = house().phrases["en"]
NOTE = "Say it in your words."
TOO_LONG = PHRASES["notice.too-long"].format(limit=40)

OF_TELEGRAM = {"successful_payment", "write_access_allowed"}
"""Messages that nobody wrote."""

ODD_WORDS = {
    "\u200b\u2060\ufeff": PHRASES["notice.empty"],
    "\u202e\u2066\u2069": PHRASES["notice.empty"],
    "\x00\x01\x7f": PHRASES["notice.empty"],
    "word " * 10: TOO_LONG,
    "/nonsense": PHRASES["notice.command"],
    "/nonsense@another_bot with words": PHRASES["notice.command"],
}
"""What is typed where words are taken, and the sentence that answers."""

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def phone(bot: BotProcess, telegram: StandInClient) -> Phone:
    """Somebody of whom something is remembered, on a screen that takes up to 40 characters."""
    phone = await telegram.phone()
    await begin(phone, "They said no", "Write a note")
    return phone


async def is_told(phone: Phone, sentence: str) -> None:
    """The sentence stands above the screen that they were on."""
    screen = await phone.next_screen()
    assert screen.text.startswith(f"{sentence}\n\n{NOTE}"), screen.text


async def test_what_is_no_text_is_answered_with_a_sentence_and_changes_nothing(
    bot: BotProcess, phone: Phone
) -> None:
    before = await sessions(bot)
    for kind in sorted(BODIES.keys() - OF_TELEGRAM):
        await phone.send(kind, caption="Look at this" if kind in WITH_CAPTION else "")
        await is_told(phone, PHRASES["notice.kind"])
    assert await sessions(bot) == before


async def test_what_telegram_itself_writes_is_passed_over(bot: BotProcess, phone: Phone) -> None:
    before = await sessions(bot)
    for kind in OF_TELEGRAM:
        await phone.send(kind)
    await phone.send("photo")
    await is_told(phone, PHRASES["notice.kind"])
    assert await sessions(bot) == before


async def test_odd_words_are_answered_with_a_sentence_and_change_nothing(
    bot: BotProcess, phone: Phone
) -> None:
    before = await sessions(bot)
    for words, sentence in ODD_WORDS.items():
        await phone.type(words)
        await is_told(phone, sentence)
    assert await sessions(bot) == before


async def test_ten_thousand_characters_are_too_many(
    bot: BotProcess, telegram: StandInClient, phone: Phone
) -> None:
    async def all_are_heard() -> bool:
        return bool((await telegram.state())["updates"]["waiting"] == 0)

    before = await sessions(bot)
    await phone.type("x" * 10_000)  # which a telephone sends as three messages
    await until(all_are_heard)
    await is_told(phone, TOO_LONG)
    assert await sessions(bot) == before


async def test_what_cannot_be_seen_is_taken_out_of_what_is_kept(bot: BotProcess, phone: Phone) -> None:
    screen = await say(phone, "\u202eI would\u2066 like\x00 to\r\n\u200btalk \U0001f642")
    assert "I would like to\ntalk \U0001f642" in screen.text
    [session] = (await sessions(bot)).values()
    assert session.memory["note"].value == "I would like to\ntalk \U0001f642"


async def test_an_edited_message_changes_nothing(bot: BotProcess, phone: Phone) -> None:
    await say(phone, "I would like to talk")
    before = await sessions(bot)
    await phone.edit("I would like to leave")
    screen = await phone.next_screen()
    assert screen.text.startswith(PHRASES["notice.edited"])
    assert "I would like to talk" in screen.text
    assert await sessions(bot) == before


async def test_forwarded_words_are_words(phone: Phone) -> None:
    for origin in ("user", "hidden_user", "chat", "channel"):
        await begin(phone)
        await phone.forward("Ten reasons to stay", origin)
        await phone.wait_for_screen(containing="I have no answer to that yet.")
        await press(phone, "Go on where I was")
        await phone.forward("He hit me.", origin)
        await phone.wait_for_screen(containing="You come first.")


async def test_a_press_on_what_no_screen_drew_shows_the_present_one(bot: BotProcess, phone: Phone) -> None:
    screen, before = await phone.wait_for_screen(containing=NOTE), await sessions(bot)
    for data in ("", "nonsense", "1.", f"{'f' * 20}.s", "1.\u202es", "x" * 64):
        assert await phone.answer(await phone.press_data(screen.message_id, data)) == PHRASES["notice.stale"]
    assert (await phone.wait_for_screen()).text == screen.text
    assert await sessions(bot) == before


@pytest.mark.parametrize("kind", ["group", "channel"])
async def test_in_a_group_or_channel_it_says_one_neutral_sentence_and_leaves(
    bot: BotProcess, telegram: StandInClient, phone: Phone, kind: str
) -> None:
    before = await sessions(bot)
    place = await (telegram.group(phone) if kind == "group" else telegram.channel(phone))
    await telegram.wait_for_calls("leaveChat")
    if kind == "group":
        await phone.type("/start", group=place)
        await phone.type("He hit me.", group=place)
    else:
        await telegram.post(place, "/start")
    await phone.send("photo")
    await is_told(phone, PHRASES["notice.kind"])
    assert [message.text for message in await telegram.messages_in(place)] == [PHRASES["group.leave"]]
    assert (await telegram.ask("GET", "chat", chat_id=place))["bot_status"] == "left"
    assert await sessions(bot) == before
    assert bot.log.count("ERROR") == 0
