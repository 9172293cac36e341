"""Whom a report is for."""

import json
from enum import StrEnum
from typing import Annotated, TextIO

import typer


class Format(StrEnum):
    """Text for people, JSON for programs."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="Text for people, JSON for programs.")]


def write_json(found: object, out: TextIO) -> None:
    """One document, indented, letters of every script as they are."""
    json.dump(found, out, ensure_ascii=False, indent=2)
    out.write("\n")
