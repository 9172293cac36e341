"""The PIN: what it locks, that the wrong one looks like the right one, and that guessing gets slow."""

import pytest

from flows.engine.faces import FREE_TRIES, LONGEST_WAIT_SECONDS, OPEN_SECONDS
from flows.model.event import Start
from flows.model.session import Face
from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk

SECRETS = "Will you keep what I say alone?"


@pytest.fixture
def talk() -> Talk:
    """Somebody with a question on the list, which is locked with 1234."""
    talk = Talk(kept_house()).press("List").press("Starter").press("Lock")
    return talk.press("Choose digits").type("1234").press("Lock now")


def open_with(talk: Talk, digits: str) -> Talk:
    return talk.press("The list").type(digits)


def test_the_list_is_behind_the_pin_and_opens_with_it(talk: Talk) -> None:
    talk.press("The list")
    assert talk.screen == "pin#ask"
    assert SECRETS not in talk.text
    talk.type("1234")
    assert talk.screen == "list#start"
    assert SECRETS in talk.labels


@pytest.mark.parametrize("digits", ["12 34", "12-34", " 1234 ", "١٢٣٤", "１２３４"])
def test_the_same_digits_open_it_however_they_are_typed(talk: Talk, digits: str) -> None:
    assert SECRETS in open_with(talk, digits).labels


def test_a_press_on_a_locked_screen_that_timed_out_asks_first_and_does_nothing(talk: Talk) -> None:
    open_with(talk, "1234").later(hours=1).press("As message")
    assert (talk.screen, talk.done.effects) == ("pin#ask", ())
    assert talk.type("1234").screen == "list#start"


def test_while_it_is_shut_nothing_that_it_locks_is_shown_or_changed(talk: Talk) -> None:
    kept = talk.session
    talk.press("Home").press("They said no").press("Write a note")
    assert talk.type("I miss us.").screen == "pin#ask"
    assert talk.session.checklist == kept.checklist
    assert "note" not in talk.memory


def test_typed_words_on_a_screen_that_timed_out_are_not_taken(talk: Talk) -> None:
    open_with(talk, "1234").press("Own").later(hours=1).type("Do you work late?")
    assert talk.screen == "pin#ask"
    assert len(talk.session.checklist) == 1


def test_what_a_wrong_pin_opened_cannot_drop_anything_once_it_timed_out(talk: Talk) -> None:
    open_with(talk, "1234").press("Therapists").press("Add").type("Ann").later(hours=1)
    talk.send(Start()).press("List").type("9999").press("Therapists").press("Add").type("Eve").later(hours=1)
    talk.press("Drop them")
    assert talk.screen == "pin#ask"
    assert [known.name for known in talk.session.therapists] == ["Ann"]


def test_a_new_pin_needs_the_old_one_when_time_is_over(talk: Talk) -> None:
    open_with(talk, "1234").press("Lock").press("Choose digits").later(hours=1).type("5678")
    assert talk.screen == "pin#ask"
    assert talk.session.pin and talk.session.pin.hash == "hash of 1234"


def test_hide_shuts_it(talk: Talk) -> None:
    open_with(talk, "1234").press("button.hide").type("hello").press("List")
    assert talk.screen == "pin#ask"


def test_other_wrong_digits_open_another_place(talk: Talk) -> None:
    open_with(talk, "9999").press("Own").type("A decoy?").press("Lock").press("Lock now")
    assert "A decoy?" not in open_with(talk, "8888").labels


def test_a_check_in_asked_for_behind_a_wrong_pin_never_comes(talk: Talk) -> None:
    open_with(talk, "9999").press("Home").press("Invite").press("No").press("Later").press("Berlin")
    talk.press("In two weeks")
    assert "5 December 2026" in talk.text
    assert talk.session.check_in is None


def test_the_digits_are_kept_nowhere(talk: Talk) -> None:
    open_with(talk, "1234")
    assert talk.session.pin and talk.session.pin.hash == "hash of 1234"
    assert "1234" not in str(talk.session).replace("hash of 1234", "")


def test_back_from_the_question_for_digits_leads_to_where_the_person_came_from(talk: Talk) -> None:
    assert talk.press("The list").press("Back").screen == "pin#start"


def test_nothing_leads_back_from_behind_the_pin_to_where_the_person_had_been(talk: Talk) -> None:
    assert open_with(talk, "1234").command("back").screen == "start#start"


def test_a_wrong_pin_opens_a_place_that_looks_like_one_nobody_has_used(talk: Talk) -> None:
    unused = Talk(kept_house()).press("PIN").press("Choose digits").type("5678").press("Lock now")
    wrong, right = open_with(talk, "9999"), open_with(unused, "5678")
    assert (wrong.screen, wrong.text, wrong.labels) == (right.screen, right.text, right.labels)


def test_what_is_put_into_the_other_place_stays_there(talk: Talk) -> None:
    open_with(talk, "9999").press("Own").type("A decoy?").press("Lock").press("Lock now")
    assert "A decoy?" in open_with(talk, "9999").labels
    talk.press("Lock").press("Lock now")
    assert "A decoy?" not in open_with(talk, "1234").labels
    assert [kept.id for kept in talk.session.checklist] == ["keep-secrets"]


def test_a_wrong_pin_opens_nothing_that_was_told_and_is_private(talk: Talk) -> None:
    open_with(talk, "1234").press("Home").press("They said no").press("Write a note").type("I miss us.")
    talk.later(hours=1)
    assert told_behind(talk, "9999") == ["memory.partner"]
    assert told_behind(talk.later(hours=1), "1234") == ["memory.partner", "memory.note"]


def told_behind(talk: Talk, digits: str) -> list[str]:
    """The names on the page of what was told, with these digits."""
    talk.send(Start()).press("Told").type(digits)
    return [label.partition(":")[0] for label in talk.labels if label.startswith("memory.")]


def test_no_export_gets_past_the_other_face(talk: Talk) -> None:
    assert open_with(talk, "9999").press("As message").text.startswith("notice.nothing")


def test_the_face_shuts_when_nobody_is_there_for_a_while(talk: Talk) -> None:
    open_with(talk, "1234").later(seconds=OPEN_SECONDS).press(SECRETS)
    assert talk.screen == "list#one"
    assert talk.later(seconds=OPEN_SECONDS + 1).press("Up").screen == "pin#ask"
    assert SECRETS not in talk.text


def test_after_five_wrong_tries_even_the_right_pin_waits(talk: Talk) -> None:
    for _ in range(FREE_TRIES):
        open_with(talk, "0000").press("Lock").press("Lock now")
    assert SECRETS not in open_with(talk, "1234").labels
    talk.press("Lock").press("Lock now").later(seconds=59)
    assert SECRETS not in open_with(talk, "1234").labels
    talk.press("Lock").press("Lock now").later(seconds=1)
    assert SECRETS in open_with(talk, "1234").labels
    assert talk.session.pin and talk.session.pin.wrong == 0


def test_waits_double_up_to_an_hour(talk: Talk) -> None:
    waits = []
    for _ in range(FREE_TRIES + 8):
        open_with(talk, "0000").press("Lock").press("Lock now")
        assert talk.session.pin
        waits.append(max(0, talk.session.pin.wait_until - int(talk.now.timestamp())))
        talk.later(seconds=LONGEST_WAIT_SECONDS)
    assert waits[FREE_TRIES - 2 : FREE_TRIES + 2] == [0, 60, 120, 240]
    assert waits[-1] == LONGEST_WAIT_SECONDS


def test_a_wrong_pin_neither_takes_the_lock_off_nor_changes_it(talk: Talk) -> None:
    open_with(talk, "9999").press("Lock").press("Choose digits").type("7777").press("Take it off")
    assert SECRETS not in open_with(talk, "7777").labels
    assert talk.session.pin and talk.session.pin.hash == "hash of 1234"


def test_the_right_pin_takes_the_lock_off(talk: Talk) -> None:
    open_with(talk, "1234").press("Lock").press("Take it off")
    assert talk.session.pin is None
    assert SECRETS in talk.press("The list").labels


@pytest.mark.parametrize("words", ["123", "123456789", "abcd", "12 3x"])
def test_what_makes_no_pin_is_said_and_locks_nothing(words: str) -> None:
    talk = Talk(kept_house()).press("PIN").press("Choose digits").type(words)
    assert talk.screen == "pin#choose"
    assert talk.text.startswith("notice.pin")
    assert talk.session.pin is None


def test_danger_comes_before_the_pin_and_safety_is_never_behind_it(talk: Talk) -> None:
    assert talk.press("The list").type("he hit me").screen == "safety#start"
    assert talk.press("Go on where I was").screen == "pin#ask"


def test_a_shut_face_locks_what_is_told_as_well(talk: Talk) -> None:
    assert talk.press("Home").press("Told").screen == "pin#ask"
    assert talk.session.pin and talk.session.pin.face is Face.SHUT
