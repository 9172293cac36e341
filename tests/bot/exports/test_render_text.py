"""Text and JSON files, and text in place of a PDF that no font can draw."""

import pytest

from bot.exports.render import render
from flows.model.document import Document, FileFormat, Line, Section
from tests.bot.exports.vocabulary import LANGUAGES, note, questions


def test_a_text_file_has_the_title_and_a_paragraph_for_every_section() -> None:
    sections = (
        Section("1. What does it cost?", (Line("80 €", "Note:"), Line("Asked."))),
        Section("2. When?"),
    )
    rendered = render(Document("questions", FileFormat.TEXT, "Your questions", "en", sections))
    assert (rendered.file_name, rendered.mime) == ("questions.txt", "text/plain")
    assert rendered.content.decode("utf-8-sig").split("\r\n") == [
        "Your questions",
        "",
        "1. What does it cost?",
        "Note: 80 €",
        "Asked.",
        "",
        "2. When?",
        "",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_notepad_knows_the_encoding_and_the_line_ends(language: str) -> None:
    content = render(questions(language, 8, FileFormat.TEXT)).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 8


def test_a_text_file_keeps_emoji_and_drops_what_would_break_it() -> None:
    content = render(note("one\n👩‍👧\x00\ud800 two\u2028three", kind=FileFormat.TEXT)).content
    assert "one\r\n👩‍👧 two\r\nthree" in content.decode("utf-8-sig")


def test_json_is_given_on_as_it_is() -> None:
    rendered = render(Document("data", FileFormat.JSON, "", "en", raw='{"note": "שלום"}\n'))
    assert (rendered.file_name, rendered.mime) == ("data.json", "application/json")
    assert rendered.content == '{"note": "שלום"}\n'.encode()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_a_font_for_it_a_pdf_becomes_a_text_file(language: str) -> None:
    rendered = render(note("費用はいくらですか？", language), folders=())
    assert (rendered.file_name, rendered.mime) == ("notes.txt", "text/plain")
    assert "費用はいくらですか？" in rendered.content.decode("utf-8-sig")


@pytest.mark.parametrize("language", ["en", "es", "ar", "he"])
def test_without_fonts_on_the_system_these_languages_still_make_a_pdf(language: str) -> None:
    assert render(questions(language, 8), folders=()).file_name == "questions.pdf"


def test_a_line_that_says_nothing_but_an_emoji_without_a_glyph_is_not_lost() -> None:
    rendered = render(note("🫠"))
    assert rendered.file_name == "notes.txt" and "🫠" in rendered.content.decode("utf-8-sig")
