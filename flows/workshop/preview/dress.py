"""How the page looks and moves, and how it says who made it."""

from dataclasses import dataclass
from typing import Final

GENERATOR: Final = "Ask First content preview"
"""Named in the page, so that nothing else is ever overwritten by one."""


@dataclass(frozen=True, slots=True)
class Dress:
    """The text of the page's style sheet, and of its script."""

    style: str
    script: str
