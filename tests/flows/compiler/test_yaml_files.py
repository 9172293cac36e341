"""YAML is read with places, and what cannot be read is said in plain words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.report import Report
from flows.compiler.source import SourceFile
from flows.compiler.yaml_files import LONGEST, load_yaml
from flows.compiler.yaml_node import Node
from tests.flows.compiler.reading import found, read


def load(file: SourceFile, report: Report) -> Node | None:
    return load_yaml(file, report, "V02")


def test_every_value_has_its_place_and_keeps_its_spelling() -> None:
    node, report = read(load, "NO: no\nlines:\n  - {number: 0800, id: 'a b'}\n")

    assert node is not None and found(report) == []
    top = dict(node.items())
    assert top["NO"].value == "no"
    line = top["lines"].expect_list("V03")
    assert line is not None
    fields = dict(line[0].items())
    assert (fields["number"].value, fields["number"].quoted) == ("0800", False)
    assert (fields["id"].value, fields["id"].quoted) == ("a b", True)
    assert (fields["id"].place.line, fields["id"].place.column, fields["id"].place.length) == (3, 24, 5)
    assert fields["id"].key_place.column == 20


def test_front_matter_is_placed_in_its_file() -> None:
    file = SourceFile("a.md", "---\ntitle: x\ntitle: y\n---\n")
    report = Report({"a.md": file})

    node = load_yaml(file, report, "Y02", text="title: x\ntitle: y", first_line=2)

    assert node is not None and dict(node.items())["title"].value == "x"
    assert found(report) == ["Y02 3:1 title"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\nb: c: d\n", "2:5", "A colon"),
        ("a: 1\nno colon\nb: 2\n", "2:1", "no colon after"),
        ("a: [x, y\n", "1:4", "`]`"),
        ("a: {x: y\n", "1:4", "`}`"),
        ('a: "x\nb: y\n', "1:4", "never closed"),
        ("a:\n\tb: 1\n", "2:1", "tab"),
        ("a: @home\n", "1:4", "cannot begin with this"),
        ('a: "\\q"\n', "1:6", "backslash"),
        ("a: 'it's'\n", "1:8", "after the end"),
        ("a:\n  - x\n - y\n", "3:2", "one column"),
        ("a: x\nb: *a\n", "2:4", "`&` or `*`"),
        ("a: &b x\n", "1:4", "`&` or `*`"),
        ("a: !!str x\n", "1:4", "`!`"),
        ("a: x\n---\nb: y\n", "2:1", "second document"),
        ("? [a, b]\n: c\n", "1:3", "A key is words"),
        ("a: x\nb: y\x07\n", "2:5", "cannot be seen"),
        ('a: "\\ud800"\n', "1:4", "cannot be seen"),
        ('a: "\\U99999999"\n', "1:1", "no character"),
        ("%YAML 1.10\n---\na: b\n", "1:1", "`%`"),
        ("a: " + "[" * 30, "1:23", "20 deep"),
        ("a: x\na: y\n", "2:1", "stands twice"),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words(text: str, place: str, words: str) -> None:
    _, report = read(load, text)

    (only,) = report.diagnostics
    assert f"{only.place.line}:{only.place.column}" == place
    assert words in only.message


def test_a_file_that_is_too_long_is_refused_before_it_is_parsed() -> None:
    node, report = read(load, "a: " + "x" * LONGEST)

    assert node is None and found(report) == ["V02 1:1 a"]


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{n}: &b{n} [*a, *a]\n" for n in range(1000))

    node, report = read(load, bomb)

    assert node is None and len(report.diagnostics) == 1


def test_other_line_ends_do_not_move_places() -> None:
    node, _ = read(load, "a: x\u2028y\r\nb: z\r\n")

    assert node is not None and dict(node.items())["b"].place.line == 2


@pytest.mark.parametrize(
    ("text", "expect", "value"),
    [
        ("x: 7", lambda node: node.expect_number("V03", low=1, high=9), 7),
        ("x: 12", lambda node: node.expect_number("V03", low=1, high=9), None),
        ("x: 2026-11-21", lambda node: str(node.expect_date("V03")), "2026-11-21"),
        ("x: 2026-13-41", lambda node: node.expect_date("V03"), None),
        ("x: 20261121", lambda node: node.expect_date("V03"), None),
        ("x: true", lambda node: node.expect_flag("V03"), True),
        ("x: yes", lambda node: node.expect_flag("V03"), None),
        ("x: [a]", lambda node: node.expect_text("V03"), None),
        ("x: a", lambda node: node.expect_list("V03"), None),
        ("x:", lambda node: node.expect_text("V03"), None),
        ('x: ""', lambda node: node.expect_text("V03", empty=True), ""),
        ("x:", lambda node: node.expect_text("V03", empty=True), None),
    ],
)
def test_a_value_is_what_its_reader_expects_or_is_reported(text: str, expect, value) -> None:  # type: ignore[no-untyped-def]  # one lambda a row
    node, report = read(load, text)
    assert node is not None

    assert expect(dict(node.items())["x"]) == value
    assert bool(report.diagnostics) is (value is None)


PIECES = st.sampled_from(
    [*"[]{},:&*!|>'\"%@`#-?\t\n \\\x00\u2028\ufeff~<0aé", "- ", ": ", "\n  ", "---\n", "\\U9", "|9", "a: b\n"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_text_raises_and_every_place_is_in_the_file(text: str) -> None:
    _, report = read(load, text)

    file = SourceFile("x.yaml", text)
    assert all(1 <= one.place.line <= len(file.lines) for one in report.diagnostics)
