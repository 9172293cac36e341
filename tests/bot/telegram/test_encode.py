"""Screens and exports become parameters that Telegram takes as they are meant."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.encode import (
    KEYBOARD_BUTTONS,
    TEXT_UNITS,
    Params,
    edit_params,
    export_params,
    quiet_params,
)
from flows.model.flow import ScreenId
from flows.model.screen import COPY_UNITS, Button, Screen
from flows.model.text import Mark, MarkKind, RichText

SAFETY = (Button("Safety", token="s"),)
LETTERS = st.sampled_from("aé \n.Жק한ह😀👩🏽👨‍👩‍👧❤️🏴")


def screen(text: RichText, *rows: tuple[Button, ...]) -> Screen:
    return Screen(ScreenId("start#start"), 31, text, rows)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def marked_by(params: Params, entity: dict[str, Any]) -> str:
    """What a client shows under an entity: it slices UTF-16."""
    raw = str(params["text"]).encode("utf-16-le")
    return raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def entities(params: Params) -> list[dict[str, Any]]:
    found = params.get("entities", [])
    assert isinstance(found, list)
    return found


def keyboard(params: Params) -> list[list[dict[str, Any]]]:
    markup = params["reply_markup"]
    assert isinstance(markup, dict)
    return markup["inline_keyboard"]  # type: ignore[no-any-return]  # plain JSON


@st.composite
def rich_texts(draw: st.DrawFn, max_size: int = 60) -> RichText:
    text = draw(st.text(LETTERS, min_size=1, max_size=max_size))
    spans = draw(
        st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(MarkKind)))
    )
    marks = [
        Mark(kind, min(a, b), abs(a - b), "https://example.org" if kind is MarkKind.LINK else None)
        for a, b, kind in spans
    ]
    return RichText(text, tuple(sorted(marks, key=lambda mark: mark.start)))


def test_a_screen_has_its_words_marks_and_buttons() -> None:
    text = RichText(
        "Two 😀 steps: here", (Mark(MarkKind.BOLD, 4, 7), Mark(MarkKind.LINK, 13, 4, "https://example.org"))
    )
    web = Button("Site", url="https://example.org/x")
    assert edit_params(screen(text, (Button("Go", token="ab12"), web), SAFETY)) == {
        "text": "Two 😀 steps: here",
        "link_preview_options": {"is_disabled": True},
        "entities": [
            {"type": "bold", "offset": 4, "length": 8},
            {"type": "text_link", "offset": 14, "length": 4, "url": "https://example.org"},
        ],
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "Go", "callback_data": "1f.ab12"},
                    {"text": "Site", "url": "https://example.org/x"},
                ],
                [{"text": "Safety", "callback_data": "1f.s"}],
            ]
        },
    }


def test_a_screen_without_buttons_or_marks_names_neither() -> None:
    assert edit_params(screen(RichText("Bye."))) == {
        "text": "Bye.",
        "link_preview_options": {"is_disabled": True},
    }


def test_every_mark_has_its_name_at_telegram() -> None:
    text = RichText("abcdef", tuple(Mark(kind, at, 1) for at, kind in enumerate(MarkKind)))
    assert [entity["type"] for entity in entities(edit_params(screen(text)))] == [
        "bold",
        "italic",
        "strikethrough",
        "text_link",
        "blockquote",
        "expandable_blockquote",
    ]


def test_a_quiet_message_has_its_words_no_buttons_and_no_sound() -> None:
    assert quiet_params("Updated.") == {
        "text": "Updated.",
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
    }


@pytest.mark.parametrize("text", ["x", "x" * COPY_UNITS, "😀" * (COPY_UNITS // 2)])
def test_a_copy_button_carries_its_text(text: str) -> None:
    copy = Button("Copy the words", copy=text)
    assert keyboard(edit_params(screen(RichText("Yours:"), (copy,), SAFETY))) == [
        [{"text": "Copy the words", "copy_text": {"text": text}}],
        [{"text": "Safety", "callback_data": "1f.s"}],
    ]


@pytest.mark.parametrize("text", ["x" * (COPY_UNITS + 1), "x" + "😀" * (COPY_UNITS // 2)])
def test_a_text_too_long_for_the_clipboard_costs_its_own_button_alone(text: str) -> None:
    copy, go = Button("Copy", copy=text), Button("Go", token="ab")
    assert keyboard(edit_params(screen(RichText("Yours:"), (copy, go), (copy,), SAFETY))) == [
        [{"text": "Go", "callback_data": "1f.ab"}],
        [{"text": "Safety", "callback_data": "1f.s"}],
    ]


@given(rich_texts())
def test_entities_cover_the_same_words_in_utf_16(text: RichText) -> None:
    params = edit_params(screen(text))
    wanted = [text.text[mark.start : mark.start + mark.length] for mark in text.marks if mark.length]
    assert [marked_by(params, entity) for entity in entities(params)] == wanted


def test_typed_markup_stays_words() -> None:
    params = edit_params(screen(RichText("<b>*_[x](tg://user?id=1)`")))
    assert "parse_mode" not in params
    assert "entities" not in params


def test_callback_data_fits_even_with_the_longest_token() -> None:
    far = Screen(ScreenId("a#b"), 2**32 - 1, RichText("x"), ((Button("x", token="~" * 49),),))
    assert len(keyboard(edit_params(far))[0][0]["callback_data"].encode()) <= 64


def test_a_list_too_long_for_a_keyboard_keeps_the_safety_button() -> None:
    rows = [(Button(str(number), token="a"),) for number in range(150)]
    drawn = keyboard(edit_params(screen(RichText("Choose."), *rows, SAFETY)))
    assert sum(map(len, drawn)) == KEYBOARD_BUTTONS
    assert drawn[0][0]["text"] == "0"
    assert drawn[-1][0]["text"] == "Safety"


def test_an_overlong_screen_is_cut_and_keeps_its_buttons() -> None:
    params = edit_params(screen(RichText("word " * 1_000), SAFETY))
    assert 4_000 < units(str(params["text"])) <= TEXT_UNITS
    assert keyboard(params)


def test_a_short_export_is_one_message() -> None:
    assert export_params(RichText("My list")) == [
        {"text": "My list", "link_preview_options": {"is_disabled": True}}
    ]


def test_a_text_of_just_the_limit_is_not_cut_even_in_emoji() -> None:
    assert len(export_params(RichText("😀" * 2_048))) == 1
    assert len(export_params(RichText("😀" * 2_049))) == 2


def test_a_long_export_is_cut_between_questions() -> None:
    question = "Do you see each of us alone, and what becomes of what I say there? " * 5
    parts = export_params(RichText("\n\n".join([question.strip()] * 20)))
    assert len(parts) == 2
    assert all(
        str(part["text"]).startswith("Do you") and str(part["text"]).endswith("there?") for part in parts
    )


def test_trailing_blanks_make_no_empty_message() -> None:
    assert len(export_params(RichText("x" * TEXT_UNITS + "\n  \n"))) == 1


@given(rich_texts(), st.integers(150, 400))
def test_a_cut_loses_no_word_and_moves_no_mark(text: RichText, times: int) -> None:
    long = RichText(text.text * times, text.marks)
    parts = export_params(long)
    assert all(0 < units(str(part["text"])) <= TEXT_UNITS for part in parts)
    assert "".join("".join(str(part["text"]) for part in parts).split()) == "".join(long.text.split())
    marked = "".join(marked_by(part, entity) for part in parts for entity in entities(part))
    wanted = "".join(long.text[mark.start : mark.start + mark.length] for mark in long.marks)
    assert sorted("".join(marked.split())) == sorted("".join(wanted.split()))
