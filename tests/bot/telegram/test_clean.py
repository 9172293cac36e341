"""Typed text is made safe without losing what a script or an emoji is spelled with."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.clean import MARKS_LIMIT, TEXT_LIMIT, clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  I am scared \n", "I am scared"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\there", "tab here"),
        ("he\x00 hit\x1b[31m me", "he hit[31m me"),
        ("h\u200bel\u00adp \ufeffme", "help me"),
        ("\u202etxet desrever\u202c", "txet desrever"),
        ("cafe\u0301", "caf\u00e9"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("a" * 5_000, "a" * TEXT_LIMIT),
        ("\u200b\u2066", ""),
    ],
)
def test_text_is_cleaned(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_unseen(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cs") for character in once)


@pytest.mark.parametrize(
    "pile", ["\u0301\u0316" * 2_048, "\u0316\u0301\u0345\u0321" * 1_024, "\U0001d15e" * 4_096]
)
def test_piles_of_marks_cost_no_time(pile: str) -> None:
    assert min(cpu_seconds("a" + pile) for _ in range(2)) < 0.2  # one may have met the garbage collector
    assert len(clean("a" + pile)) <= TEXT_LIMIT


def test_a_letter_keeps_as_many_marks_as_any_language_needs() -> None:
    assert len(clean("a" + "\u0316" * 100)) == 1 + MARKS_LIMIT


def cpu_seconds(text: str) -> float:
    began = time.process_time()
    clean(text)
    return time.process_time() - began
