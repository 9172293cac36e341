"""Writes one run of one direction into a PDF, so that its letters can be read back in their order."""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

_SILENT = "/Span <</ActualText <FEFF0001>>> BDC {} EMC"
"""Drawn, and passed over by whoever reads: a control character is no word."""


class RunPdf(FPDF):
    """Draws every cell as one run: the library itself parts Arabic letters from their vowel signs."""

    def _preload_bidirectional_text(
        self,
        text: str,
        markdown: bool,  # noqa: ARG002 - the library hands it on; nothing here is markup
    ) -> Sequence[Fragment]:
        state = self._get_current_graphics_state()
        assert state.text_shaping is not None
        direction = state.text_shaping["direction"]
        state.text_shaping = state.text_shaping | {
            "fragment_direction": direction,
            "paragraph_direction": direction,
        }
        return (_Run(text, state, self.k),)


class _Run(Fragment):
    """Draws all letters one after the other, and then the signs above and below them.

    Readers take a sign in between, which stands higher, for the end of a word or of a line.
    """

    def render_with_text_shaping(
        self,
        pos_x: float,
        pos_y: float,
        h: float,
        word_spacing: float,  # noqa: ARG002 - the library hands it on; no line here is spread out
    ) -> str:
        """The operators of the run, in points; `pos_y` counts from the top of a page as high as `h`."""
        assert isinstance(self.font, TTFFont)
        base, scale = h - pos_y, self.font.scale * self.font_size_pt / 1000
        letters: list[str] = []
        signs: list[str] = []
        for glyph in self.font.shape_text(self.string, self.font_size_pt, self.text_shaping_parameters):
            drawn = f"({self.font.escape_text(chr(glyph['mapped_char']))}) Tj"
            place = _move(pos_x + glyph["x_offset"] * scale, base + glyph["y_offset"] * scale)
            pos_x += glyph["x_advance"] * scale
            is_moved = glyph["x_offset"] or glyph["y_offset"]
            if is_moved and not glyph["x_advance"]:
                signs += [place, drawn]
            elif glyph["force_positioning"]:
                letters += [*([place] if is_moved else []), drawn, _move(pos_x, base)]
            else:
                letters.append(drawn)
        silent = [_SILENT.format(" ".join(signs))] if signs else []
        # Brackets inside a string are escaped, so only strings that follow each other are joined.
        return " ".join([*letters, *silent]).replace(") Tj (", "")


def _move(x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm"
