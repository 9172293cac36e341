"""`release`: put content live for everybody at once, take it back, and see what was live when."""

from typing import Annotated

import typer

from bot.cli.common import FolderOption, folder_of, now

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change and for whom; change nothing.")
]
Number = Annotated[int | None, typer.Argument(help="The release to go back to; the one before if left out.")]


def publish(content: FolderOption = None, dry_run: DryRun = False) -> None:
    """Put the content folder live, if check, test and explore find nothing to mend.

    Every running bot on the database serves it within two seconds, without a restart. People keep
    their place; the dry run says how many are on screens that change.
    """
    from bot.cli.releasing import publish_folder  # the database costs a second to import

    publish_folder(folder_of(content), now, is_dry_run=dry_run)


def rollback(number: Number = None, dry_run: DryRun = False) -> None:
    """Put an earlier release live again; nothing is lost, and publishing goes forward again."""
    from bot.cli.releasing import roll_back

    roll_back(number, now, is_dry_run=dry_run)


def list_() -> None:
    """List what was put live and when, the latest first, and what is withdrawn now."""
    from bot.cli.releasing import show_releases

    show_releases()
