"""The command line. Each command imports what it needs, so that `--help` and `check` start at once."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="ask-first",
    help="Ask First: questions to ask before couples help.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FOLDER_HELP = "The content folder; CONTENT_DIR if left out."


def now() -> datetime:
    """The clock of the whole program; everything else is handed its answer."""
    return datetime.now(UTC)


@app.command()
def run() -> None:
    """Run the bot: on Telegram with a token in .env, else on the local stand-in."""
    from bot.run import run_bot  # the edges cost a second to import

    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        sys.exit(runner.run(run_bot(now)))


@app.command()
def chat(
    content: Annotated[Path | None, typer.Option(help=FOLDER_HELP)] = None,
    record: Annotated[Path | None, typer.Option(help="Write the conversation as a transcript.")] = None,
) -> None:
    """Talk to the bot in this terminal; nothing is stored."""
    from bot.chat import chat_in_terminal

    sys.exit(chat_in_terminal(_folder(content), record, now))


@app.command()
def check(content: Annotated[Path | None, typer.Argument(help=FOLDER_HELP)] = None) -> None:
    """Check the content; exits 1 when something keeps it from going live."""
    from bot.check import check_folder

    sys.exit(check_folder(_folder(content), now().date(), sys.stdout, sys.stderr))


@app.command()
def standin(port: int = 8081) -> None:
    """Run the local Telegram alone, for a bot that is started elsewhere."""
    from bot.run import run_standin_alone

    asyncio.run(run_standin_alone(port))


def _folder(given: Path | None) -> Path:
    if given is not None:
        return given
    from bot.settings import CannotStart, read_settings

    try:
        return read_settings().content_dir
    except CannotStart as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from None


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it exists; it has no Windows build, and asyncio's own loop does the same more slowly."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


if __name__ == "__main__":
    app()
