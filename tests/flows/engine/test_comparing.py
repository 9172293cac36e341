"""Therapists side by side: what each said, what differs, and what nobody was asked yet."""

import pytest

from flows.engine import listing
from flows.model.screen import Export, ExportFile
from flows.model.session import TherapistAnswer
from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk

SECRETS = "Will you keep what I say alone?"


@pytest.fixture
def talk() -> Talk:
    """Somebody with one question, on the page of therapists."""
    return Talk(kept_house()).press("List").press("Starter").press("Therapists")


def add(talk: Talk, name: str, *said: str) -> Talk:
    """Add a therapist, press these answers in turn, and go back to the page."""
    talk.press("Add").type(name)
    for answer in said:
        talk.press(next(label for label in talk.labels if label.startswith(SECRETS))).press(answer)
    while talk.screen != "compare#start":
        talk.command("back")
    return talk


def test_a_therapist_is_added_under_a_name_of_the_persons_own(talk: Talk) -> None:
    assert "Nobody yet." in talk.text
    add(talk, "Ann")
    assert "Ann, 0 of 1" in talk.labels
    assert "name" not in talk.memory


def test_an_answer_and_a_note_belong_to_one_therapist_and_one_question(talk: Talk) -> None:
    talk.press("Add").type("Ann").press(f"{SECRETS}: not asked").press("In part")
    talk.press(f"{SECRETS}: partly").press("A note").type("Only in emergencies.")
    assert talk.text == f"Ann to {SECRETS}: partly Only in emergencies."
    assert talk.session.therapists[0].answers == {
        "keep-secrets": TherapistAnswer("partly", "Only in emergencies.")
    }


def test_two_are_shown_side_by_side_and_what_differs_is_said(talk: Talk) -> None:
    add(talk, "Ann", "Said yes")
    assert "Side by side" not in talk.text
    add(talk, "Ben", "Said no")
    assert talk.text == (
        f"Whom did you ask?\n\nSide by side:\n\n• {SECRETS} Ann: yes. Ben: no.\n• Different: {SECRETS}"
    )


def test_not_asked_yet_is_no_answer_and_no_difference(talk: Talk) -> None:
    add(add(talk, "Ann", "Said no"), "Ben")
    assert f"{SECRETS} Ann: no. Ben: not asked." in talk.text
    assert "Different" not in talk.text
    assert "Ben, 0 of 1" in talk.labels


def test_an_answer_can_be_taken_back_to_not_asked(talk: Talk) -> None:
    add(talk, "Ann", "Said no", "Not yet")
    assert talk.session.therapists[0].answers == {}


def test_a_feeling_is_noted_and_a_name_changed(talk: Talk) -> None:
    talk.press("Add").type("Ann").press("Feel").type("Calm.").press("Another name").type("Dr. A.")
    assert talk.text == "Dr. A. Calm."


def test_one_is_dropped_with_everything_said_and_the_others_stay(talk: Talk) -> None:
    add(add(talk, "Ann", "Said yes"), "Ben", "Said no").press("Ann, 1 of 1").press("Drop them")
    assert [known.name for known in talk.session.therapists] == ["Ben"]


def test_a_page_about_somebody_who_was_dropped_leads_home(talk: Talk) -> None:
    add(talk, "Ann").press("Ann, 0 of 1").press("Drop them").command("back")
    assert talk.screen == "start#start"
    assert talk.text.startswith("notice.moved")


def test_there_is_room_for_six(talk: Talk) -> None:
    for number in range(7):
        talk.press("Add").type(f"Number {number}").press("Back" if number < 6 else "button.hide")
        while number < 6 and talk.screen != "compare#start":
            talk.command("back")
    assert len(talk.session.therapists) == 6


def test_the_comparison_is_taken_along_as_a_message_or_a_file(talk: Talk) -> None:
    talk.press("Add").type("Ann").press("Feel").type("Calm.").command("back")
    while talk.screen != "compare#start":
        talk.command("back")
    add(talk, "Ben", "Said no").press("As message")
    (export,) = talk.done.effects
    assert isinstance(export, Export)
    assert export.text.text == (
        f"comparison.title\n\n1. {SECRETS}\nAnn: not asked\nBen: no\n\nlist.feel\nAnn: Calm."
    )
    (file,) = talk.press("As PDF").done.effects
    assert isinstance(file, ExportFile)
    assert [line.label for line in file.document.sections[0].lines] == ["Ann:", "Ben:"]


def test_nothing_to_compare_is_not_exported(talk: Talk) -> None:
    assert talk.press("As message").text.startswith("notice.nothing")


def test_two_of_one_name_are_told_apart(talk: Talk) -> None:
    add(add(talk, "Ann"), "Ann")
    assert [known.name for known in talk.session.therapists] == ["Ann", "Ann (2)"]


def test_notes_have_room_for_some_pages_and_no_more(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "NOTES_LIMIT", 10)
    talk.press("Add").type("Ann").press("Feel").type("Calm.").press("Feel").type("Too much.")
    assert talk.screen == "compare#feel"
    assert talk.text.startswith("notice.notes-full")
    assert talk.session.therapists[0].feel == "Calm."


def test_an_answer_in_words_alone_was_asked_and_can_differ(talk: Talk) -> None:
    add(talk, "Ann", "Said yes").press("Add").type("Ben").press(f"{SECRETS}: not asked")
    talk.press("A note").type("Half of the time.").command("back").command("back")
    while talk.screen != "compare#start":
        talk.command("back")
    assert "Ben, 1 of 1" in talk.labels
    assert f"Different: {SECRETS}" in talk.text
    assert "Ben: Half of the time." in talk.text
