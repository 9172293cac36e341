"""What `release` and `content withdraw` do, and how they tell it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import typer

from bot.cli.common import FOUND
from bot.cli.gate import passes_gate
from bot.cli.live import with_database
from bot.ports import Store
from bot.publishing import Turn, earlier_release, next_release, people_at, told_count, turn_to, write_lock
from bot.releases import Release, Withdrawal, still_withdrawn
from bot.settings import Settings
from flows.workshop.diff.show import render_diff

Clock = Callable[[], datetime]

_FIRST = "This will be the first release; until now the folder itself was live.\n"
_NOT_COMPARED = "This version finds errors in what is live, so it cannot be compared; it can be replaced.\n"
_NOTHING_YET = "Nothing was published yet: the content folder is live.\n"


def publish_folder(folder: Path, clock: Clock, *, is_dry_run: bool) -> None:
    """See `release publish`."""
    if not passes_gate(folder, clock(), sys.stdout):
        sys.stdout.write("Nothing was published.\n")
        raise typer.Exit(FOUND)

    async def work(_: Settings, store: Store) -> None:
        turn = await next_release(folder, store.releases, clock().date())
        await _tell(turn, store, clock())
        if is_dry_run:
            sys.stdout.write("A dry run: nothing was published.\n")
            return
        number = await turn_to(turn, store.releases, clock())
        write_lock(folder, turn)
        sys.stdout.write(f"Release {number} is live.\n")

    with_database(work)


def roll_back(number: int | None, clock: Clock, *, is_dry_run: bool) -> None:
    """See `release rollback`."""

    async def work(_: Settings, store: Store) -> None:
        turn = await earlier_release(store.releases, number, clock().date())
        await _tell(turn, store, clock())
        if is_dry_run:
            sys.stdout.write("A dry run: nothing was rolled back.\n")
            return
        made = await turn_to(turn, store.releases, clock())
        sys.stdout.write(f"Release {made} is live, with the content of release {turn.from_release}.\n")

    with_database(work)


def show_releases() -> None:
    """See `release list`."""

    async def work(settings: Settings, store: Store) -> None:
        history = await store.releases.history()
        sys.stdout.writelines(_history(history) or [_NOTHING_YET])
        withdrawn = still_withdrawn(await store.releases.withdrawals())
        sys.stdout.writelines(withdrawn_lines(withdrawn))
        if history and settings.content_source == "folder":
            sys.stdout.write("CONTENT_SOURCE=folder: a bot with this setting serves its folder instead.\n")

    with_database(work)


def withdrawn_lines(withdrawn: dict[str, Withdrawal]) -> Iterator[str]:
    """One line for each target that is held back now."""
    for target, decision in withdrawn.items():
        yield f"withdrawn since {decision.decided_at:%Y-%m-%d %H:%M} UTC: {target} ({decision.why})\n"


async def _tell(turn: Turn, store: Store, now: datetime) -> None:
    """What changes, and how many people are in the middle of it."""
    changes = turn.changes
    if changes is None:
        sys.stdout.write(_FIRST if not turn.live.number else _NOT_COMPARED)
        return
    sys.stdout.write(render_diff(changes, (), "live: ", ""))
    count = await people_at(store, changes.changed_screens, now.date())
    sys.stdout.write(f"On screens that change: {told_count(count)}.\n")


def _history(history: Sequence[Release]) -> list[str]:
    return [_line(release, is_live=index == 0) for index, release in enumerate(history)]


def _line(release: Release, *, is_live: bool) -> str:
    kind = "rollback" if release.is_rollback else "publish"
    when = f"{release.released_at:%Y-%m-%d %H:%M} UTC"
    return (
        f"{release.number:>4}  {when}  {kind:<8}  {release.content_id[:12]}{'  (live)' if is_live else ''}\n"
    )
