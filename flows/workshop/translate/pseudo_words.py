"""Words of languages that nobody speaks, to see what longer words and another direction do to a screen."""

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGER_BY = 0.4
"""German and Finnish are about a third longer than English, and short labels more than that."""

_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
_FILLER = "óné twó thréé fóúr fívé síx sévén éíght níné tén élévén twélvé "
_INSERT = re.compile(r"(\{[^{}]*\})")


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A pseudo-language: its letters, and what it puts around words of a length with so much room."""

    language: str
    letters: Callable[[str], str]
    around: Callable[[int, int | None], tuple[str, str]]

    def words(self, written: str) -> str:
        """The words in its letters; what stands in braces stays."""
        parts = _INSERT.split(written)
        return "".join(part if number % 2 else self.letters(part) for number, part in enumerate(parts))


def _accented(words: str) -> str:
    return words.translate(_ACCENTED)


def _right_to_left(words: str) -> str:
    return words.lower().translate(_ARABIC)


def _longer(length: int, room: int | None) -> tuple[str, str]:
    """Brackets, and before the second one words to fill up with, as far as there is room."""
    wanted = (
        round(length * LONGER_BY) - 2 if room is None else min(round(length * LONGER_BY), room - length) - 2
    )
    if wanted < 0:
        return "", ""
    filler = (_FILLER * (wanted // len(_FILLER) + 1))[: max(wanted - 1, 0)].strip()
    return "⟦", f" {filler}⟧" if filler else "⟧"


def _nothing(length: int, room: int | None) -> tuple[str, str]:  # noqa: ARG001 - has the form of _longer
    return "", ""


KINDS = {
    "long": Pseudo("x-long", _accented, _longer),
    "rtl": Pseudo("x-rtl", _right_to_left, _nothing),
}
"""Accented words that are 40 % longer, in brackets that show where a text is cut; and Arabic letters."""
