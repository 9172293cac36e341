"""The real bot over HTTP: killed, flooded with repetitions, stopped; nothing is lost or doubled."""

import asyncio

from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.bot_process import SECRET, TOKEN, BotProcess
from tests.flows.engine.house import house

PHRASES = house().phrases["en"]
TICKED, UNTICKED = PHRASES["mark.ticked"], PHRASES["mark.unticked"]

WALK = (
    ("My questions", "Tick what matters."),
    (f"{UNTICKED} Secrets", "Tick what matters."),
    ("Show them", "Open one."),
    ("Will you keep what I say alone?", "Seeing you alone is no promise."),
    ("Add it", "Your list:"),
    ("Home", "Where do things stand?"),
    ("They said no", "A no today"),
    ("Write a note", "Say it in your words."),
)
"""Labels to press and what the screen says after each."""


REPEATED = ("message is not modified", "query is too old", "setWebhook: Too Many Requests")
"""What Telegram says to a call that it has had before, or twice in a second; the bot knows what to do."""


async def problems(telegram: StandInClient) -> list[str]:
    """What the strict checks found, but for the harmless answers to what these tests repeat."""
    return [found for found in await telegram.problems() if not any(words in found for words in REPEATED)]


async def walk(phone: Phone, *, from_step: int = 0) -> None:
    for label, words in WALK[from_step:]:
        await phone.press(label)
        await phone.next_screen()  # a tick leaves the words as they are
        await phone.wait_for_screen(containing=words)


async def test_a_person_goes_on_where_they_were_after_a_kill_in_the_middle_of_any_press(
    bot: BotProcess, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=WALK[0][0])
    for number, (label, words) in enumerate(WALK):
        await phone.press(label)
        await asyncio.sleep(0.004 * number)  # a different moment of the press each time
        await bot.kill()
        await bot.start()
        await phone.wait_for_screen(
            containing=words, button=WALK[number + 1][0] if number + 1 < len(WALK) else ""
        )
    assert await problems(telegram) == []


async def test_an_update_that_is_delivered_twice_has_one_effect(
    bot: BotProcess, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await telegram.order("duplicate", times=None)
    await phone.start()
    await phone.wait_for_screen(button=WALK[0][0])
    await walk(phone)
    assert len(await phone.messages()) == 1
    assert await telegram.unanswered() == []
    assert await problems(telegram) == []
    assert await bot.stop() == 0


async def test_two_presses_at_once_have_one_effect(bot: BotProcess, telegram: StandInClient) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=WALK[0][0])
    await phone.press(WALK[0][0])
    screen = await phone.wait_for_screen(button=f"{UNTICKED} Secrets")
    data = screen.data_of(f"{UNTICKED} Secrets")
    presses = await asyncio.gather(*(phone.press_data(screen.message_id, data) for _ in range(5)))
    answers = [await phone.answer(press) for press in presses]
    ticked = await phone.wait_for_screen(button=f"{TICKED} Secrets")
    assert f"{UNTICKED} Secrets" not in ticked.labels
    assert sorted(bool(answer) for answer in answers) == [False, True, True, True, True]
    assert bot.log.count("ERROR") == 0


async def test_a_press_on_yesterdays_keyboard_draws_the_present_screen_there(
    bot: BotProcess, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await phone.start()
    old = await phone.wait_for_screen(button=WALK[0][0])
    await phone.press(WALK[0][0])
    await phone.wait_for_screen(containing=WALK[0][1])
    await telegram.jump(25 * 3600)
    press = await phone.press_data(old.message_id, old.data_of(WALK[0][0]))
    assert await phone.answer(press)
    assert (await phone.wait_for_screen(containing=WALK[0][1])).message_id == old.message_id
    assert bot.log.count("ERROR") == 0


async def test_a_clean_stop_takes_less_than_ten_seconds_and_the_next_start_goes_on(
    bot: BotProcess, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=WALK[0][0])
    await phone.press(WALK[0][0])
    assert await bot.stop() == 0
    await bot.start()
    await phone.wait_for_screen(containing=WALK[0][1])
    await walk(phone, from_step=1)
    assert len(await phone.messages()) == 1


async def test_neither_the_token_nor_typed_words_nor_who_it_was_reach_a_log(
    bot: BotProcess, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=WALK[0][0])
    for order in ({"kind": "500"}, {"kind": "429", "retry_after": 1}, {"kind": "reset after"}):
        await telegram.order(method="sendMessage", times=1, **order)
        await phone.type("canary-word-that-nobody-else-types")
        await phone.next_screen()
    await telegram.order("403", method="sendMessage", times=1)
    await phone.send("photo")
    async with asyncio.timeout(5):
        while (await telegram.state())["faults"]:  # noqa: ASYNC110 - until the refusal has been met
            await asyncio.sleep(0.02)
    await bot.stop()
    for secret in (TOKEN, TOKEN.partition(":")[2], SECRET, "canary-word", str(phone.id)):
        assert secret not in bot.log


async def test_safety_answers_at_once_and_leads_back(bot: BotProcess, telegram: StandInClient) -> None:
    phone = await telegram.phone()
    await phone.start()
    await phone.wait_for_screen(button=WALK[0][0])
    await phone.press(WALK[0][0])
    await phone.wait_for_screen(containing=WALK[0][1])
    await phone.type("He hit me.")
    await phone.wait_for_screen(button="Go on where I was")
    await phone.press("Go on where I was")
    await phone.wait_for_screen(containing=WALK[0][1])
    assert bot.log.count("ERROR") == 0
