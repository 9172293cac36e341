"""Each file of short values: a good one is read whole, each fault is reported where it stands."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compiler.helplines_file import Helplines, read_helplines
from flows.compiler.lists_file import read_sources, read_topics
from flows.compiler.memory_file import read_memory
from flows.compiler.report import Report
from flows.compiler.settings_file import read_settings
from flows.compiler.source import SourceFile
from flows.model.bank import MemoryRule, Source
from tests.flows.compiler.reading import found, read

TODAY = date(2026, 11, 21)

SETTINGS = """languages: [en, es-MX]
source: en
home: start.md
safety: safety.md
no-answer: no-answer.md
commands: {about: about.md#start}
"""
MEMORY = """partner: {values: [refuses, unsure], why: words that fit}
safety: {values: [fine, unsafe], danger: [unsafe], keep-days: 30, private: true, why: shut doors}
topics: {values: [a, b], many: true, why: questions}
note: {text: 600, why: "the person's own words"}
"""
SOURCES = """S1: {title: A book, year: 2014, url: "", grade: A, seen: 2026-11-21}
V10: {title: A page, url: "https://example.org/a", grade: practice, seen: 2026-01-02}
"""
HELPLINES = """US:
  name: United States
  lines:
    - id: us-emergency
      kind: [emergency, violence]
      name: Emergency services
      number: "911"
      hours: 24 hours
      cost: free
      languages: ""
      trace: may show on your call list
      grade: common
      source: S1
      seen: 2026-11-21
      checked: never
everywhere:
  name: Any country
  lines: []
"""

sources_today = partial(read_sources, today=TODAY)


def helplines_today(file: SourceFile, report: Report) -> Helplines:
    return read_helplines(file, ["S1", "S2"], report, TODAY)


def test_settings_are_read_with_the_places_of_what_they_name() -> None:
    got, report = read(read_settings, SETTINGS)

    assert got is not None and found(report) == []
    assert (got.languages, got.source) == (("en", "es-MX"), "en")
    assert (got.home.text, got.safety.text, got.no_answer.text) == ("start.md", "safety.md", "no-answer.md")
    assert (got.commands["about"].text, got.commands["about"].place.line) == ("about.md#start", 6)


def test_missing_settings_are_reported() -> None:
    report = Report({})

    assert read_settings(None, report) is None
    assert found(report) == ["V01 1:1 "]


def test_memory_is_read() -> None:
    got, report = read(read_memory, MEMORY)

    assert found(report) == []
    assert got.rules["safety"].value == MemoryRule(
        "safety", "shut doors", ("fine", "unsafe"), keep_days=30, private=True, danger=("unsafe",)
    )
    note = got.rules["note"]
    assert got.rules["topics"].value.many and note.value.text_limit == 600
    assert (note.place.line, note.place.length) == (4, 4)


def test_topics_and_sources_are_read() -> None:
    topics, topic_report = read(read_topics, "secrets: Solo sessions and secrets\n")
    sources, source_report = read(sources_today, SOURCES)

    assert found(topic_report) + found(source_report) == []
    assert topics["secrets"].value == "Solo sessions and secrets"
    assert sources["S1"].value == Source("S1", "A book", 2014, "", "A", TODAY)
    assert sources["V10"].value.year is None


def test_help_lines_are_read_in_order() -> None:
    got, report = read(helplines_today, HELPLINES)

    assert found(report) == []
    assert got.countries == {"US": "United States"}
    (line,) = got.lines
    assert (line.country, line.kinds, line.number, line.url) == ("US", ("emergency", "violence"), "911", "")
    assert (line.languages, line.checked, line.seen) == ("", None, TODAY)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("source: en", "source: de", ["V07 2:9 de"]),
        ("source: en\n", "", ["V05 1:1 languages: [en, es-MX]"]),
        ("home:", "hom:", ["V04 3:1 hom"]),
        ("home:", "begin:", ["V05 1:1 languages: [en, es-MX]", "V04 3:1 begin"]),
        ("[en, es-MX]", "[en, English]", ["V06 1:17 English"]),
        ("[en, es-MX]", "[en, en]", ["V09 1:17 en"]),
        ("[en, es-MX]", "en", ["V03 1:12 en"]),
        ("home: start.md", "home:", ["V03 3:1 home"]),
        ("{about:", "{start:", ["V06 6:12 start"]),
        ("{about:", "{über-uns:", ["V06 6:12 über-uns"]),
    ],
)
def test_a_fault_in_the_settings_is_found(old: str, new: str, expected: list[str]) -> None:
    _, report = read(read_settings, SETTINGS.replace(old, new, 1))

    assert found(report) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Partner: {values: [a], why: x}", ["V06 1:1 Partner"]),
        ("clinic: {values: [a], why: x}", ["V06 1:1 clinic"]),
        ("question: {values: [a], why: x}", ["V06 1:1 question"]),
        ("n: {values: [a]}", ["V05 1:1 n"]),
        ("n: {why: x}", ["V10 1:1 n"]),
        ("n: {values: [a], text: 6, why: x}", ["V10 1:1 n"]),
        ("n: {text: 6, many: true, why: x}", ["V10 1:14 many"]),
        ("n: {values: [a], many: true, danger: [a], why: x}", ["V10 1:30 danger"]),
        ("n: {values: [a, b], danger: [c], why: x}", ["V11 1:30 c"]),
        ("n: {values: [a, a], why: x}", ["V09 1:17 a"]),
        ("n: {values: [a b], why: x}", ["V06 1:14 a b"]),
        ("n: {text: 0, why: x}", ["V03 1:11 0"]),
        ("n: {values: [a], why: x, keep: 3}", ["V04 1:26 keep"]),
        ("n: {values: [a], why: x, private: yes}", ["V03 1:35 yes"]),
        ("n: 3", ["V03 1:4 3", "V10 1:1 n"]),
        ("- n", ["V03 1:1 - n"]),
        ("n: [a", ["V02 1:4 ["]),
    ],
)
def test_a_fault_in_the_memory_is_found(text: str, expected: list[str]) -> None:
    _, report = read(read_memory, text)

    assert sorted(found(report)) == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("grade: A", "grade: M", ["V07 1:49 M"]),
        ("seen: 2026-11-21", "seen: 2026-11-22", ["V08 1:58 2026-11-22"]),
        ("https://", "http://", ['V12 2:27 "http://example.org/a"']),
        ("year: 2014", "year: 2104", ["V03 1:27 2104"]),
        ("V10:", "V 10:", ["V06 2:1 V 10"]),
    ],
)
def test_a_fault_in_the_sources_is_found(old: str, new: str, expected: list[str]) -> None:
    _, report = read(sources_today, SOURCES.replace(old, new, 1))

    assert found(report) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"911"', "911", ["E01 7:15 911"]),
        ('"911"', '""', ["E02 4:7 id: us-emergency"]),
        ('      number: "911"\n', "", ["E02 4:7 id: us-emergency"]),
        ("grade: common", "grade: M", ["E04 12:14 M"]),
        ("grade: common", "grade: C", ["V07 12:14 C"]),
        ("source: S1", "source: S9", ["S01 13:15 S9"]),
        ("violence]", "violense]", ["V07 5:25 violense"]),
        ("seen: 2026-11-21", "seen: 2027-01-01", ["V08 14:13 2027-01-01"]),
        ("checked: never", "checked: 2027-01-01", ["V08 15:16 2027-01-01"]),
        ("checked: never", "checked: soon", ["V03 15:16 soon"]),
        ("      cost: free\n", "", ["V05 4:7 id: us-emergency"]),
        ("US:", "usa:", ["V06 1:1 usa"]),
        ("id: us-emergency", "id: US Emergency", ["V06 4:11 US Emergency"]),
        ('number: "911"', 'url: "http://x.org"', ['V12 7:12 "http://x.org"']),
        (
            "  lines: []",
            '  lines: [{id: us-emergency, kind: [child], name: x, number: "1", hours: "", cost: "", '
            'languages: "", trace: "", grade: A, source: S2, seen: 2026-01-01, checked: 2026-01-01}]',
            ["E03 18:16 us-emergency"],
        ),
    ],
)
def test_a_fault_in_the_help_lines_is_found(old: str, new: str, expected: list[str]) -> None:
    _, report = read(helplines_today, HELPLINES.replace(old, new, 1))

    assert found(report) == expected


def test_absent_lists_are_empty() -> None:
    report = Report({})

    assert not (
        read_memory(None, report).rules or read_topics(None, report) or read_sources(None, report, TODAY)
    )
    assert read_helplines(None, (), report, TODAY).lines == ()
    assert found(report) == []


READERS = (read_settings, read_memory, read_topics, sources_today, helplines_today)
NOISE = st.sampled_from([*"[]{},:&*!|>'\"%#-\n\t \\0a", "", "\n- ", ": ", "null", "2026-99-99"])


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([SETTINGS, MEMORY, SOURCES, HELPLINES]),
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 30), NOISE), max_size=6),
)
def test_no_mutilated_file_raises_in_any_reader(text: str, cuts: list[tuple[int, int, str]]) -> None:
    for start, length, noise in cuts:
        text = text[:start] + noise + text[start + length :]

    for reader in READERS:
        read(reader, text)
