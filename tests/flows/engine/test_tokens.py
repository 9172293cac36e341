"""Tokens say nothing about the person, wherever they are read."""

from flows.engine.standing_in import NO_RENDER, trouble_screen, urgent_screen
from flows.model.event import Press, Typed
from tests.flows.engine.house import house
from tests.talk import NOON, Talk


def open_bank() -> Talk:
    talk = Talk(house()).press("My questions").press("mark.unticked Secrets").press("mark.unticked Money")
    return talk.press("Show them")


def test_the_token_of_a_list_button_does_not_name_its_element() -> None:
    tokens = [button.token for button in open_bank().buttons if "~" in button.token]
    assert len(set(tokens)) == 2
    assert not any("secret" in token or "fee" in token for token in tokens)


def test_the_session_keeps_the_real_id_of_the_element() -> None:
    assert open_bank().press("What do you charge?").session.question == "what-fee"


def test_a_mark_that_stands_for_no_element_draws_the_screen_again() -> None:
    talk = open_bank()
    token = talk.button("What do you charge?").token.partition("~")[0]
    for mark in ("", "~", "~what-fee", "~aaaaaaaa"):
        assert talk.send(Press(token + mark, talk.done.screen.render)).screen == "bank#found"


def test_a_keyboard_drawn_without_the_store_bears_no_render() -> None:
    safety = urgent_screen(house(), "en", Typed("help"), NOON)
    assert safety is not None
    assert safety.render == trouble_screen(house(), "en").render == NO_RENDER
