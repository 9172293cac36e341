"""The nearest words of a screen are found, and only what differs is marked."""

from flows.workshop.transcripts.closest import Closest, closest

TEXT = "A no today answers today's question. It may change.\n\n• Nobody is to blame: it takes two.\n\nGo on?"


def test_the_sentence_that_is_most_like_it_is_found() -> None:
    assert closest("It might change.", TEXT) == Closest("It may change.", "    ^^")


def test_a_fragment_is_held_against_its_place_in_the_sentence() -> None:
    assert closest("answers todays question", TEXT) == Closest(
        "A no today answers today's question.", "                        ^"
    )


def test_two_sentences_are_held_against_two() -> None:
    found = closest("A no today answers the question. It may change.", TEXT)
    assert found is not None
    assert found.words == "A no today answers today's question. It may change."


def test_words_that_are_like_nothing_find_nothing() -> None:
    assert closest("The weather will be fine", TEXT) is None
    assert closest("anything", "") is None
