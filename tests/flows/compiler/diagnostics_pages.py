"""Reads the pages of docs/diagnostics: their examples, and the content folders that these make."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from flows.compiler.translations.lock import LOCK_FILE
from tests.flows.compiler.folders import FRONT, START, folder, own_words
from tests.flows.compiler.translated import accepted, with_spanish

PAGES = Path(__file__).parents[3] / "docs" / "diagnostics"

EXTRA = {
    "en/extra.md": f"{FRONT}## start\n\nWords.\n\n- [Home](#home)\n",
    "en/start.md": FRONT + START.replace("- [Questions", "- [Extra](extra.md)\n- [Questions"),
}
"""A flow of one screen, for examples that bring a screen of their own."""

_FENCE = re.compile(r"^```\w+ (?P<about>[^\n]*=[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_MORE = re.compile(r"^(?P<line>.*\n)\((?P<times>[0-9]+) more lines like this\)\n", re.MULTILINE)
_NAMES = {
    ".md": r"^###? .+",
    ".yaml": r"^[\w\"#-][^:\n]*:",
    ".po": r'^msgctxt "[^"]*"',
    ".lock": r"^\S+(?: \S+#\S+)?",
}
"""What begins a part of a file, and tells it from the others."""


@dataclass(frozen=True, slots=True)
class Example:
    """One fence: `path` is the file that it is, or (`is_part`) that it takes its place in."""

    path: str
    is_part: bool
    encoding: str
    text: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title line, its explanation and its examples.

    Of the parts under *Wrong*, `right` holds those whose file is not named under *Right*, too.
    """

    title: str
    says: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def read_page(path: Path) -> Page:
    """The page of one code."""
    head, wrong, right = re.split("^## Wrong$|^## Right$", path.read_text("utf-8"), flags=re.MULTILINE)
    title, _, says = head.partition("\n")
    shown, mended = tuple(_examples(wrong)), tuple(_examples(right))
    paths = {example.path for example in mended}
    unchanged = tuple(example for example in shown if example.is_part and example.path not in paths)
    return Page(title, says.strip(), shown, unchanged + mended)


def example_folder(examples: tuple[Example, ...], **base: str) -> dict[str, bytes]:
    """The small folder with `base` and the examples in it; where one is in `es`, the rest in `es` too."""
    spanish = [example for example in examples if example.path.startswith("es/")]
    accepting = [example for example in examples if spanish and example.path == LOCK_FILE]
    files = folder(**{**EXTRA, **base})
    _put_in(files, [example for example in examples if example not in (*spanish, *accepting)])
    _name_memory(files)
    if spanish:
        files = with_spanish(files)
        _put_in(files, spanish)
        files = accepted(files, but=[Path(one.path).stem for one in spanish if not one.is_accepted])
        _put_in(files, accepting)
    return files


def _name_memory(files: dict[str, bytes]) -> None:
    """Give each memory that an example brings its name in the bot's own words."""
    words = files.get("en/ui.po", b"").decode()
    missing = [
        entry
        for entry in own_words(files.get("memory.yaml", b"").decode(), keys=()).split("\n\n")
        if entry and entry.splitlines()[0] not in words
    ]
    if words and missing:
        files["en/ui.po"] = "\n\n".join([words.rstrip("\n"), *missing, ""]).encode()


def _put_in(files: dict[str, bytes], examples: Iterable[Example]) -> None:
    for example in examples:
        whole = _placed(example, files.pop(example.path, b"").decode())
        if whole:
            files[example.path] = whole.encode(example.encoding)


def _examples(section: str) -> Iterator[Example]:
    for fence in _FENCE.finditer(section):
        about = dict(word.partition("=")[::2] for word in fence["about"].split())
        path = about.get("title") or about["part-of"]
        text = _MORE.sub(lambda more: more["line"] * (int(more["times"]) + 1), fence["text"])
        yield Example(path, "part-of" in about, about.get("encoding", "utf-8"), text, "accepted" not in about)


def _placed(example: Example, file: str) -> str:
    if not example.is_part:
        return example.text
    begins = re.compile(_NAMES[Path(example.path).suffix], re.MULTILINE)
    mended = _parts(example.text, begins)
    standing = _parts(file.rstrip("\n") + "\n\n", begins)
    return "".join((standing | mended).values())


def _parts(text: str, begins: re.Pattern[str]) -> dict[str, str]:
    """Each name with what follows it, and under "" what stands before them all, if anything does."""
    parts: dict[str, str] = {}
    starts = sorted({0, *(match.start() for match in begins.finditer(text)), len(text)})
    for start, end in pairwise(starts):
        found = begins.match(text, start)
        name = found.group() if found else ""
        parts[name] = parts.get(name, "") + text[start:end]
    return parts
