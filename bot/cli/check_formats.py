"""Whom a check speaks to."""

from enum import StrEnum
from typing import Annotated

import typer


class CheckFormat(StrEnum):
    """Text for people, GitHub's annotations for a pull request, JSON and SARIF for programs."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"
    SARIF = "sarif"


CheckFormatOption = Annotated[
    CheckFormat,
    typer.Option("--format", help="For people, for GitHub's annotations, or for programs."),
]
