"""Hide: one press or word, from everywhere; then nothing but one neutral line until the person returns."""

import pytest

from flows.engine.tokens import CHECK_IN, SAFETY, STOP
from flows.model.event import Press, Start, Unreadable
from flows.model.screen import ForgetPerson, HideChat
from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """Somebody who hid the chat while they were on their list."""
    return Talk(kept_house()).press("List").press("Starter").press("button.hide")


def test_hide_leaves_one_neutral_line_without_buttons(talk: Talk) -> None:
    assert talk.done.effects == (HideChat(),)
    assert (talk.text, talk.buttons) == ("hidden.text", [])


def test_the_built_in_word_which_anybody_may_try_shows_home_and_leads_nowhere(talk: Talk) -> None:
    talk.type("Hello!")
    assert (talk.screen, talk.done.effects) == ("start#start", ())
    assert talk.command("back").screen == "start#start"
    assert "Will you keep what I say alone?" in talk.press("List").labels


def test_a_chosen_word_takes_the_place_of_the_built_in_one() -> None:
    talk = Talk(kept_house()).press("Words").type("Banana Bread").press("Home").press("List")
    assert talk.press("button.hide").type("hello").done.effects == (HideChat(),)
    assert talk.type("banana bread").screen == "list#start"


@pytest.mark.parametrize(
    "words",
    [
        "what is this",
        "1",
        "home",
        "back",
        "Will you keep what I say alone?",
        "",
        "Home",
        "delete",
        "questions",
    ],
)
def test_other_words_leave_nothing_to_see(talk: Talk, words: str) -> None:
    talk.type(words)
    assert (talk.text, talk.buttons, talk.done.effects) == ("hidden.text", [], (HideChat(),))


def test_neither_a_photo_nor_an_old_button_shows_anything(talk: Talk) -> None:
    for event in (Unreadable("photo"), Press("h", 0), Press("zzzzzzzz", talk.session.render)):
        assert talk.send(event).text == "hidden.text"


def test_danger_help_and_the_commands_end_hiding(talk: Talk) -> None:
    assert talk.type("he hit me").screen == "safety#start"
    assert talk.command("hide").type("help").screen == "safety#start"
    assert talk.command("hide").command("delete").screen == "start#about"
    assert talk.command("hide").send(Unreadable("photo", "he hit me")).screen == "safety#start"
    assert talk.command("hide").send(Press(SAFETY, 0)).screen == "safety#start"
    assert talk.command("hide").send(Start()).screen == "start#start"


def test_delete_works_after_hide(talk: Talk) -> None:
    talk.command("delete").press("Delete it all")
    assert ForgetPerson() in talk.done.effects


def test_what_a_check_in_opens_stays_hidden_until_the_word(talk: Talk) -> None:
    assert talk.send(Press(CHECK_IN, 0)).buttons == []


def test_a_check_in_is_stopped_without_showing_anything() -> None:
    talk = Talk(kept_house()).press("Invite").press("No").press("Later").press("Berlin")
    talk.press("In two weeks").press("button.hide").send(Press(STOP, 0))
    assert (talk.session.check_in, talk.text, talk.buttons) == (None, "hidden.text", [])


def test_a_discreet_step_says_so() -> None:
    talk = Talk(kept_house()).press("Words")
    assert not talk.done.is_discreet
    assert talk.press("The reader").done.is_discreet
    assert not talk.press("Home").press("Words").press("Nobody").done.is_discreet
