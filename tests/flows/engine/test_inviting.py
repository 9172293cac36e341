"""An invitation in the person's hands: put together, changed by typing, held against what may press."""

import pytest

from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk

DRAFT = "I miss us. Nobody is to blame. Would you come once? A no is fine."


@pytest.fixture
def talk() -> Talk:
    """Somebody whose partner fears blame, with a draft."""
    talk = Talk(kept_house()).press("They said no").press("Back").press("Words").press("Blame")
    return talk.press("Home").press("Invite").press("No").press("Warm")


def test_a_draft_fits_the_reason_without_naming_it(talk: Talk) -> None:
    assert talk.memory["draft"] == DRAFT
    assert DRAFT in talk.text


def test_the_draft_can_be_copied_with_one_press(talk: Talk) -> None:
    button = talk.button("Copy it")
    assert (button.copy, button.token) == (DRAFT, "")


def test_the_person_says_it_in_words_of_their_own(talk: Talk) -> None:
    talk.type("Would you come with me once?")
    assert "Would you come with me once?" in talk.text
    assert talk.button("Copy it").copy == "Would you come with me once?"


def test_what_may_press_is_explained_kindly_and_not_offered_for_copying(talk: Talk) -> None:
    talk.type("Come with me until Friday.")
    assert "A deadline can feel like a threat." in talk.text
    assert "Copy it" not in talk.labels


def test_danger_typed_as_a_draft_is_danger(talk: Talk) -> None:
    talk.type("He hit me.")
    assert talk.screen == "safety#start"
    assert talk.memory["draft"] == DRAFT


def test_no_draft_is_reached_after_a_danger_signal(talk: Talk) -> None:
    talk.press("button.safety").press("I am not safe").press("Back").press("Go on where I was")
    assert talk.screen == "safety#start"
    for _ in range(9):
        assert not talk.command("back").screen.startswith(("invite", "check-in"))
