"""What `content withdraw` does."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.cli.common import fail
from bot.cli.live import with_database
from bot.library import BadContent, compiled, read_folder, released
from bot.ports import Store
from bot.releases import still_withdrawn
from bot.settings import Settings
from flows.compiler.report import did_you_mean
from flows.model.snapshot import Snapshot
from flows.model.withdraw import targets
from flows.workshop.written import words_written


def decide(target: str, why: str, clock: Callable[[], datetime], *, is_lifted: bool) -> None:
    """Note the decision, once the target is known to be one and the decision to change something."""

    async def work(settings: Settings, store: Store) -> None:
        withdrawn = still_withdrawn(await store.releases.withdrawals())
        snapshot = await _newest(settings, store, clock)
        known = targets(snapshot) | withdrawn.keys()
        if target not in known:
            near = did_you_mean(target, known)
            fail(f"There is no screen, question or help line `{target}`. {near}".rstrip())
        if is_lifted != (target in withdrawn):
            fail(
                f"`{target}` is {'not withdrawn' if is_lifted else 'withdrawn already'}; nothing was changed."
            )
        await store.releases.withdraw(target, why, clock(), is_lifted=is_lifted)
        done = "shown again" if is_lifted else "withdrawn"
        sys.stdout.write(f"`{target}` is {done}: every running bot knows within two seconds.\n")
        sys.stdout.write(_described(target, snapshot))

    with_database(work)


async def _newest(settings: Settings, store: Store, clock: Callable[[], datetime]) -> Snapshot:
    """What people may be looking at: the newest content that this version can read.

    A running bot may be a version that reads newer content; the names of screens hardly differ.
    """
    numbers = [release.number for release in await store.releases.history()]
    for number in numbers if settings.content_source == "auto" else ():
        with suppress(BadContent):
            return await released(store.releases, number, clock().date())
    folder = settings.content_dir
    return compiled(read_folder(folder), clock().date(), str(folder))


def _described(target: str, snapshot: Snapshot) -> str:
    """The words that are about to go, or to come back; "" when this content does not have them."""
    lines = {line.id: f"{line.name}: {line.number or line.url}" for line in snapshot.helplines}
    questions = {id: words_written(question.ask) for id, question in snapshot.questions.items()}
    screens = {str(id): words_written(screen.blocks[0].inlines) for id, screen in snapshot.screens.items()}
    found = {**screens, **questions, **lines}.get(target)
    return f"    {found}\n" if found else ""
