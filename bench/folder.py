"""A generated content folder of any size: screens with three buttons, guards and a memory."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from bench.words import WORDS
from flows.model.phrases import REQUIRED_PHRASES

SCREENS_A_FILE = 20
_FIXED = {
    "content.yaml": (
        "languages: [en]\nsource: en\nhome: start.md\nsafety: safety.md\nno-answer: no-answer.md\n"
        "commands:\n  help: safety.md\n"
    ),
    "memory.yaml": "mood:\n  values: [calm, tense]\n  why: words that fit how the talk went\n",
    "topics.yaml": "training: Training and licence\n",
    "sources.yaml": 'S1: {title: A book, year: 2014, url: "", grade: A, seen: TODAY}\n',
    "helplines.yaml": (
        "everywhere:\n  name: Any country\n  lines:\n"
        "    - {id: find-a-line, kind: [directory], name: A directory, url: https://example.org, hours: '', "
        "cost: '', languages: '', trace: '', grade: common, source: S1, "
        "seen: TODAY, checked: TODAY}\n"
    ),
    "en/danger.yaml": (
        "asks: [help]\nphrases:\n  safety.md#start: [want to die]\n"
        "examples:\n  fire: [i want to die]\n  silent: [we eat at noon]\n"
    ),
}


@contextmanager
def generated_folder(screens: int) -> Iterator[str]:
    """A folder on disk with `screens` screens, gone afterwards; its path."""
    with tempfile.TemporaryDirectory(prefix="bench-content-") as name:
        for path, text in content_folder(screens, datetime.now(UTC).date()).items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        yield name


def content_folder(screens: int, today: date) -> dict[str, bytes]:
    """Return the files of a folder with `screens` screens beside the few that every folder has."""
    files = {path: text.replace("TODAY", str(today)) for path, text in _FIXED.items()}
    files["en/ui.po"] = "".join(_phrases())
    for name, body in (
        ("start", "## start\n\nWhere would you like to begin?\n\n- [Begin](part-0.md)\n"),
        ("safety", "## start\n\nAre you safe now?\n\n- [Yes, go back](#return)\n"),
        ("no-answer", "## start\n\nI have no answer to that.\n\n- [Go back](#return)\n"),
    ):
        files[f"en/{name}.md"] = _front_matter(name, today) + body
    for first in range(0, screens, SCREENS_A_FILE):
        numbers = range(first, min(first + SCREENS_A_FILE, screens))
        body = "\n".join(_screen(number, screens) for number in numbers)
        files[f"en/{_flow(first)}.md"] = _front_matter(_flow(first), today) + body
    return {path: text.encode() for path, text in files.items()}


def _front_matter(title: str, today: date) -> str:
    locked = "lock: true\n" if title == "safety" else ""
    return (
        f"---\ntitle: {title}\nsources: [S1]\nwritten: {today}\nreviewed: {today}\n"
        f"reviewer: couples therapist\n{locked}---\n\n"
    )


def _screen(number: int, screens: int) -> str:
    """Write one screen; the first target makes every screen reachable, the others make the walk wander."""
    targets = sorted({(number + 1) % screens, (number * 7 + 3) % screens, (number * 3 + 5) % screens})
    targets += [(targets[-1] + extra) % screens for extra in range(1, 4 - len(targets))]
    presses = ("`remember mood = calm`", "`remember mood = tense`", "")
    buttons = "\n".join(
        f"- [Read part {to}]({_link(to)}) {press}".rstrip()
        for to, press in zip(targets, presses, strict=True)
    )
    return (
        f"## {_screen_id(number)}\n\n**Part {number}.** {WORDS}\n\n"
        "`if mood is calm` You said that the talk went well.\n\n"
        "`otherwise` A hard talk can still be a good start.\n\n"
        f"{buttons}\n"
    )


def _flow(number: int) -> str:
    return f"part-{number // SCREENS_A_FILE}"


def _screen_id(number: int) -> str:
    return f"screen-{number}" if number % SCREENS_A_FILE else "start"


def _link(number: int) -> str:
    """The first screen is reached through home: a folder needs a way out."""
    return f"{_flow(number)}.md#{_screen_id(number)}" if number else "#home"


def _phrases() -> Iterator[str]:
    yield 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    for key in (*REQUIRED_PHRASES, "command.help", "memory.mood"):
        blanks = re.findall(r"\{[a-z]+\}", REQUIRED_PHRASES.get(key, ""))
        yield f'\nmsgctxt "{key}"\nmsgid "{" ".join((key, *blanks))}"\nmsgstr ""\n'
