"""`keys`: put a new key in the place of the one that everything is sealed under, and see what opens."""

from typing import Annotated

import typer

from bot.cli.common import now

KeepOld = Annotated[
    bool, typer.Option("--keep-old", help="Leave the old key in the file: backups made before still open.")
]


def rotate(keep_old: KeepOld = False) -> None:
    """Make old backups unreadable: a new key takes the place of the old one, while bots run.

    Everybody's own key is locked again with the new key, and the old one is removed from the key file,
    which every running bot must read from the same place. Run it again if it was stopped.
    """
    from bot.cli.rotating import rotate_keys  # the database costs a second to import

    rotate_keys(now, keeps_old=keep_old)


def check() -> None:
    """Say which keys there are, and how many chats each of them opens."""
    from bot.cli.rotating import check_keys

    check_keys()
