"""Which language suits somebody, and which way it is written."""

import pytest

from flows.model.language import best_language, is_right_to_left

FALLBACK = {"es-MX": "es", "es": "en", "ca": "es", "xx": "yy", "yy": "xx"}


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("es", "es"),
        ("es-mx", "es-MX"),  # Telegram sends small letters
        ("es-AR", "es"),
        ("ca", "es"),
        ("en-GB", "en"),
        ("fr", None),
        ("xx", None),
        ("", None),
    ],
)
def test_the_nearest_offered_language_is_chosen(wanted: str, chosen: str | None) -> None:
    assert best_language(wanted, ("en", "es", "es-MX"), FALLBACK) == chosen


def test_a_fallback_goes_before_the_tag_without_its_last_part() -> None:
    assert best_language("pt-BR", ("pt", "es"), {"pt-BR": "es"}) == "es"
    assert best_language("es-MX", ("en",), FALLBACK) == "en"


@pytest.mark.parametrize("tag", ["ar", "he", "fa-AF", "az-Arab", "ur", "x-rtl"])
def test_languages_from_right_to_left_are_known(tag: str) -> None:
    assert is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "es-MX", "zh-Hant", "ar-Latn", "x-long", ""])
def test_all_others_run_from_left_to_right(tag: str) -> None:
    assert not is_right_to_left(tag)
