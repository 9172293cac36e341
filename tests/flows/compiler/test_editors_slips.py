"""Mistakes that editors make by hand: one answer each, at the place, that says how to mend it."""

import pytest

from tests.flows.compiler.folders import ASK, FRONT, SAFETY, START, compiled, folder, words_at
from tests.flows.compiler.planted import (
    LOCKED,
    Planted,
    body,
    button,
    flow,
    front,
    prose,
    safety,
    where,
    without_marks,
)


def start(old: str, new: str) -> dict[str, str]:
    """The start file with a change."""
    assert old in START
    return {"en/start.md": FRONT + START.replace(old, new, 1)}


REMOVED = (
    "If you removed the screen, remove this button too, or give the screen that takes its place the line"
)
CASES: list[tuple[str, str, Planted]] = [
    ("N03", "one `]` before the `(`", button("⟦[Back⟧(#back)")),
    ("N03", "one `]` before the `(`", button("⟦[Back⟧(#back")),
    ("N03", "one `]` before the `(`", button("[On](#start) ⟦[Back⟧(#back)")),
    ("N03", "one `]` before the `(`", button("⟦[Back⟧(#back) [On](#start)")),
    ("N03", "one `]` before the `(`", button("⟦[On⟧(start.md#told) `forget note`")),
    ("N03", "one `]` before the `(`", prose("See ⟦[this⟧(https://example.org) now.")),
    ("I01", "`remember partner = unsure`?", button("[On](#start) `⟦rember partner = unsure⟧`")),
    ("I01", "`remember partner = unsure`?", button("[On](#start) `⟦partner = unsure⟧`")),
    ("I01", "`forget note`?", button("[On](#start) `⟦forgot note⟧`")),
    ("I01", "`otherwise`?", prose("`⟦othervise⟧` Words.")),
    ("I01", "300 characters at most", prose(f"`⟦if partner is unsure{' or note is known' * 20}⟧` Words.")),
    ("N14", "between backticks", button("[On](#start) “⟦remember partner = unsure⟧”")),
    ("N14", "between backticks", button('[On](#start) "⟦remember partner = unsure⟧"')),
    ("N14", "`if partner is unsure`", button("[On](#start) ‘⟦if partner is unsure⟧’ “come back”")),
    ("N14", "between backticks", button("[Hint](#start) '⟦write note, up to 9 characters⟧'")),
    ("N14", "between backticks", button("[ ] Training “⟦topics = training⟧”")),
    ("N14", "between backticks", button("{note} ´⟦each q in questions⟧´")),
    ("N14", "between backticks", prose('"⟦if partner is unsure⟧" Words.\n\n`otherwise` Others.')),
    ("N14", "between backticks", prose("`if partner is unsure` Words.\n\n“⟦otherwise⟧” Others.")),
    ("N14", "between backticks", flow("## start\n\n“⟦keep private⟧”\n\nWords.\n\n- [Home](#home)\n")),
    ("N14", "between backticks", flow("## start\n\n“⟦was told⟧”\n\nWords.\n\n- [Home](#home)\n")),
    ("H04", "Write `## said`", start("## said", "### ⟦said⟧")),
    ("H04", "Write `## said`", start("## said", "# ⟦said⟧")),
    ("H04", "Write `## start`", start("## start", "# ⟦start⟧")),
    ("H04", "Write `## start`", start("## start", "#### ⟦start⟧")),
    ("Y03", "`reviewed`?", front("reviewed", "⟦reviewd⟧")),
    ("Y03", "`title`?", front("title", "⟦Title⟧")),
    ("H03", "stands on line", start("## wrote", "## ⟦said⟧")),
    ("R02", f"{REMOVED} `was gone`.", button("[On](⟦#gone⟧)")),
    ("R02", f"Did you mean `start`? {REMOVED} `was stat`.", button("[On](⟦#stat⟧)")),
    ("I07", "Did you mean `note`?", prose("Words {note} and ⟦{note_}⟧ here.")),
    ("C01", "Did you mean `partner is known`?", prose("`if ⟦partner known⟧` Words.")),
    ("C01", "Did you mean `note is not known`?", prose("`if partner is known and ⟦note not known⟧` Words.")),
    ("C01", "Did you mean `checklist is empty`?", prose("`if ⟦checklist empty⟧` Words.")),
    ("C01", "Did you mean `partner is unsure`?", prose("`if ⟦partner = unsure⟧` Words.")),
    ("C01", "Did you mean `partner is not unsure`?", prose("`if ⟦partner != unsure⟧` Words.")),
    ("N15", "on both sides", prose("Words ⟦**⟧in bold.")),
    ("N15", "on both sides", prose("Words ⟦**⟧in **bold** here.")),
    ("N15", "on both sides", prose("Words in bold⟦**⟧ here.")),
    ("N15", "on both sides", prose("Words ⟦~~⟧struck out.")),
    ("N15", "on both sides", prose("A line\nand ⟦*⟧slanted words.")),
    ("N15", "on both sides", prose("> Words ⟦**⟧in bold.")),
    ("N15", "on both sides", body("- A bullet ⟦**⟧in bold\n")),
    ("N15", "on both sides", button("[⟦**⟧On](#start)")),
    ("G15", "`- [Go on where I was](#return)`", safety("- [On](#start)")),
]


@pytest.mark.parametrize(
    ("code", "help", "planted"), CASES, ids=[f"{code}-{n}" for n, (code, *_) in enumerate(CASES)]
)
def test_a_slip_is_answered_once_at_its_place_with_its_mending(
    code: str, help: str, planted: Planted
) -> None:
    path, line, column, words = where(planted)

    found = compiled(**without_marks(planted)).diagnostics

    assert [one.code for one in found] == [code]
    assert (found[0].place.path, found[0].place.line, found[0].place.column) == (path, line, column)
    assert words_at(found[0]) == words
    assert help in found[0].help


SOUND: list[Planted] = [
    prose("She said “if you like”, and *“come back”*."),
    prose('"if it is late" is what they say.'),
    prose("“I was happy” is enough."),
    prose("> if partner is the word, “if partner is” is fine"),
    body("- Ask “do you ...?” or “remember me”\n"),
    button("[“Come back” to it](#start)"),
    button("[ ] We say “do it” `topics = training`\n- [More](ask.md)"),
    prose("A list [of two (#1 and #2)] here."),
    prose("Two (2 * 3) words, f**k and a_b \\*\\*here."),
    safety("- [On](#start)\n- [Back](#back)"),
    safety("- [On](#start) `if country is known`\n- [Home](#home)"),
    flow("# flow\n\nA note.\n\n- a point\n\n## start\n\nWords.\n\n- [Home](#home)\n"),
]


@pytest.mark.parametrize("planted", SOUND, ids=range(len(SOUND)))
def test_what_only_looks_like_a_slip_is_left_alone(planted: Planted) -> None:
    assert compiled(**without_marks(planted)).diagnostics == ()


def test_links_to_the_lost_one_of_two_screens_with_one_id_are_not_reported_too() -> None:
    found = compiled(**start("## wrote", "## said")).diagnostics

    assert [one.code for one in found] == ["H03"]


def test_words_of_danger_that_open_a_screen_with_a_wrong_heading_are_not_reported_too() -> None:
    danger = folder()["en/danger.yaml"].decode().replace("safety.md:", "safety.md#more:")
    changed = safety("- [Home](#home)")["en/safety.md"].replace("⟦more⟧", "More")

    found = compiled(**{"en/safety.md": changed, "en/danger.yaml": danger}).diagnostics

    assert [one.code for one in found] == ["H01"]


def test_a_misspelt_lock_opens_no_other_question() -> None:
    found = compiled(**{"en/safety.md": LOCKED.replace("lock:", "lok:") + SAFETY}).diagnostics

    assert [(one.code, one.help) for one in found] == [("Y03", "Did you mean `lock`?")]


def test_a_name_with_an_underscore_is_recognised() -> None:
    memory = folder()["memory.yaml"].decode().replace("note:", "own-note:")
    changed = (FRONT + START).replace("note", "own-note").replace("{own-note}", "{own_note}")

    found = compiled(**{"memory.yaml": memory, "en/start.md": changed}).diagnostics

    assert [(one.code, one.help) for one in found] == [("I07", "Did you mean `own-note`?")]


def test_a_file_of_many_signs_or_lines_is_not_read() -> None:
    for text in ("*" * 4_000 + "\n") * 6, "\n" * 5_000:
        assert [one.code for one in compiled(**{"en/ask.md": FRONT + ASK + text}).diagnostics] == ["U03"]
