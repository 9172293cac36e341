"""`translate`: words out to translators and back, and what was accepted."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import FolderOption, folder_of
from bot.cli.formats import Format, FormatOption

LanguageArgument = Annotated[
    str, typer.Argument(metavar="LANG", help="A language of content.yaml, such as `es`.")
]


class Kind(StrEnum):
    """Accented words that are 40 % longer, or Arabic letters from right to left."""

    LONG = "long"
    RTL = "rtl"


def status(
    language: Annotated[
        str, typer.Argument(metavar="[LANG]", help="One language; all of them if left out.")
    ] = "",
    content: FolderOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Say how far each language has come, and whether people can begin in it."""
    from bot.cli.translating import show_status

    show_status(folder_of(content), language, form)


def export(
    language: LanguageArgument,
    content: FolderOption = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; to the screen if left out.")] = None,
) -> None:
    """Write a gettext catalogue with all words, for a translator's program."""
    from bot.cli.translating import write_catalogue

    write_catalogue(folder_of(content), language, out)


def import_(
    file: Annotated[Path, typer.Argument(help="The catalogue that came back from the translator.")],
    language: Annotated[
        str, typer.Argument(metavar="[LANG]", help="Its language; as its header says if left out.")
    ] = "",
    content: FolderOption = None,
) -> None:
    """Put the words of a catalogue into the content; exits 1 when some of them cannot be used."""
    from bot.cli.translating import bring_catalogue_in

    bring_catalogue_in(folder_of(content), file, language)


def accept(
    language: LanguageArgument,
    screens: Annotated[
        list[str] | None, typer.Argument(help="Screens as `flow#screen`, or flows; everything if left out.")
    ] = None,
    content: FolderOption = None,
) -> None:
    """Note that somebody has read the words of screens, so that people see them from now."""
    from bot.cli.translating import accept_words

    accept_words(folder_of(content), language, screens or [])


def pseudo(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the copy goes: a new folder.")],
    content: FolderOption = None,
    kind: Annotated[Kind, typer.Option(help="Longer words, or words from right to left.")] = Kind.LONG,
) -> None:
    """Copy the content with a language beside it that nobody speaks, to look at its layout."""
    from bot.cli.translating import write_pseudo

    write_pseudo(folder_of(content), directory, kind)
