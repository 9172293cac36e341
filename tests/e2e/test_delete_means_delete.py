"""Somebody deletes everything: after that nothing of theirs is left anywhere, nor in a backup from before."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.check_ins import due_at, may_send
from bot.ports import Chat, Decision, Send, SendKind
from bot.store.keys import Keys, read_keys
from bot.store.sealing import Sealer, WrongKeys
from flows.engine.standing_in import check_in_screen
from flows.model.session import CheckIn
from flows.model.time_zones import ZONES
from tests.bot.content_on_disk import kept_folder
from tests.bot.standin_client import Phone, StandInClient
from tests.bot.store.look import kept, rows
from tests.e2e.acts import begin, press, say, until
from tests.e2e.bot_process import BotProcess
from tests.e2e.planting import BOT_ID, plant
from tests.e2e.traces import database_folders, traces
from tests.flows.engine.kept_house import kept_house

CANARY = "quokka"
"""Stands in every name and word of the person's."""

WORDS = tuple(
    CANARY + word
    for word in ("dogs", "note", "draft", "one", "onesaid", "onefelt", "two", "twosaid", "twofelt")
)
"""What is stored of the person's words."""

WAITING = {SendKind.EXPORT, SendKind.FILE, SendKind.FRESH_SCREEN, SendKind.CHECK_IN}

QUESTION = "Will you keep what I say alone?"
GONE = "Nothing is kept now."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return kept_folder(tmp_path)


async def somebody(telegram: StandInClient) -> Phone:
    """Somebody with a list, a note, two therapists, a draft, a message and a file of the list."""
    phone = await telegram.phone()
    await telegram.ask("POST", "users", id=phone.id, first_name=f"{CANARY}name")
    await begin(phone, "List", "Starter", "Own")
    await say(phone, f"Do you like {CANARY}dogs?")
    await press(phone, QUESTION, "Note")
    await say(phone, f"{CANARY}note")
    for name in ("one", "two"):
        await add_therapist(phone, name)
    await begin(phone, "Invite", "No", "Warm")
    await say(phone, f"Come to {CANARY}draft when you like")
    await begin(phone, "List", "As message", "As PDF")
    return phone


async def add_therapist(phone: Phone, name: str) -> None:
    await begin(phone, "List", "Therapists", "Add")
    await say(phone, f"{CANARY}{name}")
    await press(phone, f"{QUESTION}: not asked", "Said no", f"{QUESTION}: no", "A note")
    await say(phone, f"{CANARY}{name}said")
    await press(phone, "Said no", "Feel")
    await say(phone, f"{CANARY}{name}felt")


async def ask_for_more(phone: Phone, telegram: StandInClient, bot: BotProcess, trouble: str) -> None:
    """Leave one send under way and others, a due check-in among them, waiting behind it."""
    posted = len(await telegram.calls("sendMessage"))
    await telegram.order(trouble, method="sendMessage", chat_id=phone.id, seconds=2)
    await phone.type(f"What is a {CANARY}?")
    await telegram.wait_for_calls("sendMessage", posted + 1)
    for label in ("Go on where I was", "As message", "As PDF"):
        await phone.type(label)
    await plant_due_check_in(phone, bot)

    async def all_wait() -> bool:
        return {kind for (kind,) in await rows(bot.database_url, "SELECT kind FROM outbox")} == WAITING

    await until(all_wait)


async def plant_due_check_in(phone: Phone, bot: BotProcess) -> None:
    """A check-in of today, where it is day now: nothing but what is under way keeps it from being sent."""
    check_in = due_today(datetime.now(UTC))
    screen = check_in_screen(kept_house(), "en")
    send = Send(SendKind.CHECK_IN, screen, language="en", due_at=due_at(check_in))

    def decide(chat: Chat | None) -> Decision:
        assert chat is not None
        return Decision(replace(chat.session, check_in=check_in), (send,))

    assert (await plant(bot, {phone.id: decide})).rows == []


def due_today(now: datetime) -> CheckIn:
    """Due since at most some hours, and not too late in the day to be sent."""
    for zone, name in ZONES.items():
        here = now.astimezone(ZoneInfo(name))
        if time(11, 5) < here.time() < time(18, 30):
            check_in = CheckIn(here.date().toordinal(), zone)
            assert may_send(check_in, now) is True
            return check_in
    raise AssertionError("it is never night everywhere")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a database: the locked keys by chat, and what they seal of which table."""

    locks: dict[bytes, bytes]
    sealed: tuple[tuple[bytes, bytes, bytes], ...]

    def opened(self, keys: Keys) -> list[bytes]:
        """All that these keys open."""
        sealer = Sealer(keys, BOT_ID)
        found = []
        for chat, table, content in self.sealed:
            with suppress(WrongKeys):
                found.append(sealer.person(chat, self.locks[chat]).open(table, content))
        return found


async def back_up(bot: BotProcess, folder: Path) -> Backup:
    """Copy the files of SQLite to the folder; of PostgreSQL, the rows."""
    is_file = bot.database_url.startswith("sqlite")
    url = copied(bot.folder, folder) if is_file else bot.database_url
    chats = await rows(url, "SELECT key, wrapped_key, sealed FROM chat")
    sends = await rows(url, "SELECT chat_key, sealed FROM outbox")
    sealed = [(key, b"chat", content) for key, _, content in chats]
    sealed += [(key, b"outbox", content) for key, content in sends]
    return Backup({key: wrapped for key, wrapped, _ in chats}, tuple(sealed))


def copied(folder: Path, to: Path) -> str:
    """The URL of a copy of the SQLite database, its log with it."""
    to.mkdir()
    for file in folder.glob("bot.sqlite3*"):
        shutil.copy(file, to)
    return f"sqlite:///{to / 'bot.sqlite3'}"


def key_files(folder: Path) -> list[Path]:
    return list(folder.glob("keys*"))


async def delete(phone: Phone) -> None:
    """Ask for it by words: a screen with that button cannot be seen while a send is held up."""
    await phone.type("/delete")
    await phone.type("Delete it all")
    await phone.wait_until_shown(GONE)


@pytest.mark.parametrize(
    ("mode", "trouble"), [("polling", "slow"), ("webhook", "timeout before")], indirect=["mode"]
)
async def test_somebody_deleted_while_a_send_is_in_flight_leaves_nothing_behind(
    bot: BotProcess, telegram: StandInClient, trouble: str, request: pytest.FixtureRequest
) -> None:
    phone = await somebody(telegram)
    await ask_for_more(phone, telegram, bot, trouble)
    [(lock,)] = await rows(bot.database_url, "SELECT wrapped_key FROM chat")
    folders = (bot.folder, *database_folders(request, bot.database_url))
    assert traces([lock], *folders)
    await delete(phone)
    is_overwritten = bot.database_url.startswith("sqlite")  # PostgreSQL's goes with the next rotation
    secrets = [CANARY, phone.id, *([lock] if is_overwritten else [])]

    async def nothing_is_left() -> bool:
        return not traces(secrets, bot.folder, *database_folders(request, bot.database_url))

    await until(nothing_is_left, seconds=10)
    assert (await kept(bot.database_url))[1:] == (0, 0)
    assert await phone.shown() == [GONE]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_press_on_a_message_that_the_bot_has_not_heard_of_yet_still_ends_with_what_it_did(
    bot: BotProcess, telegram: StandInClient
) -> None:
    phone = await telegram.phone()
    await begin(phone)
    await telegram.order("slow", method="deleteMessage", seconds=0.5)
    await say(phone, "/delete")
    await press(phone, "Delete it all")
    await telegram.wait_for_calls("deleteMessages", 2)  # by the deletion, and of what was heard of afterwards
    await phone.wait_until_shown(GONE)


@pytest.mark.parametrize("mode", ["polling"], indirect=True)
async def test_a_backup_from_before_a_deletion_opens_with_no_key_of_today(
    bot: BotProcess, telegram: StandInClient, tmp_path: Path
) -> None:
    phone = await somebody(telegram)
    await ask_for_more(phone, telegram, bot, "timeout before")
    backup = await back_up(bot, tmp_path / "backup")
    opened = b"".join(backup.opened(read_keys(bot.key_file)))
    assert [word for word in (*WORDS, str(phone.id)) if word.encode() not in opened] == []
    await delete(phone)
    await bot.command("keys", "rotate")
    assert key_files(tmp_path) == [bot.key_file]
    assert backup.opened(read_keys(bot.key_file)) == []
    assert traces([CANARY, phone.id], tmp_path) == []
    await begin(phone, "List")
