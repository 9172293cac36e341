"""`check --explain CODE`: the page of a code."""

from pathlib import Path
from typing import TextIO

from bot.cli.common import fail
from flows.compiler.annotations import PAGES
from flows.compiler.codes import CODES
from flows.compiler.report import did_you_mean


def explain_code(code: str, out: TextIO) -> None:
    """Print what a code means and how to mend it; ends the command when there is no such code."""
    known = code.upper()
    if known not in CODES:
        near = did_you_mean(known, CODES) or "Codes are a letter and two digits, such as R02."
        fail(f"There is no code {code}. {near}")
    page = Path(__file__).parents[2] / PAGES / f"{known}.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else f"# {known}: {CODES[known]}"
    out.write(f"{text.rstrip()}\n")
