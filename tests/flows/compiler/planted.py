"""Mistakes planted in the small folder: `⟦` and `⟧` stand around the words that are to be pointed at."""

from collections.abc import Mapping
from typing import TypeAlias

from tests.flows.compiler.folders import FRONT, QUESTIONS, SAFETY, START, compiled, folder, words_at

Planted: TypeAlias = Mapping[str, str | None]
"""Files by path: one with the marks, others that it takes to be a mistake, None for one that is missing."""

OPEN, CLOSE = "⟦", "⟧"
LOCKED = FRONT.replace("---\n\n", "lock: true\n---\n\n")
LINKED = {"en/start.md": FRONT + START.replace("- [Questions", "- [Extra](extra.md)\n- [Questions")}


def check_planted(code: str, planted: Planted) -> None:
    """The mistake is found under its code at its place, and nothing else is said."""
    path, line, column, words = where(planted)

    found = compiled(**without_marks(planted)).diagnostics

    assert [one.code for one in found] == [code]
    assert (found[0].place.path, found[0].place.line, found[0].place.column) == (path, line, column)
    assert words_at(found[0]) == words


def where(planted: Planted) -> tuple[str, int, int, str]:
    """The path, line, column and words between the marks."""
    path, text = next((path, text) for path, text in planted.items() if text and OPEN in text)
    before, rest = text.split(OPEN)
    lines = before.split("\n")
    return path, len(lines), len(lines[-1]) + 1, _bytes(rest.split(CLOSE)[0]).decode(errors="replace")


def without_marks(planted: Planted) -> dict[str, bytes | None]:
    """The files as the compiler gets them; "\\udce9" stands for the byte E9, which is not UTF-8."""
    return {
        path: None if text is None else _bytes(text.replace(OPEN, "").replace(CLOSE, ""))
        for path, text in planted.items()
    }


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def whole(text: str) -> dict[str, str]:
    """`en/extra.md`, to which a button of the start screen leads."""
    return {"en/extra.md": text, **LINKED}


def front(old: str, new: str) -> dict[str, str]:
    """The same with a change in its front matter."""
    assert old in FRONT
    return whole(f"{FRONT.replace(old, new)}## start\n\nWords.\n\n- [Home](#home)\n")


def flow(text: str) -> dict[str, str]:
    """The same with these screens."""
    return whole(FRONT + text)


def body(text: str) -> dict[str, str]:
    """The same with one screen that has text and a button besides this."""
    return flow(f"## start\n\nWords.\n\n{text}\n- [Home](#home)\n")


def button(line: str) -> dict[str, str]:
    """The same with one more button or bullet."""
    return body(f"- {line}")


def prose(line: str) -> dict[str, str]:
    """The same with one more paragraph."""
    return body(f"{line}\n")


def about(code: str) -> dict[str, str]:
    """A line of code under the heading."""
    return flow(f"## start\n\n`{code}`\n\nWords.\n\n- [Home](#home)\n")


def entry(old: str, new: str) -> dict[str, str]:
    """The bank with a change in its one question."""
    assert old in QUESTIONS
    return {"en/questions.md": FRONT + QUESTIONS.replace(old, new, 1)}


def memory(line: str) -> dict[str, str]:
    """One more memory."""
    return {"memory.yaml": folder()["memory.yaml"].decode() + line}


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """A file of the folder with a change."""
    text = folder()[path].decode()
    assert old in text
    return {path: text.replace(old, new, 1)}


def safety(text: str) -> dict[str, str]:
    """The safety file with one more screen, to which its first button leads."""
    linked = SAFETY.replace("- [In the", "- [More](#more)\n- [In the")
    return {"en/safety.md": f"{LOCKED}{linked}\n## ⟦more⟧\n\nWords.\n\n{text}\n"}
