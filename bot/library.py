"""What everybody is served from: the latest release, or the content folder while there is none."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from watchfiles import awatch

from bot.ports import StoreDown
from bot.releases import Releases, Withdrawal, still_withdrawn
from flows.compiler.compile import Compilation, compile_content
from flows.model.diagnostic import Diagnostic
from flows.model.session import NO_EDITION, Edition, Session
from flows.model.snapshot import Snapshot
from flows.model.withdraw import without

log = logging.getLogger(__name__)

SUFFIXES = {".md", ".yaml", ".po", ".lock"}
"""What the compiler reads; other files of the folder are left alone."""

FOLLOW_SECONDS = 1.0
"""How soon a release is noticed; within two seconds everybody is served from it."""

STILL_SEEN = timedelta(hours=48)
"""How old a message may be that people still look at; older ones have been scrolled away."""


@dataclass(frozen=True, slots=True)
class Change:
    """The words before and after withdrawal `number`."""

    number: int
    before: Snapshot
    after: Snapshot


class BadContent(Exception):
    """The content has errors; `diagnostics` says which, `source` where it came from."""

    def __init__(self, diagnostics: Sequence[Diagnostic], source: str) -> None:
        super().__init__(f"{source} has errors")
        self.diagnostics = diagnostics
        self.source = source


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every content file by its path relative to the folder; raises FileNotFoundError without a folder."""
    if not folder.is_dir():
        raise FileNotFoundError(
            f"There is no content folder at {folder}; set CONTENT_DIR to the one that holds content.yaml"
        )
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def compile_folder(folder: Path, today: date) -> Compilation:
    """Compile what is on disk now."""
    return compile_content(read_folder(folder), today)


async def released(releases: Releases, number: int, today: date) -> Snapshot:
    """The content of a release, with where it leads people whose screens it does not have.

    Raises BadContent when this version of the program finds errors in it, KeyError, and StoreDown.
    """
    release = await releases.release(number)
    files = await releases.files(release.content_id)
    snapshot = await asyncio.to_thread(compiled, files, today, f"release {number}")
    moved = {old: new for old, new in release.moved.items() if new in snapshot.screens}
    return replace(snapshot, moved={**moved, **snapshot.moved})


def compiled(files: Mapping[str, bytes], today: date, source: str) -> Snapshot:
    """The snapshot of files that came from `source`; raises BadContent."""
    compilation = compile_content(files, today)
    if compilation.snapshot is None:
        raise BadContent(compilation.diagnostics, source)
    return compilation.snapshot


class Library:
    """Holds the present snapshot; content that does not compile leaves the last good one in place.

    With `follows_releases` False the folder is served whatever was released. What was withdrawn is
    never shown, from wherever the content comes; `changes` holds every decision about that, for whoever
    edits the messages that people look at.
    """

    def __init__(
        self, folder: Path, releases: Releases, today: Callable[[], date], *, follows_releases: bool = True
    ) -> None:
        self.changes: asyncio.Queue[Change] = asyncio.Queue()
        self._folder = folder
        self._releases = releases
        self._today = today
        self._follows_releases = follows_releases
        self._edition = NO_EDITION
        self._withdrawn: frozenset[str] = frozenset()
        self._base: Snapshot
        self._snapshot: Snapshot
        self._changing = asyncio.Lock()

    @property
    def release(self) -> int:
        """The number of the release that is served, 0 for the folder."""
        return self._edition.release

    def current(self) -> Snapshot:
        """The snapshot to serve from now."""
        return self._snapshot

    def is_behind(self, session: Session) -> bool:
        """True when somebody was served from newer content than this process has."""
        seen, ours = session.edition, self._edition
        if seen.withdrawal > ours.withdrawal:
            return True
        return self._follows_releases and seen.release > ours.release

    async def open(self) -> None:
        """Read what is to be served; raises BadContent, OSError or StoreDown."""
        self._edition = self._followed(await self._releases.edition())
        self._base = await self._read(self._edition.release)
        decisions = await self._releases.withdrawals()
        long_ago = self._today() - STILL_SEEN
        self._withdrawn = _withdrawn([one for one in decisions if one.decided_at.date() < long_ago])
        self._hold_back(_withdrawn(decisions))

    async def refresh(self) -> None:
        """Take over what was released or withdrawn meanwhile; raises StoreDown."""
        async with self._changing:
            edition = self._followed(await self._releases.edition())
            if edition != self._edition:
                await self._take_over(edition)

    async def follow_releases(self) -> None:
        """Take over whatever is released or withdrawn, until cancelled."""
        while True:
            await asyncio.sleep(FOLLOW_SECONDS)
            try:
                await self.refresh()
            except StoreDown:
                log.warning("store-down")
            except Exception as error:  # without this loop no release and no withdrawal would be noticed
                log.error("release-not-noticed", exc_info=error)

    async def follow_folder(self, tell: Callable[[Sequence[Diagnostic]], None]) -> None:
        """Take over every good change of the folder until cancelled; `tell` hears what keeps one out.

        Changes do nothing while a release is served.
        """
        async for _ in awatch(self._folder, debounce=200):
            async with self._changing:  # or a release could come in between, and be overwritten
                if not self.release:
                    await self._take_over_folder(tell)

    async def _take_over_folder(self, tell: Callable[[Sequence[Diagnostic]], None]) -> None:
        try:
            self._base = await self._read(0)
        except BadContent as bad:
            log.warning("content-refused")
            tell(bad.diagnostics)
        except OSError:  # an editor's program replaces a file just now; the next change comes at once
            log.warning("content-unreadable")
        else:
            self._hold_back(self._withdrawn)
            log.info("content-taken-over")
            tell(())

    def _followed(self, edition: Edition) -> Edition:
        return edition if self._follows_releases else edition._replace(release=0)

    async def _read(self, release: int) -> Snapshot:
        if release:
            return await released(self._releases, release, self._today())
        files = await asyncio.to_thread(read_folder, self._folder)
        return await asyncio.to_thread(compiled, files, self._today(), str(self._folder))

    async def _take_over(self, edition: Edition) -> None:
        if edition.release != self._edition.release:
            try:
                self._base = await self._read(edition.release)
            except StoreDown:
                raise
            except Exception as error:  # whatever is wrong with it, what was withdrawn must go all the same
                log.error("release-refused", extra={"number": edition.release}, exc_info=error)
        withdrawn = _withdrawn(await self._releases.withdrawals())
        self._edition = edition
        self._hold_back(withdrawn)
        log.info("release-taken-over", extra={"number": edition.release})

    def _hold_back(self, withdrawn: frozenset[str]) -> None:
        """Serve the content without what is withdrawn; a change in that joins `changes`."""
        self._base = replace(self._base, edition=self._edition)
        self._snapshot = without(self._base, withdrawn)
        if withdrawn != self._withdrawn:
            before = without(self._base, self._withdrawn)
            self.changes.put_nowait(Change(self._edition.withdrawal, before, self._snapshot))
            self._withdrawn = withdrawn


def _withdrawn(decisions: Sequence[Withdrawal]) -> frozenset[str]:
    return frozenset(still_withdrawn(decisions))
