"""A PDF says what the document says, in every script, and nothing besides."""

import logging
import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.render import render
from flows.model.document import Document, FileFormat, Line, Section
from tests.bot.exports.vocabulary import (
    LANGUAGES,
    PAGES,
    bookmarks,
    box_of,
    note,
    questions,
    read,
    squeezed,
    words,
)

MIDDLE = 297


CJK = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
"""Letters that no font of ours draws."""


def pdf(document: Document) -> bytes:
    rendered = render(document)
    if CJK.search(words(document)) and render(note("費用")).mime == "text/plain":
        pytest.skip("this system has no CJK font; Debian's is fonts-noto-cjk")
    assert (rendered.file_name, rendered.mime) == (f"{document.name}.pdf", "application/pdf")
    return rendered.content


@pytest.mark.parametrize("count", [0, 8, 60])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_was_put_in(language: str, count: int) -> None:
    document = questions(language, count)
    pages = [squeezed(page) for page in read(pdf(document))]
    feet = [squeezed(PAGES[language].format(number=n, count=len(pages))) for n in range(1, len(pages) + 1)]
    assert all(page.endswith(foot) for page, foot in zip(pages, feet, strict=True))
    bodies = (page.removesuffix(foot) for page, foot in zip(pages, feet, strict=True))
    assert "".join(bodies) == squeezed(words(document))


@pytest.mark.parametrize(
    "text",
    ["شكرًا جدًا، أيضًا مثلًا حاليًا", "مُدَرِّسٌ لَطِيفٌ", "שָׁלוֹם לְכֻלָּם", "می‌خواهم بدانم ۱۲۳", "office e\u0301q\u0301"],
)
def test_signs_and_joined_letters_are_read_in_their_order(text: str) -> None:
    assert squeezed("".join(read(pdf(note(text))))) == squeezed(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_has_a_bookmark_on_its_page(language: str) -> None:
    document = questions(language, 60)
    content = pdf(document)
    pages = [squeezed(page) for page in read(content)]
    found = bookmarks(content)
    assert [title for title, _ in found] == [section.heading for section in document.sections]
    assert all(squeezed(title) in pages[page] for title, page in found)


def test_a_question_stands_on_one_page_with_its_first_note_line() -> None:
    pages = read(pdf(questions("en", 60)))
    assert len(pages) > 3
    assert all(page.count("?") == page.count("Note: She said") for page in pages)


def test_metadata_tells_the_title_and_nothing_about_who_and_when() -> None:
    with pdfium.PdfDocument(pdf(questions("he", 8))) as document:
        told = {key: value for key, value in document.get_metadata_dict().items() if value}
    assert told == {"Title": "השאלות שלך", "CreationDate": "D:20000101000000Z"}


def test_the_language_is_set() -> None:
    assert b"/Lang (he)" in pdf(questions("he", 0))


def test_the_same_document_is_the_same_file() -> None:
    assert pdf(questions("ar", 8)) == pdf(questions("ar", 8))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_small(language: str) -> None:
    assert len(pdf(questions(language, 60))) < 100_000


@pytest.mark.parametrize(
    ("language", "words_on_it", "is_right"),
    [("he", "השאלות", True), ("he", "Anna", False), ("en", "Anna", False), ("en", "שלום", True)],
)
def test_a_line_stands_at_the_side_where_it_is_begun(language: str, words_on_it: str, is_right: bool) -> None:
    left, right = box_of(pdf(note(words_on_it, language)), words_on_it)
    assert (left > MIDDLE) is is_right and (right > MIDDLE) is is_right


def test_words_of_both_directions_stand_in_order() -> None:
    """Hebrew goes on to the left of an English name, which itself runs to the right."""
    content = pdf(note("דיברתי עם David Cohen אתמול", "he"))
    first, david, cohen, last = (box_of(content, word) for word in ("דיברתי", "David", "Cohen", "אתמול"))
    assert last < david < cohen < first


def test_a_phrase_with_a_number_keeps_its_own_order_in_an_english_line() -> None:
    content = pdf(note("They said שלום 350 להתראות to us."))
    said, first, number, last, us = (
        box_of(content, word) for word in ("said", "להתראות", "350", "שלום", "us")
    )
    assert said < first < number < last < us


def test_a_persian_joiner_parts_no_word_in_an_english_line() -> None:
    content = pdf(note("They said می\u200cخواهم today."))
    assert box_of(content, "خواهم") < box_of(content, "می")


@pytest.mark.parametrize(
    "text",
    ["w" * 1000, "確認" * 500, "שלום" * 250, "e" + "\u0301" * 1000, "https://example.org/" + "a/b-c" * 100],
)
def test_words_without_spaces_stay_between_the_margins(text: str) -> None:
    with pdfium.PdfDocument(pdf(note(text))) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(n) for n in range(page.count_chars()) if page.get_text_range(n, 1).strip()]
    assert min(box[0] for box in boxes) > 40 and max(box[2] for box in boxes) < 555


def test_no_line_begins_with_a_full_stop_in_japanese() -> None:
    lines = "\n".join(read(pdf(note("あ" * 36 + "。" + "い" * 35 + "、" + "う" * 60, "ja")))).splitlines()
    assert len(lines) > 3 and not any(line.startswith(("。", "、")) for line in lines)


def test_nothing_typed_is_markup() -> None:
    typed = "**bold** __line__ [word](https://example.org) <b>tag</b> {nb} {number} \\ (()"
    assert squeezed("".join(read(pdf(note(typed))))) == squeezed(typed)


def test_what_cannot_be_seen_is_left_out() -> None:
    assert read(pdf(note("a\x00b\u202ec\ue000d\u200be\ufefff\ud800g"))) == ["abcdefg"]


def test_an_emoji_without_a_glyph_is_left_out_and_one_with_a_glyph_is_drawn() -> None:
    assert read(pdf(note("fine 👍 so far 🫠 today"))) == ["fine 👍 so far today"]


def test_an_empty_note_leaves_a_line_to_write_on() -> None:
    document = Document("q", FileFormat.PDF, "", "en", (Section("", (Line("", "Note:"),)),), page="")
    filled = replace(document, sections=(Section("", (Line("x", "Note:"),)),))
    assert [_count_paths(pdf(each)) for each in (document, filled)] == [1, 0]


def _count_paths(content: bytes) -> int:
    with pdfium.PdfDocument(content) as document:
        return sum(1 for found in document[0].get_objects() if found.type == 2)


def test_no_typed_word_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    render(note("quixotic ضحك 日本 🫠"))
    assert caplog.records == []


def test_long_notes_are_no_trouble() -> None:
    long = Line("They said that it depends, and ask again. " * 24, "Note:")
    sections = tuple(Section(f"{n}. What does it cost?", (long,)) for n in range(60))
    content = pdf(Document("q", FileFormat.PDF, "Questions", "en", sections))
    assert squeezed("".join(read(content))).count("askagain") == 60 * 24


TEXT = st.text(st.characters(), max_size=40) | st.text(
    st.sampled_from("aש٣ل1 .(«\n\u200d\u202e\u2066\u2067\u2068\u2069\u0301\u064b漢。👍\ud800ก\u0915"),
    max_size=30,
)
LINES = st.builds(Line, TEXT, TEXT)
DOCUMENTS = st.builds(
    Document,
    st.just("name"),
    st.sampled_from(FileFormat),
    TEXT,
    st.sampled_from(["en", "he", "ja", "zh-Hant", ""]) | TEXT,
    st.lists(st.builds(Section, TEXT, st.lists(LINES, max_size=3).map(tuple)), max_size=3).map(tuple),
    TEXT,
    TEXT,
)


@settings(deadline=None, max_examples=100)
@given(DOCUMENTS)
def test_every_document_becomes_a_file(document: Document) -> None:
    rendered = render(document)
    assert rendered.file_name in (f"name.{document.format}", "name.txt")
    assert (rendered.mime == "application/pdf") is rendered.content.startswith(b"%PDF-")
