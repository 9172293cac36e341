"""One mistake a case, planted in a sound folder: it is found at its place, and nothing else is said.

`⟦` and `⟧` stand around the words that the diagnostic must point at.
"""

import pytest

from flows.compiler import codes
from tests.flows.compiler.folders import ASK, FRONT, QUESTIONS, START, compiled, folder, words_at

OPEN, CLOSE = "⟦", "⟧"
EXTRA = "en/extra.md"
LINKED = {"en/start.md": FRONT + START.replace("- [Questions", "- [Extra](extra.md)\n- [Questions")}

SOURCE = '{title: A, year: 2014, url: "", grade: A, seen: 2026-11-21}'
SPANISH = {
    "content.yaml": folder()["content.yaml"].decode().replace("[en]", "[en, es]"),
    "es/ui.po": folder()["en/ui.po"].decode(),
}

CAPITAL = {"en/start.md": LINKED["en/start.md"].replace("extra.md", "Extra.md")}

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


def about(code: str) -> dict[str, str]:
    """A line of code under the heading."""
    return flow(f"## start\n\n`{code}`\n\nWords.\n\n- [Home](#home)\n")


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
    ("Y02", front("title: A flow", 'title: ⟦"⟧A flow')),
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
    ("H07", {"en/Extra.md": f"⟦-⟧{FRONT[1:]}## start\n\nHi.\n\n- [Home](#home)\n", **CAPITAL}),
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
    ("R05", {**button("[On](⟦es/start.md⟧)"), **SPANISH}),
    ("R06", flow("## start\n\n`was ⟦two⟧`\n\nHi.\n\n- [On](#two)\n\n## two\n\nHi.\n\n- [Home](#home)\n")),
    (
        "R07",
        flow("## start\n\n`was old`\n\nA.\n\n- [B](#two)\n\n## two\n\n`was ⟦old⟧`\n\nC.\n\n- [D](#home)\n"),
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
    ("B04", button("⟦[More than eighteen!]⟧(#start) [No](#back)")),
    ("B05", button("[1](#start) [2](#back) [3](start.md) ⟦[4](#home)⟧")),
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
    ("B12", button("⟦[On](#start)⟧\n\n  And more.\n")),
    ("B12", button("⟦[On](#start)⟧\n  - [Off](#back)")),
    ("N01", button("[On⟦] (⟧#start)")),
    ("N02", button("[On](⟦#my screen⟧)")),
    ("N03", button("[On]⟦(#start⟧")),
    ("N03", button("[On]⟦(#start⟧ `forget note`")),
    ("N04", prose("⟦–⟧ a thought")),
    ("N04", prose("⟦—⟧ [On](#start)")),
    ("N04", prose("Words\n⟦•⟧ [On](#start)")),
    ("N04", prose("⟦-⟧[On](#start)")),
    ("N05", flow("## start\n\nHi.\n\n- [On](#two)\n\n##⟦two⟧\n\n- [Home](#home)\n")),
    ("N05", prose("Words\n⟦##two⟧")),
    ("N05", flow("A note\n⟦##two⟧\n\n## start\n\nHi.\n\n- [On](#two)\n- [Home](#home)\n")),
    ("N06", button("[On](#start) ⟦`⟧forget note")),
    ("N07", button("[On](⟦“#start”⟧)")),
    ("N07", button('[On](⟦#start⟧ "a title")')),
    ("N08", prose("⟦1986. It was a year.⟧")),
    ("N09", prose("⟦[On](#start) `forget note`⟧")),
    ("N10", prose("Words ⟦{⟧note here.")),
    ("N10", prose("Words note⟦}⟧ here.")),
    ("N11", button("⟦[]⟧ Training `topics = training`")),
    ("N11", button("⟦[x]⟧ Training `topics = training`")),
    ("N11", button("⟦[ ]⟧Training `topics = training`")),
    ("N12", prose("⟦---⟧")),
    ("N12", prose("⟦```⟧\ncode\n```")),
    ("N12", prose("⟦> - a list⟧")),
    ("N13", prose("Words ⟦<b>⟧here.")),
    ("N13", prose("⟦<!--⟧ hidden -->")),
    ("N14", button("[On](#start) “⟦forget note⟧”")),
    ("N15", prose("Words ⟦**⟧in bold.")),
    ("I01", button("[On](#start) `⟦rember partner = unsure⟧`")),
    ("I01", prose("Some `⟦code⟧` here.")),
    ("I01", entry("starter", "⟦start here⟧")),
    ("I02", prose("`⟦remember partner = unsure⟧` Words.")),
    ("I02", prose("Words `⟦if partner is unsure⟧` words.")),
    ("I02", prose("`if partner is unsure` `⟦otherwise⟧` Words.")),
    ("I02", prose("> Words `⟦if partner is unsure⟧`")),
    ("I02", prose("`⟦keep private⟧`\n")),
    ("I02", button("`⟦if partner is unsure⟧` [On](#start)")),
    ("I02", button("[O `⟦forget note⟧`](#start)")),
    ("I02", button("A bullet `⟦if partner is unsure⟧`")),
    ("I02", button("[On](https://example.org) `⟦forget note⟧`")),
    ("I02", button("[On](#home) `⟦come back⟧`")),
    ("I02", button("[On](#start) `⟦each q in questions⟧` [Off](#back)")),
    ("I02", button("[ ] Training `topics = training` `⟦forget note⟧`")),
    ("I03", button("[On](#start) `remember partner = ⟦“⟧unsure”`")),
    ("I04", button("[On](#start) `⟦remember partner⟧`")),
    ("I04", button("[On](#start) `⟦forget⟧`")),
    ("I04", button("[On](#start) `⟦come home⟧`")),
    ("I04", button("[On](#start) `⟦write note⟧`")),
    ("I04", button("[On](#start) `⟦each question⟧`")),
    ("I04", button("[On](#start) `⟦do⟧`")),
    ("I04", button("[On](#start) `⟦if⟧`")),
    ("I04", flow("## start\n\n`⟦was⟧`\n\nHi.\n\n- [Home](#home)\n")),
    ("I04", flow("## start\n\n`⟦keep quiet⟧`\n\nHi.\n\n- [Home](#home)\n")),
    ("I04", flow("## start\n\n`⟦if partner is unsure⟧`\n\nHi.\n\n- [Home](#home)\n")),
    ("I04", prose("`⟦if partner is unsure⟧`\n")),
    ("I04", prose("`if partner is unsure` A.\n\n`⟦otherwise sure⟧` B.")),
    ("I04", about("⟦on opening⟧")),
    ("I04", about("⟦on opening forget note⟧")),
    ("I04", about("on opening ⟦remember partner⟧")),
    ("I02", prose("Words `⟦on opening remember partner = unsure⟧`")),
    ("I05", about("on opening remember partner = unsure` `⟦on opening remember partner = agrees⟧")),
    ("I05", button("[On](#start) `forget note` `⟦forget note⟧`")),
    ("I05", button("[On](#start) `if partner is unsure` `⟦if partner is agrees⟧`")),
    ("I06", prose("`⟦otherwise⟧` Words.")),
    ("I07", prose("Words ⟦{My note}⟧ here.")),
    ("I07", prose("Words ⟦{q.ask now}⟧ here.")),
    ("I07", button("{q.⟦asks⟧} `each q in questions`")),
    ("I07", button("{line.⟦phone⟧} `each line in helplines`")),
    ("I07", prose("`if clinic answers licence` ⟦{clinic.answer}⟧")),
    ("I08", prose("Words ⟦{x.ask}⟧ here.")),
    ("I08", prose("Words ⟦{q.ask}⟧ here.")),
    ("I08", prose("What ⟦{clinic.name}⟧ says.")),
    ("I08", prose("`if clinic answers licence or partner is unsure` What ⟦{clinic.name}⟧ says.")),
    ("I08", prose("See [this](⟦https://example.org/{note}⟧) now.")),
    ("I08", button("[Keep](#start) `do add question ⟦q⟧`")),
    ("I08", prose("`if ⟦question is own⟧` Words.")),
    ("I08", entry("Titles differ", "Titles ⟦{note}⟧ differ")),
    (
        "I09",
        body(
            "- [A](#start) `write note, up to 9 characters`\n- ⟦[B](#start)⟧ `write note, up to 9 characters`"
        ),
    ),
    ("M01", button("[On](#start) `remember ⟦partnr⟧ = unsure`")),
    ("M01", button("[On](#start) `forget ⟦nte⟧`")),
    ("M01", prose("`if ⟦partnr⟧ is unsure` Words.")),
    ("M01", prose("Words {⟦nte⟧} here.")),
    ("M02", button("[On](#start) `remember partner = ⟦unsur⟧`")),
    ("M02", prose("`if partner is not ⟦unsur⟧` Words.")),
    ("M02", button("[ ] Method `topics = ⟦method⟧`")),
    ("M02", button("{line.name} `each line in helplines where line is ⟦violent⟧`")),
    ("M03", button("[On](#start) `⟦remember note = hello⟧`")),
    ("M03", button("[On](#start) `⟦remember topics = money⟧`")),
    ("M01", about("on opening remember ⟦partnr⟧ = unsure")),
    ("M02", about("on opening remember partner = ⟦unsur⟧")),
    ("M03", about("on opening ⟦remember note = hello⟧")),
    ("M03", button("[Hint](#start) `⟦write partner, up to 9 characters⟧`")),
    ("M03", button("[On](#start) `do add own question ⟦partner⟧`")),
    ("M03", prose("`if ⟦partner has unsure⟧` Words.")),
    ("M03", prose("`if ⟦topics is money⟧` Words.")),
    ("M03", prose("`if ⟦note is hello⟧` Words.")),
    ("M04", memory("⟦mood⟧: {values: [good], why: none}")),
    (
        "M05",
        {**memory("⟦mood⟧: {values: [good], why: none}"), **button("[On](#start) `remember mood = good`")},
    ),
    ("M06", button("[Hint](#start) `write note, up to ⟦601⟧ characters`")),
    ("C01", prose("`if ⟦partner = unsure⟧` Words.")),
    ("C01", prose("`if partner is unsure and ⟦partner⟧` Words.")),
    ("C02", prose("`if partner is unsure and note is known ⟦or⟧ topics has money` Words.")),
    ("C03", prose("`if ⟦partner is unsure and partner is agrees⟧` Words.")),
    ("C03", prose("`if ⟦topics has money and topics is not known⟧` Words.")),
    ("C03", prose("`if ⟦checklist is empty and note is known and checklist is not empty⟧` Words.")),
    ("C04", prose("`if ⟦topic in topics⟧` Words.")),
    ("C04", button("{q.ask} `each q in questions where ⟦topic in partner⟧`")),
    ("C04", button("{line.name} `each line in helplines where ⟦topic in topics⟧`")),
    ("C05", button("{q.ask} `each q in questions where ⟦question is own⟧`")),
    (
        "C04",
        {
            "memory.yaml": folder()["memory.yaml"].decode().replace("money]", "money, fees]"),
            "en/ask.md": FRONT + ASK.replace("topic in topics", "⟦topic in topics⟧"),
        },
    ),
    ("A01", button("[On](#start) `do ⟦export list⟧`")),
    ("A02", button("[On](#start) `do ⟦remind in 30 days⟧`")),
    ("A02", button("[On](#start) `do ⟦show helplines⟧`")),
    ("L01", button("{q.ask} `each q in ⟦question⟧`")),
    ("L01", prose("`if ⟦my list⟧ is empty` Words.")),
    ("L02", button("{q.ask} {clinic.answer q} `each q in ⟦clinic answers⟧`")),
    ("L03", button("{partner.ask} `each ⟦partner⟧ in questions`")),
    ("Q01", button("[On](#start) `do add question ⟦license⟧`")),
    ("Q01", prose("`if clinic answers ⟦license⟧` Words.")),
    (
        "Q02",
        {"en/questions.md": FRONT + QUESTIONS.replace("## licence", "## ⟦licence⟧").split("### follow")[0]},
    ),
    (
        "Q02",
        entry(
            "## licence\n\n`topic training` `starter`\n\nWhat is your licence?",
            "## ⟦licence⟧\n\n`topic training`",
        ),
    ),
    ("Q03", entry("### follow-up", "### ⟦follow up⟧\n\nWho?\n\n### follow-up")),
    ("Q04", entry("topic training", "topic training` `topic ⟦trainin⟧")),
    ("Q05", entry("## licence\n\n`topic training` `starter`", "## ⟦licence⟧\n\n`starter`")),
    ("N06", entry("`topic training` `starter`", "⟦`⟧topic training")),
    ("Q06", entry("Titles differ.", "Titles differ.\n\n- ⟦a list⟧")),
    ("Q07", entry("### follow-up", "### ⟦why⟧\n\nTwice.\n\n### follow-up")),
    ("Q08", entry("starter", "country ⟦UK⟧")),
    ("S01", front("[S1]", "[⟦S2⟧]")),
    ("S02", {"sources.yaml": f"{folder()['sources.yaml'].decode()}⟦S2⟧: {SOURCE}"}),
    ("H01", entry("licence", "⟦My licence⟧")),
    ("H02", {"en/questions.md": FRONT + QUESTIONS + QUESTIONS.replace("licence", "⟦q⟧", 1)}),
    ("H03", {"en/questions.md": FRONT + QUESTIONS + QUESTIONS.replace("licence", "⟦licence⟧", 1)}),
    ("H04", entry("### why", "# ⟦Part⟧\n\n### why")),
]


@pytest.mark.parametrize(("code", "planted"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_a_planted_mistake_is_found_at_its_place_and_alone(code: str, planted: dict[str, str]) -> None:
    path, line, column, words = where(planted)

    found = compiled(**without_marks(planted)).diagnostics

    assert [one.code for one in found] == [code]
    assert (found[0].place.path, found[0].place.line, found[0].place.column) == (path, line, column)
    assert words_at(found[0]) == words


def test_every_code_of_these_families_has_a_case_or_a_test_of_its_own() -> None:
    known = {code for family in OWN_FAMILIES for code in family}

    assert known - {code for code, _ in CASES} == {"U01", "Y04"}


def where(planted: dict[str, str]) -> tuple[str, int, int, str]:
    """The path, line, column and words between the marks."""
    path, text = next((path, text) for path, text in planted.items() if OPEN in text)
    before, rest = text.split(OPEN)
    lines = before.split("\n")
    return path, len(lines), len(lines[-1]) + 1, rest.split(CLOSE)[0]


def without_marks(planted: dict[str, str]) -> dict[str, str]:
    return {path: text.replace(OPEN, "").replace(CLOSE, "") for path, text in planted.items()}


def test_bytes_that_are_not_utf8_are_found() -> None:
    found = compiled(**{"en/start.md": FRONT.encode() + START.encode().replace(b"They said no", b"Th\xe9y")})

    assert [(one.code, one.place.line, one.place.column) for one in found.diagnostics] == [("U01", 13, 6)]


def test_a_missing_key_of_the_front_matter_is_named() -> None:
    found = compiled(**front("title: A flow\n", "")).diagnostics

    assert [(one.code, one.place.line) for one in found] == [("Y04", 2)]
    assert "`title`" in found[0].message
