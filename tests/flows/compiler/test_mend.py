"""What can be mended in one way only is mended; nothing else is touched, and nothing gets worse."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.compile import Compilation, Compiler, compile_content
from flows.compiler.mend import Mended, mend
from flows.model.diagnostic import Severity
from tests.flows.compiler.folders import ASK, FRONT, QUESTIONS, START, TODAY, folder
from tests.flows.compiler.test_properties_mutations import edited, edits

MENDED: list[tuple[str, str, str]] = [
    ("en/start.md", "[They said no](", "[They said no] ("),
    ("en/start.md", "- [They said no]", "–  [They said no]"),
    ("en/start.md", "- [They said no]", "•[They said no]"),
    ("en/start.md", "- [They said no]", "-[They said no]"),
    ("en/start.md", "## wrote", "##wrote"),
    ("en/questions.md", "### why", "###why"),
    ("en/start.md", "(#said) `remember partner = refuses`", "(# said) `remember partner = refuses`"),
    ("en/start.md", "(ask.md)", "(“ask.md”)"),
    ("en/start.md", "(ask.md)", "(en/ask.md)"),
    ("en/start.md", "(#said) `forget note`", "(#told) `forget note`"),
    ("en/start.md", "partner = refuses`", "partner = “refuses”`"),
    ("en/start.md", "`if partner is refuses`", "`'if partner is refuses'`"),
    ("en/start.md", "`forget note`", "“forget note”"),
    ("en/start.md", "`otherwise` Being", "‘otherwise’ Being"),
    ("en/start.md", "- [Delete it](#said) `forget note`\n", "[Delete it](#said) `forget note`\n"),
    ("en/start.md", "Write it down", "Write\x0bit down"),
    ("en/start.md", "Write it down", "Write\ufeff it down"),
    ("en/start.md", "[Write it down]", "[**Write it down**]"),
    ("en/ask.md", "- [ ] Training", "- []Training"),
    ("en/ask.md", "- [ ] Training", "- [x]  Training"),
    ("en/ask.md", "- [ ] Training", "- [ ]Training"),
    ("helplines.yaml", '"911"', "911"),
]


@pytest.mark.parametrize(("path", "right", "wrong"), MENDED, ids=[wrong for _, _, wrong in MENDED])
def test_what_has_one_mending_gets_it(path: str, right: str, wrong: str) -> None:
    files = folder()
    broken = {**files, path: swapped(files[path], right, wrong)}
    assert compile_content(broken, TODAY).diagnostics

    assert mend(broken, TODAY, Compiler()).files == files


def test_a_year_at_the_start_of_a_line_is_kept_from_being_a_number_of_a_list() -> None:
    broken = start("Your words:", "1986. Your words:")

    mended = mended_from(broken)

    assert b"\n1986\\. Your words:" in mended.files["en/start.md"]
    assert mended.compilation.diagnostics == ()


LEFT_ALONE: list[tuple[str, str]] = [
    ("(#wrote)", "(#wrot)"),
    ("(#wrote)", "(#wro t)"),
    ("(ask.md)", "(http://example.org)"),
    ("(ask.md)", "(https://exa mple.org)"),
    ("partner = refuses", "partner = refused"),
    ("partner = refuses", "partner = “he refuses”"),
    ("## wrote", "##My words"),
    ("[Write it down](#wrote)", "[Write it down(#wrote)"),
    ("Your words:", "1. Your words: [here](#said)"),
    ("Your words:", "Your `words:"),
    ("## said", "### said"),
]


@pytest.mark.parametrize(("right", "wrong"), LEFT_ALONE)
def test_what_somebody_has_to_decide_is_left_alone(right: str, wrong: str) -> None:
    broken = start(right, wrong)

    mended = mended_from(broken)

    assert mended.compilation.diagnostics
    assert (mended.files, mended.changes) == (broken, ())


def test_several_mistakes_of_one_line_are_mended_one_after_the_other() -> None:
    line = "- [They said no](#said) `remember partner = refuses`"
    broken = start(line, "– [**They said no**] (#told) “remember partner = refuses”")

    mended = mended_from(broken)

    assert mended.files == folder()
    assert [(one.path, one.line, one.after) for one in mended.changes] == [("en/start.md", 13, line)]


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    right = b"\xef\xbb\xbf" + (FRONT + ASK).replace("\n", "\r\n").encode()
    broken = {**folder(), "en/ask.md": right.replace(b"[Show questions](", b"[Show questions] (")}

    assert mended_from(broken).files["en/ask.md"] == right


def test_a_file_that_is_not_utf_8_is_left_alone() -> None:
    text = (FRONT + ASK).replace("[Show questions](", "[Show questions] (").encode() + b"\xff"

    assert mended_from({**folder(), "en/ask.md": text}).changes == ()


def test_a_mended_line_may_show_the_mistake_that_it_hid() -> None:
    mended = mended_from(start("- [They said no](#said)", "– [They said no](#sad)"))

    assert [found.code for found in mended.compilation.diagnostics] == ["R02"]
    assert len(mended.changes) == 1


def test_a_fix_that_would_add_an_error_is_taken_back_and_the_others_stay() -> None:
    """Two of a row's buttons come to light, which share a label with another."""
    broken = start("- [Delete it](#said) `forget note`", "– [Home](#home) [Back](#back) [Home](#home)")
    text = broken["en/start.md"].replace(b"[They said no](", b"[They said no] (")

    mended = mended_from({**broken, "en/start.md": text})

    assert [one.after for one in mended.changes] == ["- [They said no](#said) `remember partner = refuses`"]
    assert [found.code for found in mended.compilation.diagnostics] == ["N04"]


def test_only_the_named_files_are_mended() -> None:
    broken = start("[They said no](", "[They said no] (")

    assert mend(broken, TODAY, Compiler(), only={"en/ask.md"}).files == broken


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["en/start.md", "en/ask.md", "en/questions.md"]), st.lists(edits, min_size=1, max_size=4)
)
def test_whatever_is_edited_mending_adds_no_error(
    path: str, changes: list[tuple[str, float, float, str]]
) -> None:
    text = folder()[path].decode()
    for change in changes:
        text = edited(text, change)
    files = {**folder(), path: text.encode(errors="replace")}

    mended = mended_from(files)

    assert errors(mended.compilation) <= errors(compile_content(files, TODAY))
    assert mended.compilation.diagnostics == compile_content(mended.files, TODAY).diagnostics


def swapped(content: bytes, old: str, new: str) -> bytes:
    assert old.encode() in content
    return content.replace(old.encode(), new.encode(), 1)


def start(old: str, new: str) -> dict[str, bytes]:
    """The folder with a change in its start file."""
    return {**folder(), "en/start.md": swapped((FRONT + START).encode(), old, new)}


def mended_from(files: Mapping[str, bytes]) -> Mended:
    return mend(files, TODAY, Compiler())


def errors(compilation: Compilation) -> int:
    return sum(found.severity is Severity.ERROR for found in compilation.diagnostics)


def test_the_files_of_these_tests_are_sound() -> None:
    assert QUESTIONS in folder()["en/questions.md"].decode()
    assert compile_content(folder(), TODAY).diagnostics == ()
