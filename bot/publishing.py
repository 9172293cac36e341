"""Puts content live and takes it back: what stands between a folder and everybody's next screen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.files import replace_file
from bot.library import compiled, read_folder
from bot.ports import Store
from bot.releases import Content, Release, Releases
from flows.compiler.compile import compile_content
from flows.compiler.released_lock import RELEASED_FILE, read_released_lock, render_released_lock
from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.diff.changes import Diff
from flows.workshop.diff.compare import diff
from flows.workshop.moves import moves

FLOOR = 10
"""People are told in tens: of a smaller number, or by comparing two, one could be guessed at."""

STILL_HERE = timedelta(days=30)
"""Whoever did nothing for longer is forgotten; see docs/architecture.md."""


class CannotTurn(Exception):
    """There is nothing to go back to, or nothing new to publish; the message says which."""


@dataclass(frozen=True, slots=True)
class Live:
    """What is live now, with all names that its screens ever had.

    `number` is 0 while nothing was released. `snapshot` is None then, and when this version of the program
    finds errors in it: it can be left, but not compared.
    """

    number: int
    snapshot: Snapshot | None
    moved: Mapping[ScreenId, ScreenId]


@dataclass(frozen=True, slots=True)
class Turn:
    """Content that could go live next, in place of `live`; of an earlier release, or None for the folder."""

    snapshot: Snapshot
    files: Mapping[str, bytes]
    live: Live
    from_release: int | None = None

    @property
    def changes(self) -> Diff | None:
        """What is different; None when there is nothing to compare with."""
        return diff(self.live.snapshot, self.snapshot) if self.live.snapshot else None

    @property
    def content(self) -> Content:
        """What is kept, with where people of the live content go on."""
        live = self.live.snapshot
        moved = moves(live, self.snapshot) if live else self.live.moved
        return Content(self.snapshot.id, self.files, moved)


async def next_release(folder: Path, releases: Releases, today: date) -> Turn:
    """The folder as it would go live, with every screen noted in its released.lock.

    Raises BadContent, OSError, StoreDown, and CannotTurn when just this is live.
    """
    files = read_folder(folder)
    snapshot = compiled(files, today, str(folder))
    lock = SourceFile(RELEASED_FILE, files.get(RELEASED_FILE, b"").decode())  # it has just been compiled
    before = read_released_lock(lock, Report({}))
    files[RELEASED_FILE] = render_released_lock(snapshot, before, today).encode()
    history = await releases.history()
    if not history:
        return Turn(snapshot, files, Live(0, None, {}))
    if history[0].content_id == snapshot.id:
        raise CannotTurn(f"Just this content is live already, as release {history[0].number}.")
    return Turn(snapshot, files, await _live(releases, history[0], today))


async def earlier_release(releases: Releases, number: int | None, today: date) -> Turn:
    """A release to go back to: the one named, or the latest with other content than what is live.

    Raises CannotTurn, StoreDown, and BadContent when this program finds errors in it.
    """
    history = await releases.history()
    if not history:
        raise CannotTurn("Nothing was ever published, so there is nothing to go back to.")
    live = history[0]
    chosen = _named(history, number) if number is not None else _before(live, history)
    if chosen.content_id == live.content_id:
        raise CannotTurn(f"Release {chosen.number} has the content that is live already.")
    files = await releases.files(chosen.content_id)
    target = compiled(files, today, f"release {chosen.number}")
    return Turn(target, files, await _live(releases, live, today), chosen.number)


async def turn_to(turn: Turn, releases: Releases, now: datetime) -> int:
    """Make it live, for all processes at once; returns the number of the release.

    Raises StoreDown, and CannotTurn when somebody else was quicker: what is live is not what was compared.
    """
    is_rollback = turn.from_release is not None
    number = await releases.publish(turn.live.number, turn.content, now, is_rollback=is_rollback)
    if number is None:
        raise CannotTurn("Somebody else has just published; see what is live now, and try again.")
    return number


async def people_at(store: Store, screens: Collection[ScreenId], today: date) -> int:
    """How many people's latest screen is one of these; only ever to be told by `told_count`."""
    count = 0
    async for resident in store.residents(today - STILL_HERE):
        count += resident.chat.session.screen in screens
    return count


def told_count(count: int) -> str:
    """A number of people in words, in tens."""
    return f"at least {count // FLOOR * FLOOR} people" if count >= FLOOR else f"fewer than {FLOOR} people"


async def _live(releases: Releases, release: Release, today: date) -> Live:
    files = await releases.files(release.content_id)
    snapshot = compile_content(files, today).snapshot
    if snapshot is not None:
        snapshot = replace(snapshot, moved={**release.moved, **snapshot.moved})
    return Live(release.number, snapshot, release.moved)


def _named(history: Collection[Release], number: int) -> Release:
    found = next((release for release in history if release.number == number), None)
    if found is None:
        raise CannotTurn(f"There is no release {number}; `release list` shows all there are.")
    return found


def _before(live: Release, history: Collection[Release]) -> Release:
    """What was live before the present content ever was: a second rollback goes further back."""
    older = [release for release in history if release.content_id != live.content_id]
    first = min(release.number for release in history if release.content_id == live.content_id)
    found = next((release for release in older if release.number < first), None)
    if found is None:
        raise CannotTurn("No other content was live before, so there is nothing to go back to.")
    return found


def write_lock(folder: Path, turn: Turn) -> None:
    """Note in the folder which screens have been released; raises OSError."""
    replace_file(folder / RELEASED_FILE, turn.files[RELEASED_FILE])
