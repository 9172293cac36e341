"""`content review`."""

from typing import Annotated

import typer

from bot.cli.common import FOUND, FolderOption, fail, folder_of, now


def review(
    content: FolderOption = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Only for this reviewer, or part of the role.")
    ] = None,
    within: Annotated[
        int | None,
        typer.Option("--within", min=0, help="Due in so many days; 0 if left out, all with --ics."),
    ] = None,
    ics: Annotated[bool, typer.Option("--ics", help="Write a calendar file instead of a list.")] = False,
) -> None:
    """Say which texts and help lines are due to be looked at, and by whom; exits 1 when one is due.

    A text that was never reviewed is due since it was written.
    """
    from bot.cli.compiled import snapshot_of
    from bot.library import read_folder
    from flows.workshop.review import due_within, reviews
    from flows.workshop.review_calendar import calendar
    from flows.workshop.review_list import review_list

    folder, today = folder_of(content), now().date()
    snapshot = snapshot_of(folder)
    found = reviews(read_folder(folder), snapshot, today)
    if by is not None:
        roles = "; ".join(dict.fromkeys(review.role for review in found))
        found = [review for review in found if by.casefold() in review.role.casefold()]
        if not found:
            fail(f"Nothing waits for `{by}`. The reviewers are: {roles}.")
    if within is not None or not ics:
        found = due_within(found, today, within or 0)
    if ics:
        typer.echo(calendar(found, now()).encode(), nl=False)  # bytes: its line ends are part of the format
        return
    typer.echo(review_list(found, today, f"{folder.as_posix()}/"), nl=False)
    if found:
        raise typer.Exit(FOUND)
