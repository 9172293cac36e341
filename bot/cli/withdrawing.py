"""What `content withdraw` does."""

import sys
from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches

from bot.cli.common import fail
from bot.cli.live import with_database
from bot.ports import Store
from bot.releases import still_withdrawn
from bot.settings import Settings
from bot.starting import open_library
from flows.model.withdraw import targets


def decide(target: str, why: str, clock: Callable[[], datetime], *, is_lifted: bool) -> None:
    """Note the decision, once the target is known to be one and the decision to change something."""

    async def work(settings: Settings, store: Store) -> None:
        library = await open_library(settings, store.releases, clock)
        withdrawn = still_withdrawn(await store.releases.withdrawals())
        known = targets(library.current()) | withdrawn.keys()
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

    with_database(work)


def _meant(near: list[str]) -> str:
    return f" Did you mean `{near[0]}`?" if near else ""
