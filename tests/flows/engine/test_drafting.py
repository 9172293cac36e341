"""Drafts are put together whole, fit on a clipboard and press nobody; what presses is said back kindly."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.drafting import LONGEST_SHOWN, Concern, concerns, draft
from flows.model.invitation import DRAFT_UNITS, CoercionRule, Invitations, Tone
from flows.model.match_danger import danger_in
from flows.model.readability import readability
from tests.flows.engine.typed_invitations import BOUNDARIES, KIND, LATER_KIND, LATER_PRESSING, PRESSING
from tests.real_content import real_snapshot

REAL = real_snapshot()
WORDS = REAL.invitations["en"]
PAIRS = list(product(WORDS.tones, ("", *WORDS.reasons)))
TELLING = {"blame", "judge", "finished", "end", "before", "last", "afford", "secret", "problem",
           "leave", "stay", "reason", "refuse", "afraid", "fear", "shame"}  # fmt: skip
RULE = CoercionRule(
    "deadline",
    words=(("last", "chance"), ("you", "have", "*", "days")),
    why={"en": "It presses.", "es": "Presiona."},
    consequences=(("its", "over"),),
    conditions=(("if", "you", "dont"),),
    unless=(("not", "the", "last"),),
)
SMALL = replace(
    REAL,
    coercion=(RULE,),
    invitations={
        "en": Invitations({"warm": Tone("Hi.", "Come?", "Or not."), "short": Tone("Hi.", "So?", "No?")},
                          {"cost": "I can ask what it costs."}),
        "es": Invitations({"warm": Tone("Hola.", "¿Vienes?", "O no.")}, {}),
    },
)  # fmt: skip


def found_in(text: str) -> list[tuple[str, str]]:
    return [(found.id, found.words) for found in concerns(REAL, text, "en")]


def small(text: str, language: str = "en") -> list[str]:
    return [found.words for found in concerns(SMALL, text, language)]


@pytest.mark.parametrize(
    ("language", "tone", "reason", "words"),
    [
        ("en", "warm", "cost", "Hi. I can ask what it costs. Come? Or not."),
        ("en", "warm", "", "Hi. Come? Or not."),
        ("en", "warm", "blame", "Hi. Come? Or not."),
        ("en", "solemn", "cost", ""),
        ("es", "warm", "cost", "Hola. ¿Vienes? O no."),
        ("es", "short", "cost", "Hi. I can ask what it costs. So? No?"),
        ("fr", "short", "", "Hi. So? No?"),
    ],
)
def test_a_draft_is_whole_and_in_one_language(language: str, tone: str, reason: str, words: str) -> None:
    assert draft(SMALL, language, tone, reason) == words


def test_there_is_no_draft_without_sentences() -> None:
    assert draft(replace(SMALL, invitations={}), "en", "warm", "cost") == ""


def test_there_are_enough_tones_and_reasons_and_every_choice_has_its_words() -> None:
    assert len(WORDS.tones) >= 5 and len(WORDS.reasons) >= 9
    for name, known in (("tone", WORDS.tones), ("reason", WORDS.reasons)):
        assert set(REAL.memory[name].values) == set(known)


@pytest.mark.parametrize(("tone", "reason"), PAIRS)
def test_every_draft_that_ships_fits_and_presses_nobody(tone: str, reason: str) -> None:
    words = draft(REAL, "en", tone, reason)

    assert 0 < len(words.encode("utf-16-le")) // 2 <= DRAFT_UNITS
    assert found_in(words) == []
    assert danger_in(REAL.danger, words) is None
    assert readability(words).lix <= 39
    assert words.count("?") == 1


@pytest.mark.parametrize("reason", sorted(WORDS.reasons))
def test_a_sentence_for_a_reason_does_not_name_it(reason: str) -> None:
    said = set(WORDS.reasons[reason].lower().replace(".", "").split())

    assert TELLING.isdisjoint(said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well: your very-last “chance”!", ["very-last “chance"]),
        ("Well: this is your “LAST chance”! Now.", ["LAST chance"]),
        ("You have two more days. So?", ["You have two more days"]),
        ("you have\nten days", []),  # two sentences, as danger counts them
        ("It's over there", []),
        ("If you don’t come, it’s over.", ["it’s over"]),
        ("If you don't. It's over", []),
        ("This is not the last chance. The last chance!", ["last chance"]),
        ("not the last chance", []),
        ("", []),
    ],
)
def test_the_words_are_said_back_as_typed(text: str, words: list[str]) -> None:
    assert small(text) == words


def test_a_rule_speaks_once_and_says_the_first_it_found() -> None:
    assert small("Last chance. You have 2 days. Last chance") == ["Last chance"]


def test_long_words_are_cut_where_they_can_still_be_found_again() -> None:
    (words,) = small("you have " + "x" * 80 + " days")

    assert len(words) == LONGEST_SHOWN and words.startswith("you have xx") and words.endswith("x…")


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "It presses."), ("es", "Presiona."), ("es-MX", "Presiona."), ("de", "It presses.")],
)
def test_the_explanation_is_in_the_language_of_the_person_or_the_source(language: str, why: str) -> None:
    assert concerns(SMALL, "last chance", language) == (Concern("deadline", "last chance", why),)


def test_a_rule_of_another_language_explains_itself_as_it_can() -> None:
    spanish = replace(SMALL, coercion=(replace(RULE, why={"es": "Presiona."}),))

    assert [found.why for found in concerns(spanish, "last chance", "de")] == ["Presiona."]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["last", "chance", "LAST", "…", "'", " ", "\n", ".", "ﬁ", "\u0301", "you", "have", "days"]
        )
    )
)
def test_what_is_said_back_stands_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)

    for words in small(text):
        assert words.removesuffix("…") in text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=250))
def test_no_text_is_too_strange(text: str) -> None:
    concerns(REAL, text + " last chance", "en")


@pytest.mark.parametrize("text", PRESSING)
def test_what_presses_is_found(text: str) -> None:
    assert found_in(text) != []


@pytest.mark.parametrize("text", [*KIND, *BOUNDARIES, *LATER_KIND])
def test_what_is_kind_or_a_boundary_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_most_of_what_was_kept_back_is_found() -> None:
    missed = [text for text in LATER_PRESSING if not found_in(text)]

    assert len(missed) <= 2, missed


@pytest.mark.parametrize("why", [rule.why["en"] for rule in REAL.coercion])
def test_an_explanation_never_scolds(why: str) -> None:
    words = f" {why.lower()} "

    assert not any(
        part in words for part in (" wrong", " must ", " should ", "manipulat", "abus", " bad ", "you are")
    )
    assert " can " in words or " could " in words or " may " in words
