"""One mistake a case, planted in a sound folder: it is found at its place, and nothing else is said.

`⟦` and `⟧` stand around the words that the diagnostic must point at.
"""

import pytest

from flows.compiler import codes
from flows.model.diagnostic import Diagnostic
from tests.flows.compiler.folders import FRONT, QUESTIONS, START, compiled, folder, words_at

OPEN, CLOSE = "⟦", "⟧"
EXTRA = "en/extra.md"
LINKED = {"en/start.md": FRONT + START.replace("- [Questions", "- [Extra](extra.md)\n- [Questions")}

OWN_FAMILIES = (
    codes.UNREADABLE,
    codes.FRONT_MATTER,
    codes.HEADINGS,
    codes.REFERENCES,
    codes.BUTTONS,
    codes.NEAR_MISSES,
    codes.INSTRUCTIONS,
    codes.MEMORY,
    codes.CONDITIONS,
    codes.ACTIONS,
    codes.LISTS,
    codes.QUESTIONS,
    codes.SOURCES,
)


def whole(text: str) -> dict[str, str]:
    """`en/extra.md`, to which a button of the start screen leads."""
    return {EXTRA: text, **LINKED}


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
    return body(f"- {line}")


def prose(line: str) -> dict[str, str]:
    return body(f"{line}\n")


def entry(old: str, new: str) -> dict[str, str]:
    """The bank with a change in its one question."""
    assert old in QUESTIONS
    return {"en/questions.md": FRONT + QUESTIONS.replace(old, new, 1)}


def memory(line: str) -> dict[str, str]:
    return {"memory.yaml": folder()["memory.yaml"].decode() + line}


CASES: list[tuple[str, dict[str, str]]] = [
    ("U02", prose("A bell⟦\x07⟧ here.")),
    ("U03", prose("⟦A⟧" + " long" * 1000)),
    ("Y01", whole("⟦## start⟧\n\nWords.\n\n- [Home](#home)\n")),
    ("Y01", whole("⟦---⟧\ntitle: A\n\n## start\n\nWords.\n\n- [Home](#home)\n")),
    ("Y01", whole("⟦---⟧\n---\n\n## start\n\nWords.\n\n- [Home](#home)\n")),
    ("Y02", front("title: A flow", "title: ⟦\"A flow⟧")),
    ("Y03", front("title:", "⟦titel⟧: A\ntitle:")),
    ("Y05", front("title: A flow", "title: ⟦[A]⟧")),
    ("Y05", front("reviewed: never", "reviewed: never\nreview-every: ⟦often⟧")),
    ("Y05", front("reviewed: never", "reviewed: never\nlock: ⟦perhaps⟧")),
    ("Y06", front("2026-11-21", "⟦2026-11-22⟧")),
    ("Y07", front("reviewed: never", "⟦reviewed: 2025-11-20⟧")),
    ("Y07", front("2026-11-21\nreviewed: never", "2025-11-20\n⟦reviewed: never⟧")),
    ("H01", flow("## start\n\nHi.\n\n- [On](#my-screen)\n\n## ⟦My screen⟧\n\nHi.\n\n- [Home](#home)\n")),
    ("H02", flow("## start\n\nHi.\n\n- [Home](#home)\n\n## ⟦back⟧\n\nHi.\n\n- [Home](#home)\n")),
    ("H03", flow("## start\n\nHi.\n\n- [Home](#home)\n\n## ⟦start⟧ ##\n\nHi.\n\n- [Home](#home)\n")),
    ("H04", body("### ⟦why⟧\n")),
    ("H05", flow("⟦[On](#start)⟧\n\n## start\n\nHi.\n\n- [Home](#home)\n")),
    ("H05", flow("- ⟦[On](extra.md)⟧\n\n## start\n\nHi.\n\n- [Home](#home)\n")),
    ("H06", whole(f"⟦-⟧{FRONT[1:]}Only a note.\n")),
    ("H07", {"en/Extra one.md": f"⟦-⟧{FRONT[1:]}## start\n\nHi.\n\n- [Home](#home)\n"}),
    ("R01", button("[On](⟦extar.md#start⟧)")),
    ("R01", button("[On](⟦questions.md⟧)")),
    ("R02", button("[On](⟦#stat⟧)")),
    ("R02", button("[On](⟦start.md#other⟧)")),
    ("R02", button("[On](#home) [Off](⟦#Back⟧)")),
    ("R02", button("[On](#start) `come back to ⟦#stat⟧`")),
    ("R03", button("[On](⟦start.md#told⟧)")),
    ("R04", button("[On](⟦start⟧)")),
    ("R04", button("[On](⟦http://example.org⟧)")),
    ("R04", button("[On](⟦https://⟧)")),
    ("R04", prose("See [this](⟦ftp://example.org⟧) now.")),
    ("R05", {**button("[On](⟦es/start.md⟧)"), "content.yaml": "", "es/ui.po": folder()["en/ui.po"].decode()}),
    ("R06", flow("## start\n\n`was ⟦two⟧`\n\nHi.\n\n- [On](#two)\n\n## two\n\nHi.\n\n- [Home](#home)\n")),
    (
        "R07",
        flow("## start\n\n`was old`\n\nHi.\n\n- [On](#two)\n\n## two\n\n`was ⟦old⟧`\n\nHi.\n\n- [Home](#home)\n"),
    ),
    ("B01", button("⟦[ ]⟧(#start)")),
    ("B01", button("⟦[ ] `topics = training`⟧")),
    ("B01", body("⟦-⟧\n")),
    ("B01", button("⟦`each q in questions`⟧")),
    ("B02", button("⟦[On]()⟧")),
    ("B02", button("⟦[On]⟧ `forget note`")),
    ("B03", button("[Call](⟦tel:911⟧)")),
    ("B03", button("[Write](⟦mailto:a@example.org⟧)")),
    ("B04", button("⟦[A label of more than thirty-eight letters]⟧(#start)")),
    ("B04", button("⟦[More than eighteen]⟧(#start) [No](#back)")),
    ("B05", button("[1](#start) [2](#back) [3](#return) ⟦[4](#home)⟧")),
    ("B06", button("⟦[ ] Training⟧")),
    ("B06", button("[ ] Training `⟦remember topics⟧`")),
    ("B06", button("[ ] Sure `⟦partner⟧ = unsure`")),
    ("B07", button("⟦Well:⟧ [On](#start)")),
    ("B07", button("[On](#start) ⟦or not⟧ [Off](#back)")),
    ("B08", prose("Read ⟦[this](#start)⟧ first.")),
    ("B09", button("[On](#start)\n- ⟦[ON](#back)⟧")),
    ("B09", button("[On](#start) `if partner is unsure`\n- ⟦[On](#back)⟧")),
    ("B10", flow("## start\n\nHi.\n\n- [On](#start)\n- ⟦A bullet⟧\n- [Home](#home)\n")),
    ("B10", flow("## start\n\nHi.\n\n- [Home](#home)\n\n⟦More words.⟧\n")),
    ("B11", button("⟦[**Yes**]⟧(#start)")),
    ("B12", button("⟦[On](#start)\n\n  And more.\n".replace("\n\n", "⟧\n\n", 1)).__class__({})),
]
