"""Readings: every text is measured as people see it, the hardest first."""

from flows.compiler.rules_file import ReadingLimit
from flows.model.snapshot import Snapshot
from flows.workshop.read import Limits, limits_of, read
from flows.workshop.read_table import reading_table
from flows.workshop.read_typical import Typical
from tests.flows.compiler.folders import FRONT, START, compiled, folder
from tests.real_content import real_snapshot

HARD = "Administrative responsibilities notwithstanding, confidentiality considerations " * 8
LIMITS = Limits(ReadingLimit(31, 28), ReadingLimit(39, 30))
RULES = """\
en:
  reading:
    safety: {lix: 20, longest-sentence: 10}
    other: {lix: 45, longest-sentence: 12}
"""


def small(text: str = START) -> Snapshot:
    snapshot = compiled(**{"en/start.md": FRONT + text}).snapshot
    assert snapshot
    return snapshot


def test_the_hardest_text_stands_first_and_short_ones_last() -> None:
    found = read(small(START.replace("Your words:", f"{HARD}.")), LIMITS)
    assert found[0].name == "start#wrote"
    assert found[0].is_hard and found[0].has_long_sentence
    assert [one.is_short for one in found] == sorted(one.is_short for one in found)


def test_one_flow_or_the_bank_can_be_read_alone() -> None:
    assert {one.name for one in read(small(), LIMITS, "safety")} == {"safety#start"}
    assert {one.name for one in read(small(), LIMITS, "questions")} == {"questions#licence"}


def test_safety_pages_and_the_first_screens_have_their_own_limit() -> None:
    limits = {str(one.name): one.limit for one in read(small(), LIMITS)}
    assert limits["safety#start"] == limits["start#start"] == LIMITS.safety
    assert limits["ask#start"] == LIMITS.other


def test_limits_come_from_the_house_rules() -> None:
    assert limits_of(folder(**{"rules.yaml": RULES}), small()) == Limits(
        ReadingLimit(20, 10), ReadingLimit(45, 12)
    )
    assert limits_of({}, small()) == Limits()


def test_inserts_are_counted_as_people_typically_see_them() -> None:
    snapshot = real_snapshot()
    typical = Typical(snapshot)
    texts = {
        id: typical.text([one for block in screen.blocks for one in block.inlines])
        for id, screen in snapshot.screens.items()
    }
    assert [id for id, text in texts.items() if "{" in text] == []
    question = small().questions["licence"]
    one = small().screens[next(id for id in small().screens if id == "ask#one")]
    assert Typical(small()).text(one.blocks[0].inlines) == "What is your licence? Titles differ."
    assert question.id == "licence"


def test_the_table_is_aligned_and_names_what_is_over() -> None:
    table = reading_table(read(small(START.replace("Your words:", f"{HARD}.")), LIMITS), "content/")
    head, first, *_ = table.splitlines()
    assert first.index("start#wrote") == head.index("text")
    assert "LIX over 31" in first
    assert "a sentence of over 28 words" in first


def test_without_limits_nothing_is_over() -> None:
    found = read(small(), Limits())
    assert not any(one.is_hard or one.has_long_sentence for one in found)
    assert "rules.yaml sets no limit" in reading_table(found, "")
