"""What a person does, and what they see next."""

from datetime import timedelta

import pytest

from flows.engine.draw import LONG_QUOTE
from flows.engine.listing import CHECKLIST_LIMIT
from flows.engine.tokens import SAFETY
from flows.model.event import Press, Start, Unreadable
from flows.model.screen import Export, ForgetPerson
from flows.model.session import ListItem
from flows.model.text import MarkKind
from tests.flows.engine.house import edited, house
from tests.talk import NOON, Talk


@pytest.fixture
def talk() -> Talk:
    return Talk(house())


def test_start_leads_home_and_every_screen_ends_with_safety_and_hide(talk: Talk) -> None:
    assert talk.screen == "start#start"
    assert talk.labels[-2:] == ["button.safety", "button.hide"]
    assert talk.done.screen.text.marks[0].kind is MarkKind.BOLD


def test_a_press_follows_the_button_and_remembers_what_it_says(talk: Talk) -> None:
    talk.press("They said no")
    assert talk.screen == "refusal#start"
    assert talk.memory == {"partner": "refuses"}
    assert talk.text == "A no today is an answer to today's question."


def test_otherwise_shows_when_no_earlier_if_did(talk: Talk) -> None:
    assert talk.press("They are not sure").text == "Being unsure is an opening."


def test_a_guard_hides_its_button_and_refuses_a_press_on_it(talk: Talk) -> None:
    hidden = Talk(house()).press("They said no").button("Only after a no").token
    talk.press("They are not sure")
    assert "Only after a no" not in talk.labels
    talk.send(Press(hidden, talk.done.screen.render))
    assert (talk.screen, talk.memory) == ("refusal#start", {"partner": "unsure"})
    assert talk.done.notice == talk.snapshot.phrases["en"]["notice.gone"]


def test_an_old_button_shows_the_current_screen_again(talk: Talk) -> None:
    old = Press(talk.button("They said no").token, talk.done.screen.render)
    talk.press("My questions").send(old)
    assert talk.screen == "bank#start"
    assert talk.memory == {}
    assert talk.done.notice == talk.snapshot.phrases["en"]["notice.stale"]


def test_a_second_press_on_the_same_keyboard_has_no_second_effect(talk: Talk) -> None:
    talk.press("My questions")
    tick = Press(talk.buttons[0].token, talk.done.screen.render)
    talk.send(tick).send(tick)
    assert talk.memory == {"topics": ("secrets",)}


@pytest.mark.parametrize("token", ["", "zzzzzzzz", "../../etc", "a" * 60, "~", "s~x~y"])
def test_an_unknown_token_draws_the_present_screen_again(talk: Talk, token: str) -> None:
    talk.press("They said no").send(Press(token, talk.done.screen.render))
    assert talk.screen in {"refusal#start", "safety#start"}


def test_back_follows_the_persons_own_path_across_flows(talk: Talk) -> None:
    talk.press("They said no").press("Write a note").press("Back")
    assert talk.screen == "refusal#start"
    assert talk.press("Back").screen == "start#start"


def test_a_sub_flow_returns_to_where_come_back_said(talk: Talk) -> None:
    talk.press("Invite").press("Back there")
    assert talk.screen == "start#start"
    talk.press("Invite").press("Yes").press("Go on where I was")
    assert talk.screen == "start#start"


def test_the_safety_button_works_from_any_keyboard_and_leads_back(talk: Talk) -> None:
    talk.press("They said no").send(Press(SAFETY, -5))
    assert talk.screen == "safety#start"
    assert talk.press("Go on where I was").screen == "refusal#start"


def test_asking_for_safety_twice_still_leads_back_to_where_the_person_was(talk: Talk) -> None:
    talk.press("They said no").type("help").type("safety").press("I am not safe").type("help")
    assert talk.press("Go on where I was").screen == "refusal#start"


def test_words_of_danger_come_before_the_screen_that_takes_text(talk: Talk) -> None:
    talk.press("They said no").press("Write a note").type("He hit me.")
    assert talk.screen == "safety#start"
    assert "note" not in talk.memory
    assert talk.press("Go on where I was").screen == "refusal#note"


def test_danger_in_a_caption_or_an_edited_message_opens_the_safety_page(talk: Talk) -> None:
    assert talk.send(Unreadable("photo", "he hit me")).screen == "safety#start"


def test_a_flow_that_is_closed_after_danger_opens_the_safety_page_instead(talk: Talk) -> None:
    talk.press("Invite").press("Yes").press("Go on where I was").press("Invite").press("No")
    assert talk.screen == "invite#start"
    talk.send(Press(SAFETY, 0)).press("I am not safe").press("Back").press("Go on where I was")
    assert talk.screen == "safety#start"
    assert talk.text.startswith(talk.snapshot.phrases["en"]["notice.unsafe"])


def test_back_does_not_open_a_closed_flow(talk: Talk) -> None:
    talk.press("Invite").press("No").press("Home").send(Press(SAFETY, 0)).press("I am not safe")
    for _ in range(6):
        assert talk.command("back").screen != "invite#start"


def test_a_screen_that_takes_text_keeps_it_and_shows_it_as_a_quote(talk: Talk) -> None:
    talk.press("They said no").press("Write a note")
    assert talk.done.screen.hint == "What I would like to say"
    talk.type("I miss us.")
    assert (talk.screen, talk.text, talk.memory["note"]) == (
        "refusal#noted",
        "Only you see this.\n\nI miss us.",
        "I miss us.",
    )
    assert talk.done.screen.private
    assert MarkKind.QUOTE in {mark.kind for mark in talk.done.screen.text.marks}
    assert "note" not in talk.press("Forget it").memory


def test_a_long_quote_is_drawn_folded() -> None:
    roomy = edited(("en/refusal.md", "up to 40", "up to 600"), ("memory.yaml", "text: 40", "text: 600"))
    talk = Talk(roomy).press("They said no").press("Write a note").type("word " * (LONG_QUOTE // 4))
    assert MarkKind.LONG_QUOTE in {mark.kind for mark in talk.done.screen.text.marks}


def test_text_over_the_limit_is_not_kept_and_the_limit_is_named(talk: Talk) -> None:
    talk.press("They said no").press("Write a note").type("x" * 41)
    assert talk.screen == "refusal#note"
    assert "note" not in talk.memory
    assert "40" in talk.text


def test_an_instruction_button_for_text_cannot_be_pressed(talk: Talk) -> None:
    talk.press("They said no").press("Write a note")
    writing = next(b for b in house().screens[talk.session.screen].buttons if b.write)
    assert talk.send(Press(writing.token, talk.done.screen.render)).screen == "refusal#note"


def test_a_number_or_a_label_works_instead_of_a_press(talk: Talk) -> None:
    assert talk.type("1").screen == "refusal#start"
    assert talk.type("write a NOTE").screen == "refusal#note"


def test_text_that_no_screen_asked_for_meets_the_honest_no_answer(talk: Talk) -> None:
    talk.press("They said no").type("what about the moon")
    assert talk.screen == "no-answer#start"
    assert talk.press("Go on where I was").screen == "refusal#start"


@pytest.mark.parametrize("kind", ["photo", "voice", "edited message"])
def test_what_cannot_be_read_changes_nothing_and_says_so(talk: Talk, kind: str) -> None:
    before = talk.press("They said no").session
    talk.send(Unreadable(kind))
    assert talk.session == before
    assert talk.done.screen.text.marks[0].kind is MarkKind.ITALIC


def test_empty_text_and_unknown_commands_say_so(talk: Talk) -> None:
    phrases = talk.snapshot.phrases["en"]
    assert talk.type("   ").text.startswith(phrases["notice.empty"])
    assert talk.command("nonsense").text.startswith(phrases["notice.command"])


def test_a_command_leads_to_its_screen_and_back(talk: Talk) -> None:
    talk.press("They said no").command("questions")
    assert talk.screen == "bank#start"
    assert talk.command("back").screen == "refusal#start"


def test_tick_boxes_stay_on_the_screen_and_filter_the_bank(talk: Talk) -> None:
    marks = talk.snapshot.phrases["en"]
    talk.press("My questions").press(f"{marks['mark.unticked']} Secrets")
    assert talk.screen == "bank#start"
    assert f"{marks['mark.ticked']} Secrets" in talk.labels
    assert talk.press("Show them").labels[0] == "Will you keep what I say alone?"
    assert "What do you charge?" not in talk.labels


def test_the_question_at_hand_fills_its_screen_and_can_be_kept_and_dropped(talk: Talk) -> None:
    talk.press("My questions").press(talk.labels[0]).press("Show them").press(
        "Will you keep what I say alone?"
    )
    assert "Seeing you alone is no promise." in talk.text
    talk.press("Add it")
    assert talk.session.checklist == (ListItem("keep-secrets", question="keep-secrets"),)
    assert "• Will you keep what I say alone?" in talk.text
    talk.press("Open: Will you keep what I say alone?").press("Take it off")
    assert talk.text == "Your list is empty."


def test_the_starter_questions_are_added_when_no_topic_is_ticked(talk: Talk) -> None:
    talk.press("My questions").press("Add them all")
    assert [kept.id for kept in talk.session.checklist] == ["keep-secrets"]


def test_an_own_question_joins_the_list_and_its_note_is_forgotten(talk: Talk) -> None:
    talk.press("They said no").press("Write a note").type("Do you smoke?").press("Keep it as a question")
    assert "• Do you smoke?" in talk.text
    assert "note" not in talk.memory


def test_the_list_is_exported_as_a_message_of_its_own(talk: Talk) -> None:
    talk.press("My questions").press("Add them all").press("Send it to me")
    (export,) = talk.done.effects
    assert isinstance(export, Export)
    assert "1. Will you keep what I say alone?" in export.text.text


def test_an_empty_list_is_not_exported(talk: Talk) -> None:
    talk.press("My questions").press("My list").press("Send it to me")
    assert talk.done.effects == ()
    assert talk.text.startswith(talk.snapshot.phrases["en"]["notice.nothing"])


def test_a_full_list_says_so_and_keeps_what_it_has(talk: Talk) -> None:
    full = tuple(ListItem(f"own{n}", own="Why?") for n in range(CHECKLIST_LIMIT))
    session = type(talk.session)(snapshot="", language="en", screen=talk.session.screen, checklist=full)
    talk.session = session
    talk.command("questions").press("Add them all")
    assert len(talk.session.checklist) == CHECKLIST_LIMIT
    assert talk.text.startswith(talk.snapshot.phrases["en"]["notice.list-full"])


def test_help_lines_are_those_of_the_country_that_was_asked_for(talk: Talk) -> None:
    talk.press("They said no").press("Lines").press("United States")
    assert "A line 555" in talk.text
    assert "Another line" not in talk.text
    assert "https://example.org/lines" in talk.text
    talk.press("Back").press("Another")
    assert "555" not in talk.text
    assert "https://example.org/lines" in talk.text


def test_end_leaves_the_text_with_a_last_word_and_offers_to_start_again(talk: Talk) -> None:
    talk.press("They said no").press("Stop here")
    assert talk.text == "A no today is an answer to today's question.\n\nend.text"
    assert talk.labels == ["button.home", "button.safety", "button.hide"]
    assert talk.press(talk.labels[0]).screen == "start#start"


def test_deleting_is_an_effect_and_its_screen_shows_no_trace(talk: Talk) -> None:
    talk.press("About").press("Delete it all")
    assert talk.done.effects == (ForgetPerson(),)
    assert talk.text == "Nothing is kept now."


def test_a_web_button_carries_its_address_and_no_token(talk: Talk) -> None:
    button = talk.press("About").button("Read more")
    assert (button.url, button.token) == ("https://example.org/about", "")


def test_a_value_past_its_keep_days_is_dropped(talk: Talk) -> None:
    talk.press("Invite").press("No")
    assert talk.memory == {"safety": "fine"}
    talk.now = NOON + timedelta(days=31)
    assert talk.press("Home").memory == {}


def test_start_in_mid_conversation_loses_nothing(talk: Talk) -> None:
    talk.press("They said no").press("Write a note").send(Start("clinic1"))
    assert talk.screen == "start#start"
    assert talk.memory == {"partner": "refuses"}
    assert talk.command("back").screen == "refusal#note"


def test_a_list_stops_before_it_outgrows_a_message_and_says_so(talk: Talk) -> None:
    smileys = tuple(ListItem(f"own{n}", own="\U0001f600" * 40) for n in range(CHECKLIST_LIMIT))
    talk.session = type(talk.session)(
        snapshot="", language="en", screen=talk.session.screen, checklist=smileys
    )
    talk.command("questions").press("My list")
    assert len(talk.text.encode("utf-16-le")) // 2 <= 4096
    assert talk.snapshot.phrases["en"]["list.more"] in talk.text


def test_what_fills_an_insert_takes_on_the_style_around_it(talk: Talk) -> None:
    talk.press("My questions").press(talk.labels[0]).press("Show them").press(
        "Will you keep what I say alone?"
    )
    bold = talk.done.screen.text.marks[0]
    assert bold.kind is MarkKind.BOLD
    assert talk.text[bold.start : bold.start + bold.length] == "Will you keep what I say alone?"
