"""Readability counts words, sentences and long words, in any language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model.readability import Readability, readability, sentences


def test_words_per_sentence_and_the_share_of_long_words_make_the_lix() -> None:
    found = readability("Nobody answers here. Please wait a little while.")

    # 8 words in 2 sentences; "answers" alone has more than six letters.
    assert found == Readability(words=8, sentences=2, lix=4 + 100 / 8, longest_sentence=5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is: one, two.", [["It", "is"], ["one", "two"]]),
        ("A line\nand the next", [["A", "line"], ["and", "the", "next"]]),
        ("3.5 years, don’t ask", [["3.5", "years", "don’t", "ask"]]),
        ("a low-income home", [["a", "low-income", "home"]]),
        ("Why?! ... Because.", [["Why"], ["Because"]]),
        ("¿Por qué no? Así es.", [["Por", "qué", "no"], ["Así", "es"]]),
        ("ما رأيك؟ حسنا.", [["ما", "رأيك"], ["حسنا"]]),
        ("-- !! --", []),
    ],
)
def test_a_sentence_ends_at_its_mark_or_with_its_line(text: str, expected: list[list[str]]) -> None:
    assert sentences(text) == expected


def test_a_text_without_words_counts_nothing() -> None:
    assert readability(" \n... ") == Readability(0, 0, 0.0, 0)


@given(st.text())
def test_any_text_is_counted(text: str) -> None:
    found = readability(text)

    assert found.longest_sentence <= found.words
    assert found.sentences <= found.words
    assert 0 <= found.lix <= found.words + 100
