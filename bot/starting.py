"""Everything that can keep the bot from starting, each with a message that says how to mend it."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.diagnostics import show_diagnostics
from bot.library import BadContent, Library
from bot.opening_keys import database_answers, no_answer, open_keys
from bot.ports import Store, StoreDown
from bot.releases import Releases
from bot.settings import CannotStart, Settings
from bot.store.open import open_store


async def open_library(settings: Settings, releases: Releases, clock: Callable[[], datetime]) -> Library:
    library = Library(
        settings.content_dir,
        releases,
        lambda: clock().date(),
        follows_releases=settings.content_source == "auto",
    )
    try:
        await library.open()
    except BadContent as bad:
        show_diagnostics(bad.diagnostics, Path(bad.source), sys.stderr)
        raise CannotStart(f"the content in {bad.source} has errors; mend what is said above") from None
    except OSError as error:
        raise CannotStart(str(error)) from None
    except StoreDown as error:
        raise no_answer(error) from None
    return library


def open_database(settings: Settings, bot_id: int, owner: str) -> Store:
    with database_answers():
        keys = open_keys(settings)
        return open_store(settings.database_url.get_secret_value(), keys, bot_id, owner)
