"""What `content withdraw` does."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from difflib import get_close_matches

from bot.cli.common import fail
from bot.cli.live import with_database
from bot.library import BadContent, compile_folder, released
from bot.ports import Store
from bot.releases import still_withdrawn
from bot.settings import Settings
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
            near = get_close_matches(target, known, n=1)
            fail(f"There is no screen, question or help line `{target}`." + _meant(near))
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
    compilation = compile_folder(settings.content_dir, clock().date())
    if compilation.snapshot is None:
        raise BadContent(compilation.diagnostics, str(settings.content_dir))
    return compilation.snapshot


def _described(target: str, snapshot: Snapshot) -> str:
    """The words that are about to go, or to come back; "" when this content does not have them."""
    lines = {line.id: f"{line.name}: {line.number or line.url}" for line in snapshot.helplines}
    questions = {id: words_written(question.ask) for id, question in snapshot.questions.items()}
    screens = {str(id): words_written(screen.blocks[0].inlines) for id, screen in snapshot.screens.items()}
    found = {**screens, **questions, **lines}.get(target)
    return f"    {found}\n" if found else ""


def _meant(near: list[str]) -> str:
    return f" Did you mean `{near[0]}`?" if near else ""
