"""Typed text is held against the words of danger in bounded time, whatever it looks like."""

from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.model.danger import DangerPhrase, DangerRules
from flows.model.flow import ScreenId
from flows.model.fold import fold
from flows.model.match_danger import danger_in

SAFETY, CHOKING, SUICIDE = ScreenId("safety#start"), ScreenId("safety#choking"), ScreenId("safety#suicide")
RULES = DangerRules(
    asks=frozenset({"help", "i need help"}),
    phrases=(
        DangerPhrase(("hands", "*", "my", "throat"), CHOKING),
        DangerPhrase(("want", "to", "die"), SUICIDE),
    ),
    mutes=(("in", "the", "movie"),),
    never_mutes=(("tonight",),),
    safety=SAFETY,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm SCARED. He's here!", [("im", "scared"), ("hes", "here")]),
        ("I’m don´t ‘he’", [("im", "dont", "he")]),
        ("Él me pegó\nayer", [("el", "me", "pego"), ("ayer",)]),
        ("self-harm/under_score", [("self", "harm", "under", "score")]),
        ("ki\u200bll \ufb01ne \uff4d\uff45", [("kill", "fine", "me")]),
        ("wait…what？no！", [("wait",), ("what",), ("no",)]),
        ("...!? \n ;", []),
        ("", []),
    ],
)
def test_text_is_folded_to_bare_words(text: str, words: list[tuple[str, ...]]) -> None:
    assert fold(text) == words


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        ("his HANDS were round my throat", CHOKING),
        ("hands my throat", CHOKING),
        ("his hands were once more round my throat", None),  # four words between
        ("my throat hurts, cold hands", None),
        ("he has cold hands. my throat hurts", None),
        ("I want to die", SUICIDE),
        ("I want to die, with his hands on my throat", CHOKING),
        ("In the movie they want to die", None),
        ("In the movie they want to die. I want to die", SUICIDE),
        ("In the movie they want to die and tonight so do I", SUICIDE),
        ("Help!", SAFETY),
        ("i need HELP.", SAFETY),
        ("can you help me choose", None),
        ("", None),
    ],
)
def test_danger_leads_to_its_screen(text: str, screen: ScreenId | None) -> None:
    assert danger_in(RULES, text) == screen


def test_what_stands_behind_the_longest_message_is_not_looked_at() -> None:
    assert danger_in(RULES, "x " * 2045 + "want to die") is None


@pytest.mark.parametrize("letter", ["e", "é", "ệ", "각"])
def test_letters_that_come_apart_do_not_shorten_the_message(letter: str) -> None:
    assert danger_in(RULES, letter * 4000 + " I want to die") == SUICIDE


HOSTILE = [
    "he hit " * 2000,
    "a." * 5000,
    "é." * 5000,
    "a" + "\u0315\u0316" * 5000,
    "\ufdfa" * 10000,
    "각" * 10000,
]


@pytest.mark.parametrize(
    "text", HOSTILE, ids=["words", "sentences", "accents", "marks", "ligatures", "hangul"]
)
def test_hostile_text_is_read_in_a_single_pass(text: str) -> None:
    phrases = tuple(DangerPhrase(("he", "*", "hit", "*", "he", f"no{n}"), SAFETY) for n in range(300))
    rules = DangerRules(phrases=phrases, mutes=(("hit",),))

    times = []
    for _ in range(5):
        start = process_time()
        danger_in(rules, text)
        times.append(process_time() - start)

    assert min(times) < 0.2  # a few milliseconds; whoever reads it once a phrase takes seconds


WORDS = st.sampled_from(["a", "b", "c"])
PHRASES = st.lists(st.one_of(WORDS, st.just("*")), min_size=1, max_size=5).filter(
    lambda words: words[0] != "*" and words[-1] != "*"
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=8), max_size=3), PHRASES)
def test_a_phrase_is_found_exactly_where_a_plain_search_finds_it(
    sentences: list[list[str]], phrase: list[str]
) -> None:
    rules = DangerRules(phrases=(DangerPhrase(tuple(phrase), SAFETY),))
    text = ". ".join(" ".join(sentence) for sentence in sentences)

    expected = any(_occurs(phrase, sentence) for sentence in sentences)

    assert (danger_in(rules, text) is not None) is expected


def _occurs(phrase: list[str], sentence: list[str]) -> bool:
    """Every way to fill the wildcards, one after the other."""
    gaps = [range(4) if word == "*" else [None] for word in phrase]
    shapes = (
        [
            w
            for word, gap in zip(phrase, filled, strict=True)
            for w in ([word] if gap is None else ["?"] * gap)
        ]
        for filled in product(*gaps)
    )
    return any(
        _fits(shape, sentence[at : at + len(shape)]) for shape in shapes for at in range(len(sentence))
    )


def _fits(shape: list[str], words: list[str]) -> bool:
    return len(shape) == len(words) and all(s in ("?", w) for s, w in zip(shape, words, strict=True))
