"""Where a step ends: closed doors, missing questions, and what a screen remembers on opening."""

from dataclasses import replace

import pytest

from flows.engine.tokens import SAFETY
from flows.model.event import Press, Unreadable
from flows.model.flow import ScreenId
from flows.model.session import Visit
from tests.flows.engine.house import edited, house
from tests.talk import Talk

REFUSED = "notice.unsafe"
CLOSED = "invite"


@pytest.fixture
def talk() -> Talk:
    return Talk(house())


def at_invite() -> Talk:
    """Somebody on the first screen of a flow that closes after danger."""
    return Talk(house()).press("They said no").command("back").press("Invite").press("No")


def in_danger(talk: Talk) -> Talk:
    """The same person, after the safety page heard that they are not safe."""
    return talk.send(Press(SAFETY, 0)).press("I am not safe").press("Back")


def test_a_screen_opened_by_typed_danger_remembers_before_it_is_drawn(talk: Talk) -> None:
    talk.type("he choked me")
    assert talk.memory == {"safety": "unsafe"}
    assert talk.text.startswith("Please read on.")


def test_a_screen_remembers_when_a_button_or_back_opens_it(talk: Talk) -> None:
    talk.type("help").press("I am not safe").press("Back").press("I am not safe")
    talk.press("Choking").press("Not what I meant")
    assert talk.memory == {"safety": "fine"}
    assert talk.command("back").memory == {"safety": "unsafe"}


def test_a_return_opens_the_screen_it_leads_to() -> None:
    asked = Talk(edited(("en/bank.md", "## list\n", "## list\n\n`on opening remember partner = unsure`\n")))
    asked.press("My questions").press("My list").type("help")
    asked.session = replace(asked.session, memory={})
    assert asked.press("Go on where I was").memory == {"partner": "unsure"}


def test_what_was_said_on_the_screen_itself_stays_while_it_is_only_drawn_again(talk: Talk) -> None:
    talk.type("he choked me").press("All is well")
    assert talk.memory == {"safety": "fine"}
    assert talk.send(Unreadable("photo")).type("the moon").memory == {"safety": "fine"}


def test_a_danger_phrase_on_its_own_screen_opens_it_anew(talk: Talk) -> None:
    talk.type("he choked me").press("All is well").type("he choked me again")
    assert (talk.screen, talk.memory) == ("safety#choking", {"safety": "unsafe"})


def test_a_closed_flow_does_not_open_by_what_it_would_remember() -> None:
    opening = ("en/invite.md", "## start\n", "## start\n\n`on opening remember safety = fine`\n")
    talk = Talk(edited(opening)).press("Invite").press("No")
    talk.send(Press(SAFETY, 0)).press("I am not safe").press("Go on where I was")
    assert (talk.screen, talk.memory) == ("safety#start", {"safety": "unsafe"})


def test_a_refused_door_leads_back_to_where_the_person_stood(talk: Talk) -> None:
    in_danger(talk).press("Go on where I was").press("They said no")
    talk.session = replace(talk.session, path=(*talk.session.path, Visit(ScreenId("invite#start"), ())))
    talk.command("back")
    assert (talk.screen, talk.text[: len(REFUSED)]) == ("safety#start", REFUSED)
    assert talk.press("Go on where I was").screen == "refusal#start"


def test_going_on_never_leads_back_into_the_closed_flow() -> None:
    talk = in_danger(at_invite()).press("Go on where I was")
    assert (talk.screen, talk.text[: len(REFUSED)]) == ("safety#start", REFUSED)
    assert talk.press("Go on where I was").screen == "start#start"


def test_danger_said_inside_a_closed_flow_leads_out_of_it() -> None:
    talk = at_invite().press("Where things stand").press("I am afraid")
    assert (talk.screen, talk.text[: len(REFUSED)]) == ("safety#start", REFUSED)
    assert talk.press("Go on where I was").screen == "start#ask"
    assert all(visit.screen.partition("#")[0] != CLOSED for visit in talk.session.path)


def test_a_closed_flow_that_had_ended_shows_the_safety_page_with_its_buttons() -> None:
    talk = in_danger(at_invite().press("Enough")).press("Go on where I was")
    assert "I am not safe" in talk.labels
    ended = at_invite().press("Enough")
    ended.session = replace(ended.session, memory=in_danger(Talk(house())).session.memory)
    assert "I am not safe" in ended.send(Unreadable("photo")).labels
    assert ended.session.render == ended.done.screen.render


def own_question(talk: Talk) -> Talk:
    """On the page of a question of the person's own, which is on their list."""
    talk.press("They said no").press("Write a note").type("Do you smoke?").press("Keep it as a question")
    return talk.press("Open: Do you smoke?")


def test_guards_tell_an_own_question_from_one_of_the_bank(talk: Talk) -> None:
    assert "Your own words." in own_question(talk).text
    bank = Talk(house()).press("My questions").press("Add them all")
    assert "Your own words." not in bank.press("Open: Will you keep what I say alone?").text


def test_guards_tell_whether_the_question_at_hand_is_on_the_list(talk: Talk) -> None:
    talk.press("My questions").press("mark.unticked Secrets").press("Show them")
    talk.press("Will you keep what I say alone?")
    assert "Add it" in talk.labels and "Take it off" not in talk.labels
    talk.press("Add it").press("Open: Will you keep what I say alone?")
    assert "Take it off" in talk.labels and "Add it" not in talk.labels


def test_dropping_an_own_question_leads_on_as_its_button_says(talk: Talk) -> None:
    assert own_question(talk).press("Take it off").screen == "bank#list"


def test_a_page_whose_question_is_gone_leads_home_and_says_so(talk: Talk) -> None:
    own_question(talk).press("Rub it out")
    assert (talk.screen, talk.text[:12]) == ("start#start", "notice.moved")
    assert talk.command("back").screen == "bank#list"


def test_back_passes_a_page_whose_question_is_gone(talk: Talk) -> None:
    own_question(talk).press("Take it off").command("back")
    assert (talk.screen, talk.text[:12]) == ("start#start", "notice.moved")
    assert talk.command("back").screen == "bank#list"


def test_a_page_whose_question_left_the_bank_leads_home_and_says_so(talk: Talk) -> None:
    talk.press("My questions").press("Add them all").press("Open: Will you keep what I say alone?")
    talk.snapshot = edited(("en/questions.md", "## keep-secrets", "## keep-it-secret"))
    assert talk.send(Unreadable("photo")).screen == "start#start"
    assert talk.text.startswith("notice.moved")
