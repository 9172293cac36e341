"""The command line. Each command imports what it needs, so that `--help` and `check` start at once."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import (
    check,
    diff,
    explore,
    graph,
    keys,
    links,
    new,
    preview,
    read,
    release,
    rename,
    review,
    translate,
    try_out,
    why,
    withdraw,
)
from bot.cli.common import FolderOption, folder_of, now

app = typer.Typer(
    name="ask-first",
    help="Ask First: questions to ask before couples help.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def run() -> None:
    """Run the bot: on Telegram with a token in .env, else on the local stand-in."""
    from bot.run import run_bot  # the edges cost a second to import

    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        sys.exit(runner.run(run_bot(now)))


@app.command()
def chat(
    content: FolderOption = None,
    record: Annotated[Path | None, typer.Option(help="Write the conversation as a transcript.")] = None,
) -> None:
    """Talk to the bot in this terminal; nothing is stored."""
    from bot.chat import chat_in_terminal

    sys.exit(chat_in_terminal(folder_of(content), record, now))


app.command()(check.check)
app.command()(try_out.test)
app.command()(explore.explore)
app.command()(why.why)


def _group(name: str, help: str, *commands: Callable[..., None]) -> None:
    group = typer.Typer(no_args_is_help=True, help=help)
    for command in commands:
        group.command(command.__name__.rstrip("_"))(command)
    app.add_typer(group, name=name)


_group(
    "content",
    "Work on the content: compare, draw, add, rename, review, read, preview, withdraw.",
    diff.diff,
    graph.graph,
    new.new,
    rename.rename,
    review.review,
    links.links,
    read.read,
    preview.preview,
    withdraw.withdraw,
)
_group(
    "translate",
    "Bring the content into other languages.",
    translate.status,
    translate.export,
    translate.import_,
    translate.accept,
    translate.pseudo,
)
_group(
    "release",
    "Put content live, and take it back.",
    release.publish,
    release.rollback,
    release.list_,
)
_group("keys", "The keys that seal what is stored.", keys.rotate, keys.check)


@app.command()
def standin(port: int = 8081) -> None:
    """Run the local Telegram alone, for a bot that is started elsewhere."""
    from bot.run import run_standin_alone

    asyncio.run(run_standin_alone(port))


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it exists; it has no Windows build, and asyncio's own loop does the same more slowly."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


def main() -> None:
    """Run a command; a file or folder that cannot be read or written ends it with a sentence."""
    try:
        app()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"{where}{error.strerror or error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
