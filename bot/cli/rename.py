"""`content rename`."""

import sys
from typing import Annotated

import typer

from bot.cli.common import FolderOption, fail, folder_of, now


def rename(
    old: Annotated[str, typer.Argument(help="What it is called: `flow#screen`, or `flow.md`.")],
    new: Annotated[str, typer.Argument(help="What it is to be called: `flow#other`, or `other.md`.")],
    content: FolderOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
) -> None:
    """Rename a screen or a whole flow everywhere, so that old buttons keep working.

    Changes the heading, every link in all languages, content.yaml, danger.yaml and the transcripts, and notes
    the former name with `was`. Writes nothing when the check would find more to mend than before.
    """
    from bot.cli.folder_files import read_all
    from bot.cli.writing import write_files
    from bot.diagnostics import show_diagnostics
    from flows.workshop.refused import Refused
    from flows.workshop.rename.show import changed_lines
    from flows.workshop.rename.whole import rename_everywhere

    folder = folder_of(content)
    files = read_all(folder)
    try:
        done = rename_everywhere(files, old, new, now())
    except Refused as refused:
        fail(str(refused))
    if done.problems:
        show_diagnostics(done.problems, folder, sys.stderr)
        fail("With the new name the check would find what stands above. Nothing was written.")
    sys.stdout.write(changed_lines(done.renaming, f"{folder.as_posix()}/"))
    if dry_run:
        sys.stdout.write("Nothing was written.\n")
        return
    write_files(folder, files, done.renaming.files)
    sys.stdout.write(f"`{old}` is now `{new}`; buttons in old messages still lead there.\n")
