"""danger.yaml: its words reach their screens, its faults are found, its examples are run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.danger_file import read_danger
from flows.compiler.references import Screens
from flows.compiler.report import Report
from flows.model.danger import DangerPhrase
from flows.model.flow import ScreenId
from tests.flows.compiler.reading import found, read

DANGER = """asks: [help, "I need help!"]
phrases:
  safety.md#choking: [choked me, "hands * my throat"]
  safety.md: [wants to kill]
mutes: [in the movie]
never-mutes: [tonight]
examples:
  fire: ["He CHOKED me last night"]
  silent: [he choked in the final match]
"""
SCREENS = Screens({"safety": ("start", "choking"), "home": ("start",)})


def reader(file, report):  # type: ignore[no-untyped-def]  # binds two arguments of read_danger
    return read_danger(file, SCREENS, report, safety=ScreenId("safety#start"))


def test_the_words_are_folded_and_keep_their_order() -> None:
    rules, report = read(reader, DANGER)

    assert found(report) == []
    assert rules.asks == {"help", "i need help"}
    assert rules.phrases == (
        DangerPhrase(("choked", "me"), ScreenId("safety#choking")),
        DangerPhrase(("hands", "*", "my", "throat"), ScreenId("safety#choking")),
        DangerPhrase(("wants", "to", "kill"), ScreenId("safety#start")),
    )
    assert (rules.mutes, rules.never_mutes) == ((("in", "the", "movie"),), (("tonight",),))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("safety.md#choking:", "safety.md#chokin:", ["R02 3:3 safety.md#chokin"]),
        ("safety.md:", "safety:", ["R04 4:3 safety"]),
        ("[wants to kill]", '["?!"]', ['D01 4:15 "?!"']),
        ("[wants to kill]", '["kill. me"]', ['D01 4:15 "kill. me"']),
        ("[wants to kill]", '["kill *"]', ['D02 4:15 "kill *"']),
        ("[wants to kill]", '["a * * b"]', ['D02 4:15 "a * * b"']),
        ("[wants to kill]", "[Choked me]", ["D05 4:15 Choked me"]),
        ("He CHOKED me last night", "He held me", ['D03 8:10 "He held me"']),
        ("he choked in the final match", "he choked me", ["D04 9:12 he choked me"]),
        ("mutes: [in the movie]", "mutes: [last night]", ['D03 8:10 "He CHOKED me last night"']),
        ("asks: [help, ", "asks: [help, help, ", ["V09 1:14 help"]),
        ("asks: ", "ask: ", ["V04 1:1 ask"]),
        ("  fire:", "  fires:", ["V04 8:3 fires"]),
    ],
)
def test_a_fault_is_found_where_it_stands(old: str, new: str, expected: list[str]) -> None:
    _, report = read(reader, DANGER.replace(old, new, 1))

    assert found(report) == expected


def test_two_spellings_that_open_one_screen_are_only_warned_of() -> None:
    _, report = read(reader, DANGER.replace("[choked me, ", "[choked me, Chokéd mé, ", 1))

    assert found(report) == ["D05 3:34 Chokéd mé"] and not report.has_errors


def test_an_unknown_screen_is_answered_with_the_nearest() -> None:
    _, report = read(reader, DANGER.replace("#choking", "#chokin", 1))

    assert report.diagnostics[0].help == "Did you mean `choking`?"


def test_content_without_words_of_danger_cannot_go_live() -> None:
    report = Report({})

    assert read_danger(None, SCREENS, report, safety=ScreenId("safety#start")).phrases == ()
    assert report.has_errors


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 320), st.integers(0, 30), st.text(max_size=3)), max_size=6))
def test_no_mutilated_file_raises(cuts: list[tuple[int, int, str]]) -> None:
    text = DANGER
    for start, length, noise in cuts:
        text = text[:start] + noise + text[start + length :]

    read(reader, text)
