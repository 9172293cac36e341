"""Words, digits, names and ids typed at every screen that takes any: none is found in a log or a file."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from bot.pins import hash_pin
from bot.ports import Decision
from bot.standin.server import RunningStandIn
from flows.engine.pin import PIN
from flows.model.flow import ScreenId, ScreenTemplate
from flows.model.session import Face, ListItem, Pin, Remembered, Session, Therapist
from tests.bot.standin_client import Phone, StandInClient
from tests.e2e.acts import begin, say, until
from tests.e2e.bot_process import ROOT, SECRET, TOKEN, BotProcess
from tests.e2e.leaky_bot import REFUSALS
from tests.e2e.planting import Decide, plant, sessions
from tests.e2e.traces import database_folders, traces
from tests.real_content import real_snapshot

CANARY = "quokka"
"""Stands in every word and name that is typed here."""

DIGITS, OTHER_DIGITS = "48151623", "90210777"
FOR_EVER = 2**40

SCREENS = [
    screen for screen in real_snapshot().screens.values() if any(button.write for button in screen.buttons)
]
"""Every screen that takes text, whoever adds one."""

KEEPS_NOTHING = {"check-in-date"}
"""What is read at once, and not kept when it cannot be read."""


@pytest.fixture
def content() -> Path:
    return ROOT / "content"


def at(screen: ScreenId) -> Session:
    """Somebody there, with all at hand that a screen may be about, behind an open PIN."""
    snapshot = real_snapshot()
    question = next(iter(snapshot.questions))
    told = {"phone": "mine", "partner": "refuses", "reason": "cost", "tone": "warm", "draft": "Come once?"}
    return Session(
        snapshot.id,
        snapshot.language,
        screen,
        memory={name: Remembered(value, 1) for name, value in told.items()},
        checklist=(ListItem(question, question=question),),
        question=question,
        therapists=(Therapist("t1", "Anna"), Therapist("t2", "Ben")),
        therapist="t1",
        pin=Pin(hash_pin(DIGITS), Face.OWN, FOR_EVER),
        render=1,
    )


async def seat(bot: BotProcess, people: Mapping[int, ScreenTemplate]) -> None:
    """Put everybody before their screen."""

    def there(screen: ScreenTemplate) -> Decide:
        return lambda _: Decision(at(screen.id), ())

    await plant(bot, {person: there(screen) for person, screen in people.items()})


async def people(telegram: StandInClient) -> dict[int, tuple[Phone, ScreenTemplate]]:
    """One person for each of the screens, whose name must not be told either."""
    phones = [await telegram.phone(number) for number in range(1, len(SCREENS) + 1)]
    for phone in phones:
        await telegram.ask("POST", "users", id=phone.id, first_name=f"{CANARY}name")
    return {phone.id: (phone, screen) for phone, screen in zip(phones, SCREENS, strict=True)}


def secrets(*phones: Phone) -> list[str | int | bytes]:
    """What must not be found anywhere."""
    token = TOKEN.partition(":")[2]
    return [CANARY, DIGITS, OTHER_DIGITS, token, SECRET, *(phone.id for phone in phones)]


def places(bot: BotProcess, request: pytest.FixtureRequest) -> list[Path]:
    """Whatever the bot has written: its log, its database with what belongs to that, its keys."""
    return [bot.folder, *database_folders(request, bot.database_url)]


async def test_what_is_typed_at_any_screen_that_takes_text_is_stored_sealed_and_told_nowhere(
    bot: BotProcess, telegram: StandInClient, request: pytest.FixtureRequest
) -> None:
    seated = await people(telegram)
    await seat(bot, {person: screen for person, (_, screen) in seated.items()})
    for phone, screen in seated.values():
        for words in (DIGITS, OTHER_DIGITS) if takes_pin(screen) else (CANARY,):
            await say(phone, words)
    kept = await sessions(bot)
    assert [screen.id for person, (_, screen) in seated.items() if not has_taken(kept[person], screen)] == []
    assert await bot.stop() == 0
    assert bot.log
    assert traces(secrets(*(phone for phone, _ in seated.values())), *places(bot, request)) == []


def taken_as(screen: ScreenTemplate) -> set[str]:
    """The names that typed words have in the memory."""
    return {button.write.name for button in screen.buttons if button.write}


def takes_pin(screen: ScreenTemplate) -> bool:
    return PIN in taken_as(screen)


def has_taken(session: Session, screen: ScreenTemplate) -> bool:
    """Whether the screen did with the words what it is for."""
    return takes_pin(screen) or CANARY in str(session) or taken_as(screen) <= KEEPS_NOTHING


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_words_that_come_in_any_other_way_are_told_nowhere(
    bot: BotProcess, telegram: StandInClient, request: pytest.FixtureRequest
) -> None:
    phone = await telegram.phone()
    for trouble in ("500", "409", "reset after"):
        await telegram.order(trouble, method="getUpdates")
    await phone.start(CANARY)
    await phone.next_screen()
    await say(phone, f"/{CANARY}", f"/{CANARY} {CANARY}", f"/back {CANARY}", f"He hit me, {CANARY}", CANARY)
    await say(phone, f"{CANARY} " * 1_500)
    await phone.edit(f"I said {CANARY}")
    await phone.next_screen()
    for kind in ("photo", "voice", "document"):
        await phone.send(kind, caption=CANARY)
        await phone.next_screen()
    for origin in ("user", "hidden_user", "chat", "channel"):
        await phone.forward(CANARY, origin)
        await phone.next_screen()
    await telegram.inject("message", {"text": CANARY, "chat": {"id": CANARY}}, phone.id)
    await telegram.inject(
        "message", {"chat": {"id": phone.id, "type": "private"}, "text": [CANARY]}, phone.id
    )
    screen = await phone.wait_for_screen()
    for data in (CANARY, f"1.{CANARY}", f"1.s~{CANARY}"):
        await phone.answer(await phone.press_data(screen.message_id, data))
    await begin(phone)
    assert await bot.stop() == 0
    assert bot.log.count("update-parked") == 2
    assert traces(secrets(phone), *places(bot, request)) == []


@pytest.fixture
async def leaky(
    standin: RunningStandIn, sqlite_url: str, mode: str, content: Path, tmp_path: Path
) -> AsyncIterator[BotProcess]:
    """The bot whose every refusal and failure quotes the token and the words (see leaky_bot.py)."""
    process = BotProcess(standin.api_base, sqlite_url, tmp_path, mode, content, module="tests.e2e.leaky_bot")
    await process.start()
    yield process
    await process.kill()


async def test_what_refusals_and_failures_quote_is_told_nowhere(
    leaky: BotProcess, telegram: StandInClient, request: pytest.FixtureRequest
) -> None:
    phone = await telegram.phone()
    leaks = {f"leaked {kind}" for kind in (*REFUSALS, "sender", "handle")}

    async def all_have_leaked() -> bool:
        await phone.type(f"What is a {CANARY}?")
        return leaks <= set(leaky.log.splitlines())

    await until(all_have_leaked, seconds=20)
    await leaky.stop()
    assert "error=Leak at" in leaky.log
    assert "send-refused" in leaky.log
    assert traces(secrets(phone), *places(leaky, request)) == []
