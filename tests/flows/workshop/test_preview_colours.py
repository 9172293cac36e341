"""The page can be read by everybody: contrast as WCAG 2.2 asks for, level AA, on light and on dark."""

import re

import pytest

from bot.cli.preview import dress

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text (1.4.3), and of what marks a field or the focus (1.4.11)."""

PAIRS = [
    ("ink", "page", TEXT),
    ("ink", "card", TEXT),
    ("soft", "page", TEXT),
    ("soft", "card", TEXT),
    ("accent", "page", TEXT),
    ("accent", "card", TEXT),
    ("button-ink", "button", TEXT),
    ("soft", "button", TEXT),
    ("warning-ink", "warning", TEXT),
    ("warning-ink", "page", TEXT),
    ("line", "page", SHAPE),
    ("line", "card", SHAPE),
]


def palettes() -> list[dict[str, str]]:
    """The colours by name: light, then dark."""
    blocks = re.findall(r":root \{([^}]*)\}", dress().style)[:2]
    return [dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6})", block)) for block in blocks]


def brightness(colour: str) -> float:
    """Relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("above", "below", "least"), PAIRS)
def test_colours_stand_apart(above: str, below: str, least: float) -> None:
    for palette in palettes():
        darker, lighter = sorted(brightness(palette[name]) for name in (above, below))
        assert (lighter + 0.05) / (darker + 0.05) >= least
