"""`content new`."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.common import FolderOption, fail, folder_of, now


class Thing(StrEnum):
    """What can be begun."""

    FLOW = "flow"
    QUESTION = "question"
    FAQ = "faq"
    CLINIC = "clinic"


def new(  # noqa: PLR0913 - each is an argument or option of the command
    thing: Annotated[Thing, typer.Argument(help="What to begin.")],
    name: Annotated[str, typer.Argument(help="Its id: small letters, digits and hyphens.")],
    content: FolderOption = None,
    title: Annotated[
        str | None, typer.Option("--title", help="Its title; the words of its id if left out.")
    ] = None,
    reviewer: Annotated[
        str | None,
        typer.Option("--reviewer", help="Who will review it: a role, such as `couples therapist`."),
    ] = None,
    linked_from: Annotated[
        str | None,
        typer.Option("--from", help="A flow: the screen (`flow#screen`) that gets a button to it."),
    ] = None,
    label: Annotated[str | None, typer.Option("--label", help="The words of that button.")] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", help="A question: its topic; may be given twice.")
    ] = None,
) -> None:
    """Write a new flow, question, answer or clinic file that passes the check.

    Nothing is ever overwritten. A question is added at the end of questions.md.
    """
    from bot.cli.folder_files import read_all
    from bot.cli.writing import write_files
    from bot.diagnostics import show_diagnostics
    from flows.workshop.new.begin import Wanted, begin
    from flows.workshop.refused import Refused

    folder = folder_of(content)
    files = read_all(folder)
    needs_reviewer = thing in (Thing.FLOW, Thing.FAQ)
    wanted = Wanted(
        thing=thing,
        name=name,
        title=title,
        reviewer=reviewer or (_asked_reviewer() if needs_reviewer else ""),
        linked_from=linked_from or "",
        label=label,
        topics=tuple(topic or ()),
    )
    try:
        begun = begin(files, wanted, now().date())
    except Refused as refused:
        fail(str(refused))
    if begun.problems:
        show_diagnostics(begun.problems, folder, sys.stderr)
        fail("The check would find what stands above. Nothing was written.")
    for path in write_files(folder, files, {**files, **begun.draft.files}):
        sys.stdout.write(f"Wrote {path.as_posix()}\n")
    sys.stdout.writelines(f"{note}\n" for note in begun.draft.notes)


def _asked_reviewer() -> str:
    if not sys.stdin.isatty():
        fail("Somebody has to review it: add `--reviewer` with their role, such as `couples therapist`.")
    return str(typer.prompt("Who will review it (a role, such as `couples therapist`)"))
