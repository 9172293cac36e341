"""Limits of messages: in one chat, over all, and what costs nothing."""

from tests.bot.standin.world import button, keyboard, ok, refused, sent, started, world


async def test_limits_are_off_until_switched_on() -> None:
    standin = world()
    person = started(standin)
    for _ in range(100):
        await sent(standin, person)


async def test_a_chat_takes_a_burst_and_then_one_a_second_edits_included() -> None:
    standin = world()
    standin.limits.is_on = True
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    where = {"chat_id": person.id, "message_id": message.id}
    for text in ("1", "2", "3"):
        await ok(standin, "editMessageText", **where, text=text)
    assert await refused(standin, "editMessageText", **where, text="4") == "Too Many Requests: retry after 1"
    standin.jump(1)
    await ok(standin, "editMessageText", **where, text="4")
    await refused(standin, "sendMessage", chat_id=person.id, text="5")


async def test_thirty_a_second_over_all() -> None:
    standin = world()
    standin.limits.is_on = True
    people = [started(standin, number) for number in range(31)]
    for person in people[:30]:
        await sent(standin, person)
    await refused(standin, "sendMessage", chat_id=people[30].id, text="x")


async def test_answering_a_press_is_free() -> None:
    standin = world()
    standin.limits.set(is_on=True, overall_per_second=1, chat_per_second=1, chat_burst=1)
    person = started(standin)
    message = await sent(standin, person, reply_markup=keyboard(button()))
    for _ in range(5):
        callback = standin.press(person, message, "go")
        await ok(standin, "answerCallbackQuery", callback_query_id=callback.id)


async def test_chats_that_have_recovered_take_no_room() -> None:
    standin = world()
    standin.limits.set(is_on=True, overall_per_second=1e9, chat_per_second=1, chat_burst=1)
    for chat_id in range(10_000):
        standin.limits.charge(chat_id, standin.now())
    standin.jump(10)
    standin.limits.charge(-1, standin.now())
    assert len(standin.limits._chats) == 1
