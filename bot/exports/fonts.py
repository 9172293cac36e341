"""Which font draws a character: FiraGO, which comes with us, and for CJK what the system has."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pymupdf_fonts
import uharfbuzz as hb

FOLDERS = tuple(
    Path(folder)
    for folder in (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:/Windows/Fonts",
    )
)
"""Where Linux, macOS and Windows keep fonts."""


@dataclass(frozen=True)
class Face:
    """One font with outlines that a PDF can hold; `key`, in lower case, tells it from all others."""

    key: str
    face: hb.Face = field(compare=False)

    @cached_property
    def covers(self) -> frozenset[int]:
        """The code points that have a glyph."""
        return frozenset(self.face.unicodes)

    @cached_property
    def font(self) -> hb.Font:
        """The font at a size of one unit per unit of its design, for measuring."""
        return hb.Font(self.face)

    def subset(self, text: str) -> bytes:
        """A font file with what drawing `text` needs, and nothing else."""
        wanted = hb.SubsetInput()
        wanted.unicode_set.update({ord(char) for char in text} | {ord(" ")})
        data: bytes = hb.subset(self.face, wanted).blob.data
        return data


@dataclass(frozen=True)
class Fonts:
    """The fonts of one document, the preferred first."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]

    def has_glyph(self, char: str) -> bool:
        """True when some font draws the character."""
        return any(ord(char) in face.covers for face in self.regular)

    def face_of(self, char: str, is_bold: bool) -> Face | None:
        """The first font that draws it; in bold the regular ones come last. None when there is none."""
        faces = self.bold + self.regular if is_bold else self.regular
        return next((face for face in faces if ord(char) in face.covers), None)


@dataclass(frozen=True, slots=True)
class _File:
    """A font in its two weights; `index` is the face in a collection."""

    regular: str
    bold: str
    index: int = 0


_ARIAL = _File("Arial Unicode.ttf", "Arial Unicode.ttf")  # what macOS has whose outlines can be embedded


def _noto(index: int, tag: str) -> tuple[_File, _File]:
    files = f"NotoSansCJK{tag}-Regular.otf", f"NotoSansCJK{tag}-Bold.otf"
    return _File("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", index), _File(*files)


_CJK: dict[str, tuple[_File, ...]] = {
    "ja": (*_noto(0, "jp"), _File("YuGothR.ttc", "YuGothB.ttc"), _ARIAL),
    "ko": (*_noto(1, "kr"), _File("malgun.ttf", "malgunbd.ttf"), _ARIAL),
    "zh": (*_noto(2, "sc"), _File("msyh.ttc", "msyhbd.ttc"), _ARIAL),
    "zh-hant": (*_noto(3, "tc"), _File("msjh.ttc", "msjhbd.ttc"), _ARIAL),
}
"""The same character looks different in Japan, Korea, China and Taiwan: the language decides."""

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def fonts_for(language: str, folders: tuple[Path, ...]) -> Fonts:
    """The fonts for a document in that language (BCP 47), with those of the system from `folders`."""
    own = _own("figo"), _own("figbo")
    pictures = _own("symbol2"), _own("symbol1")
    cjk = list(_system(_cjk_order(language), folders))
    regular, bold = [face for face, _ in cjk], [face for _, face in cjk]
    if _cjk_tag(language):
        return Fonts((*regular, own[0], *pictures), (*bold, own[1]))
    return Fonts((own[0], *regular, *pictures), (own[1], *bold))


@lru_cache
def _own(name: str) -> Face:
    return Face(name, hb.Face(pymupdf_fonts.myfont(name)))


def _cjk_tag(language: str) -> str:
    """The key of _CJK that the language stands under, or ""."""
    tag = language.lower().replace("_", "-")
    if tag.startswith(_TRADITIONAL):
        return "zh-hant"
    primary = tag.partition("-")[0]
    return primary if primary in _CJK else ""


def _cjk_order(language: str) -> Iterator[tuple[_File, ...]]:
    """The language's own first; the others know characters that it may lack."""
    own = _cjk_tag(language)
    yield from (_CJK[tag] for tag in sorted(_CJK, key=lambda tag: tag != own))


def _system(choices: Iterable[tuple[_File, ...]], folders: tuple[Path, ...]) -> Iterator[tuple[Face, Face]]:
    """Of every choice the first that is installed, regular and bold, each file once."""
    installed = _installed(folders)
    seen: set[str] = set()
    for choice in choices:
        file = next((file for file in choice if file.regular in installed), None)
        if file is None or file.regular in seen:
            continue
        seen.add(file.regular)
        bold = installed.get(file.bold, installed[file.regular])
        yield _face(installed[file.regular], file.index), _face(bold, file.index)


@lru_cache
def _installed(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Every file below the folders by its name, looked for once; a folder that is not there has none."""
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                found.setdefault(name, Path(place, name))
    return found


@lru_cache
def _face(path: Path, index: int) -> Face:
    return Face(f"{path.name}-{index}".lower(), hb.Face(hb.Blob.from_file_path(str(path)), index))
