"""What is served: the folder, then releases, without what was withdrawn; and people between two versions."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import library as library_module
from bot.library import BadContent, Library
from bot.ports import Address, Incoming, OutboxRow, Receipt, Store
from bot.publishing import (
    CannotTurn,
    earlier_release,
    next_release,
    people_at,
    told_count,
    turn_to,
    write_lock,
)
from bot.redrawing import redraw_changes
from bot.service import Service
from bot.store.open import open_store
from flows.compiler.released_lock import RELEASED_FILE
from flows.model.event import Event, Press, Start
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from tests.bot.content_on_disk import small_folder
from tests.bot.store.vocabulary import BOT, KEYS

NOW = datetime.now(UTC)
"""Not fixed: how old a withdrawal is decides whether it is still to be seen on screens."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/bot.sqlite3", KEYS, BOT, "one")
    yield store
    await store.close()


def edit(folder: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (folder / path).write_text(text, encoding="utf-8")


async def opened(folder: Path, store: Store, *, follows: bool = True) -> Library:
    library = Library(folder, store.releases, lambda: NOW.date(), follows_releases=follows)
    await library.open()
    return library


async def publish(folder: Path, store: Store) -> int:
    turn = await next_release(folder, store.releases, NOW.date())
    number = await turn_to(turn, store.releases, NOW)
    write_lock(folder, turn)
    return number


async def roll_back(store: Store, number: int | None = None) -> int:
    return await turn_to(await earlier_release(store.releases, number, NOW.date()), store.releases, NOW)


RENAMED = (("## note\n", "## letter\n\n`was note`\n"), ("(#note)", "(#letter)"))


class Screens:
    """Stands for Telegram: delivers at once, and keeps the latest screen of everybody."""

    def __init__(self) -> None:
        self.latest: dict[int, Screen] = {}
        self.sent = 0

    async def send(self, row: OutboxRow) -> Receipt:
        from bot.ports import Delivered

        assert isinstance(row.send.body, Screen)
        self.latest[row.address.user_id] = row.send.body
        self.sent += 1
        return Delivered(row, 100 + row.address.user_id)


class Process:
    """One running bot: its own library and service on the shared store."""

    def __init__(self, library: Library, store: Store, screens: Screens) -> None:
        self.library, self.screens = library, screens
        self.service = Service(store, screens, library, lambda: NOW)
        self._updates = id(self) % 1_000_000

    async def hear(self, user: int, event: Event) -> Screen:
        self._updates += 1
        sent = self.screens.sent
        message = 100 + user if isinstance(event, Press) else None
        await self.service.handle(Incoming(self._updates, Address(user, user), event, "q", message, "en"))
        while self.screens.sent == sent:  # noqa: ASYNC110 - the send is a task of the service's own
            await asyncio.sleep(0.005)
        return self.screens.latest[user]

    async def press(self, user: int, label: str) -> Screen:
        screen = self.screens.latest[user]
        button = next(button for row in screen.rows for button in row if button.label == label)
        return await self.hear(user, Press(button.token, screen.render))


@pytest.fixture
async def two(folder: Path, store: Store, tmp_path: Path) -> AsyncIterator[tuple[Process, Process]]:
    """Two processes that have release 1, neither of which looks for another by itself."""
    await publish(folder, store)
    screens, processes = Screens(), []
    for name in ("two", "three"):
        own = open_store(f"sqlite:///{tmp_path}/bot.sqlite3", KEYS, BOT, name)
        processes.append(Process(await opened(folder, own), own, screens))
        await processes[-1].service.start()
    yield processes[0], processes[1]
    for process in processes:
        await process.service.stop()


async def test_until_a_release_the_folder_is_served_and_after_it_no_longer(
    folder: Path, store: Store
) -> None:
    library = await opened(folder, store)
    assert library.release == 0
    number = await publish(folder, store)
    await library.refresh()
    edit(folder, "en/start.md", ("# ", "# x"))
    assert (library.release, (await opened(folder, store)).current().id) == (number, library.current().id)


async def test_a_bot_that_is_told_to_keeps_to_its_folder(folder: Path, store: Store) -> None:
    await publish(folder, store)
    assert (await opened(folder, store, follows=False)).release == 0


async def test_a_release_is_taken_over_by_looking_again_and_again(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "FOLLOW_SECONDS", 0.01)
    library = await opened(folder, store)
    following = asyncio.create_task(library.follow_releases())
    number = await publish(folder, store)
    async with asyncio.timeout(5):
        while library.release != number:  # noqa: ASYNC110 - it is the library that looks
            await asyncio.sleep(0.01)
    following.cancel()


async def test_the_lock_notes_every_released_screen_and_a_lost_one_cannot_be_published(
    folder: Path, store: Store
) -> None:
    await publish(folder, store)
    assert "refusal#note" in (folder / RELEASED_FILE).read_text()
    edit(folder, "en/refusal.md", ("## note\n", "## letter\n"), ("(#note)", "(#letter)"))
    with pytest.raises(BadContent) as bad:
        await next_release(folder, store.releases, NOW.date())
    assert [found.code for found in bad.value.diagnostics] == ["W01"]


async def test_the_same_content_is_not_published_twice(folder: Path, store: Store) -> None:
    await publish(folder, store)
    with pytest.raises(CannotTurn, match="live already, as release 1"):
        await next_release(folder, store.releases, NOW.date())


async def test_a_rollback_goes_back_and_further_back(folder: Path, store: Store) -> None:
    with pytest.raises(CannotTurn, match="nothing to go back to"):
        await roll_back(store)
    first = await publish(folder, store)
    contents = [(await store.releases.release(first)).content_id]
    for number in range(2):
        edit(folder, "en/refusal.md", ("Say it in your words.", f"Say it in your words. {number}"))
        contents.append((await store.releases.release(await publish(folder, store))).content_id)
    for expected in contents[1::-1]:
        assert (await store.releases.release(await roll_back(store))).content_id == expected
    with pytest.raises(CannotTurn, match="No other content was live before"):
        await roll_back(store)
    with pytest.raises(CannotTurn, match="There is no release 99"):
        await roll_back(store, 99)


async def test_a_person_served_newer_content_is_not_served_older_by_another_process(
    folder: Path, store: Store, two: tuple[Process, Process]
) -> None:
    fresh, stale = two
    await fresh.hear(1, Start())
    await fresh.press(1, "They said no")
    edit(folder, "en/refusal.md", *RENAMED)
    await publish(folder, store)
    await fresh.library.refresh()
    assert (await fresh.press(1, "Write a note")).id == "refusal#start"  # the renamed target is drawn first
    assert (await fresh.press(1, "Write a note")).id == "refusal#letter"
    assert (await stale.press(1, "Back")).id == "refusal#start"
    assert stale.library.release == fresh.library.release


async def test_a_rollback_takes_a_renaming_back_and_nobody_loses_their_place(
    folder: Path, store: Store, two: tuple[Process, Process]
) -> None:
    one, other = two
    edit(folder, "en/refusal.md", *RENAMED)
    await publish(folder, store)
    await one.library.refresh()
    await one.hear(1, Start())
    await one.press(1, "They said no")
    assert (await one.press(1, "Write a note")).id == "refusal#letter"
    await roll_back(store)
    await one.library.refresh()
    await one.press(1, "Back")
    assert one.screens.latest[1].id == "refusal#note"  # drawn again under its name of today
    assert (await other.press(1, "Back")).id == "refusal#start"
    await one.press(1, "Write a note")
    for number in (2, 1):  # forward and back once more, each time to a release of its own
        await roll_back(store, number)
        await one.library.refresh()
        assert (await one.press(1, "Back")).id == ("refusal#letter" if number == 2 else "refusal#note")


async def test_content_that_this_program_refuses_leaves_the_last_good_one(folder: Path, store: Store) -> None:
    library = await opened(folder, store)
    before = library.current()
    await store.releases.publish("bad", {"content.yaml": b"source: en\n"}, {}, NOW)
    await library.refresh()
    assert library.current() is before
    with pytest.raises(BadContent):
        await opened(folder, store)


async def test_people_are_counted_by_screen_and_never_told_when_few(
    store: Store, two: tuple[Process, Process]
) -> None:
    for user in range(1, 7):
        await two[0].hear(user, Start())
    assert await people_at(store, {ScreenId("start#start")}, NOW.date()) == 6
    assert await people_at(store, {ScreenId("refusal#start")}, NOW.date()) == 0
    assert [told_count(count) for count in (0, 4, 5)] == [
        "fewer than 5 people",
        "fewer than 5 people",
        "5 people",
    ]


async def test_a_withdrawn_text_goes_from_the_screen_that_somebody_looks_at_and_comes_back(
    store: Store, two: tuple[Process, Process]
) -> None:
    one, _ = two
    await one.hear(1, Start())
    await one.hear(2, Start())
    before = (await one.press(1, "They said no")).text.text
    redrawing = asyncio.create_task(redraw_changes(one.library.changes, store, one.service, lambda: NOW))
    for is_lifted, sentence in ((False, "withdrawn.screen"), (True, "")):
        sent = one.screens.sent
        await store.releases.withdraw("refusal#start", "wrong", NOW, is_lifted=is_lifted)
        await one.library.refresh()
        async with asyncio.timeout(5):
            while one.screens.sent == sent:  # noqa: ASYNC110 - it is drawn by a task
                await asyncio.sleep(0.01)
        words = one.library.current().phrases["en"].get(sentence, before)
        assert one.screens.latest[1].text.text == words
        assert one.screens.sent == sent + 1
        assert {button.label for row in one.screens.latest[1].rows for button in row} >= {"Write a note"}
    redrawing.cancel()


async def test_only_one_process_edits_a_message(store: Store, two: tuple[Process, Process]) -> None:
    await two[0].hear(1, Start())
    sent = two[0].screens.sent
    await store.releases.withdraw("start#start", "wrong", NOW)
    tasks = [
        asyncio.create_task(redraw_changes(one.library.changes, store, one.service, lambda: NOW))
        for one in two
    ]
    for process in two:
        await process.library.refresh()
    while any(not process.library.changes.empty() for process in two):  # noqa: ASYNC110 - see above
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert two[0].screens.sent == sent + 1
    for task in tasks:
        task.cancel()


async def test_after_a_restart_only_fresh_decisions_are_drawn(folder: Path, store: Store) -> None:
    await store.releases.withdraw("start#start", "wrong", NOW - timedelta(days=5))
    assert (await opened(folder, store)).changes.empty()
    await store.releases.withdraw("refusal#start", "wrong", NOW)
    library = await opened(folder, store)
    change = library.changes.get_nowait()
    texts = [
        snapshot.screens[ScreenId(id)].blocks[0]
        for snapshot in (change.before, change.after)
        for id in ("start#start", "refusal#start")
    ]
    assert texts[0] == texts[2]
    assert texts[1] != texts[3]
