"""What typed words do: on a safety page, on a page that takes text, and alone."""

import pytest

from flows.engine.resume import new_session
from flows.model.event import Typed
from tests.flows.engine.house import edited, house
from tests.talk import Talk


@pytest.fixture
def talk() -> Talk:
    return Talk(house())


def test_words_that_mean_nothing_leave_a_safety_page_in_sight(talk: Talk) -> None:
    talk.type("help").press("I am not safe").type("what about the moon")
    assert (talk.screen, talk.text) == ("safety#more", "notice.no-answer-here\n\nCall somebody.")
    assert talk.type("he choked me").screen == "safety#choking"


@pytest.mark.parametrize("typed", ["home", "HOME!", "Start again.", "hôme"])
def test_a_word_for_home_leads_home_from_anywhere(talk: Talk, typed: str) -> None:
    assert talk.press("They said no").press("Lines").type(typed).screen == "start#start"
    assert talk.type("help").type(typed).screen == "start#start"


def test_a_word_for_back_leads_one_step_back(talk: Talk) -> None:
    assert talk.press("They said no").press("Lines").type("Go back").screen == "refusal#start"


@pytest.mark.parametrize(
    ("typed", "screen"),
    [("questions", "bank#start"), ("Delete.", "start#about"), ("start", "no-answer#start")],
)
def test_a_command_works_without_its_slash(talk: Talk, typed: str, screen: str) -> None:
    assert talk.press("They said no").type(typed).screen == screen


def test_a_command_word_in_a_sentence_is_no_command(talk: Talk) -> None:
    assert talk.press("They said no").type("delete my questions").screen == "no-answer#start"


@pytest.mark.parametrize("typed", ["home", "back", "delete", "1", "Back"])
def test_a_page_that_takes_text_takes_these_words_too(talk: Talk, typed: str) -> None:
    talk.press("They said no").press("Write a note").type(typed)
    assert (talk.screen, talk.memory["note"]) == ("refusal#noted", typed)


def test_a_page_that_takes_text_still_hears_a_plea_for_help(talk: Talk) -> None:
    talk.press("They said no").press("Write a note").type("Help!")
    assert (talk.screen, "note" in talk.memory) == ("safety#start", False)


def test_a_button_in_sight_wins_over_a_word_that_works_everywhere() -> None:
    talk = Talk(edited(("en/refusal.md", "[Lines](#country)", "[Delete](#country)")))
    assert talk.press("They said no").type("delete").screen == "refusal#country"


def test_a_number_counts_no_buttons_before_any_were_drawn(talk: Talk) -> None:
    talk.session = new_session(house(), "en")
    assert talk.send(Typed("1")).memory == {}
