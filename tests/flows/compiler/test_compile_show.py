"""Diagnostics as people read them."""

from flows.compiler.show import render_diagnostic
from flows.model.diagnostic import Diagnostic, Severity
from flows.model.place import Place


def shown(line: str, column: int, length: int, **more: str) -> str:
    place = Place("en/a.md", 14, column, length)
    return render_diagnostic(Diagnostic("R02", place, "Wrong", source_line=line, **more), "content/")  # type: ignore[arg-type]  # text fields only


def test_the_form_is_the_promised_one() -> None:
    line = "- [They said no](#resons) `remember partner = refuses`"
    found = Diagnostic(
        "R02",
        Place("en/partner-refuses.md", 14, 18, 7),
        "There is no screen `resons`",
        "This button would lead nowhere.",
        "Did you mean `reasons`?",
        line,
    )

    assert render_diagnostic(found, "content") == (
        "content/en/partner-refuses.md:14:18: error R02: There is no screen `resons`\n"
        "    14 | - [They said no](#resons) `remember partner = refuses`\n"
        "       |                  ^^^^^^^\n"
        "       = This button would lead nowhere.\n"
        "       = help: Did you mean `reasons`?"
    )


def test_what_is_not_known_is_left_out() -> None:
    place = Place("en/a.md", 1, 1)

    assert render_diagnostic(Diagnostic("G01", place, "Wrong", severity=Severity.WARNING), "") == (
        "en/a.md:1:1: warning G01: Wrong"
    )


def carets(line: str, column: int, length: int) -> tuple[str, str]:
    drawn, marked = shown(line, column, length).split("\n")[1:3]
    return drawn.partition("| ")[2], marked.partition("| ")[2]


def test_carets_stand_under_the_words_after_a_tab() -> None:
    assert carets("\ta\tbc", 4, 2) == ("    a   bc", "        ^^")


def test_wide_characters_take_two_columns() -> None:
    assert carets("日本 x語", 4, 2) == ("日本 x語", "     ^^^")


def test_combining_characters_take_none() -> None:
    assert carets("e\u0301e\u0301 x", 6, 1) == ("e\u0301e\u0301 x", "   ^")


def test_a_place_at_the_end_of_the_line_has_a_caret() -> None:
    assert carets("ab", 3, 1) == ("ab", "  ^")


def test_control_characters_are_not_sent_to_the_terminal() -> None:
    assert carets("a\x1b[2J\u202eb", 7, 1) == ("a\ufffd[2J\ufffdb", "      ^")


def test_of_a_very_long_line_only_what_stands_around_the_place_is_shown() -> None:
    drawn, marked = carets("a" * 1000 + "[here]" + "b" * 1000, 1002, 4)

    assert len(drawn) < 600 and drawn.startswith("…aaa") and drawn.endswith("bbb…")
    assert drawn[marked.index("^") :].startswith("here]") and marked.count("^") == 4
