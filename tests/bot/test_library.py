"""What is served: the folder, then releases, without what was withdrawn; and people between two versions."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import library as library_module
from bot.library import BadContent, Library
from bot.ports import Address, Delivered, Incoming, OutboxRow, Receipt, Store, StoreDown
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
from bot.releases import Content
from bot.service import Service
from bot.store.open import open_store
from flows.compiler.released_lock import RELEASED_FILE
from flows.model.diagnostic import Diagnostic
from flows.model.event import Event, Press, Start, Typed
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.session import Edition
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


async def test_a_change_of_the_folder_never_takes_the_place_of_a_release(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def saved_twice(*_: object, **__: object) -> AsyncIterator[None]:
        yield
        await publish(folder, store)
        refreshing = asyncio.create_task(library.refresh())
        await asyncio.sleep(0)
        yield
        await refreshing

    monkeypatch.setattr(library_module, "awatch", saved_twice)
    told: list[Sequence[Diagnostic]] = []
    library = await opened(folder, store)
    edit(folder, "en/refusal.md", ("Say it in your words.", "Say it as it is."))
    await library.follow_folder(told.append)
    assert told == [()]
    assert library.release == 1
    assert library.current().id == (await store.releases.release(1)).content_id


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
    await store.releases.publish(0, Content("bad", {"content.yaml": b"source: en\n"}, {}), NOW)
    await library.refresh()
    assert library.current().id == before.id
    with pytest.raises(BadContent):
        await opened(folder, store)


async def test_released_content_that_this_program_refuses_can_be_replaced_and_gone_back_from(
    folder: Path, store: Store
) -> None:
    first = await publish(folder, store)
    bad = Content("bad", {"content.yaml": b"source: en\n"}, {})
    assert await store.releases.publish(first, bad, NOW) == 2
    assert (await earlier_release(store.releases, None, NOW.date())).changes is None
    assert await roll_back(store) == 3
    assert await store.releases.publish(3, bad, NOW) == 4
    edit(folder, "en/refusal.md", ("Say it in your words.", "Say it as it is."))
    assert await publish(folder, store) == 5


async def test_what_was_withdrawn_goes_also_when_a_release_is_refused(folder: Path, store: Store) -> None:
    library = await opened(folder, store)
    await store.releases.publish(0, Content("no-files", {}, {}), NOW)
    await store.releases.withdraw("start#start", "wrong", NOW)
    await library.refresh()
    assert library.changes.get_nowait().number == 1


async def test_of_two_editors_who_publish_at_once_the_second_is_told(folder: Path, store: Store) -> None:
    turn = await next_release(folder, store.releases, NOW.date())
    await publish(folder, store)
    with pytest.raises(CannotTurn, match="Somebody else has just published"):
        await turn_to(turn, store.releases, NOW)


async def test_a_screen_that_comes_back_is_known_by_all_its_names(folder: Path, store: Store) -> None:
    await publish(folder, store)
    added = ("- [Lines](#country)", "- [Lines](#country)\n- [More](#fresh)")
    screen = "\n## fresh\n\nSomething fresh.\n\n- [Back](#back)\n\n## country\n"
    edit(folder, "en/refusal.md", added, ("\n## country\n", screen))
    await publish(folder, store)
    edit(folder, "en/refusal.md", ("## fresh\n", "## newer\n\n`was fresh`\n"), ("(#fresh)", "(#newer)"))
    await publish(folder, store)
    await roll_back(store, 1)
    await roll_back(store, 2)
    assert (await opened(folder, store)).current().moved[ScreenId("refusal#newer")] == "refusal#fresh"


async def test_words_typed_at_older_content_choose_nothing_in_newer(
    folder: Path, store: Store, two: tuple[Process, Process]
) -> None:
    one, _ = two
    await one.hear(1, Start())
    await one.press(1, "Invite")
    edit(
        folder,
        "en/start.md",
        ("Are you afraid?", "Do you feel safe?"),
        ("[Yes](safety.md)", "[Nope](safety.md)"),
    )
    edit(folder, "en/start.md", ("[No](invite.md)", "[Yes](invite.md)"))
    await publish(folder, store)
    await one.library.refresh()
    screen = await one.hear(1, Typed("yes"))
    assert screen.id == "start#ask"
    assert screen.text.text.startswith("notice.moved")


async def test_a_screen_is_not_drawn_again_from_older_content(
    folder: Path, store: Store, two: tuple[Process, Process]
) -> None:
    fresh, stale = two
    await fresh.hear(1, Start())
    await fresh.press(1, "They said no")
    edit(folder, "en/refusal.md", *RENAMED)
    await publish(folder, store)
    await fresh.library.refresh()
    await fresh.press(1, "Write a note")
    await fresh.press(1, "Write a note")
    await stale.service.redraw(Address(1, 1), -7)
    assert stale.library.release == 2
    [resident] = [each async for each in store.residents(NOW.date())]
    assert resident.chat.session.screen == "refusal#letter"


async def test_a_number_typed_while_a_screen_is_drawn_again_chooses_nothing(
    store: Store, two: tuple[Process, Process]
) -> None:
    one, _ = two
    await one.hear(1, Start())
    await one.press(1, "They said no")
    await store.releases.withdraw("refusal#start", "wrong", NOW)
    await one.library.refresh()
    sent = one.screens.sent
    await one.service.redraw(Address(1, 1), -7)
    while one.screens.sent == sent:  # noqa: ASYNC110 - the send is a task of the service's own
        await asyncio.sleep(0.005)
    screen = await one.hear(1, Typed("2"))
    assert screen.id == "refusal#start"
    assert screen.text.text.startswith("notice.moved")


async def test_following_goes_on_after_an_error(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "FOLLOW_SECONDS", 0.01)
    library = await opened(folder, store)
    edition, errors = store.releases.edition, [KeyError("a bug"), StoreDown()]

    async def fails_twice() -> Edition:
        if errors:
            raise errors.pop()
        return await edition()

    monkeypatch.setattr(store.releases, "edition", fails_twice)
    following = asyncio.create_task(library.follow_releases())
    await publish(folder, store)
    async with asyncio.timeout(5):
        while not library.release:  # noqa: ASYNC110 - it is the library that looks
            await asyncio.sleep(0.01)
    following.cancel()


async def test_people_are_counted_by_screen_and_never_told_when_few(
    store: Store, two: tuple[Process, Process]
) -> None:
    for user in range(1, 7):
        await two[0].hear(user, Start())
    assert await people_at(store, {ScreenId("start#start")}, NOW.date()) == 6
    assert await people_at(store, {ScreenId("refusal#start")}, NOW.date()) == 0
    assert [told_count(count) for count in (0, 9, 10, 29)] == [
        "fewer than 10 people",
        "fewer than 10 people",
        "at least 10 people",
        "at least 20 people",
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


async def test_what_was_withdrawn_stays_away_under_a_new_name(folder: Path, store: Store) -> None:
    await publish(folder, store)
    await store.releases.withdraw("refusal#note", "wrong", NOW)
    edit(folder, "en/refusal.md", *RENAMED)
    await publish(folder, store)
    [paragraph] = (await opened(folder, store)).current().screens[ScreenId("refusal#letter")].blocks
    assert "withdrawn.screen" in repr(paragraph)


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
