"""The person's own list: its order, what was asked, what was answered, and how it is taken along."""

from dataclasses import replace

import pytest

from flows.engine.listing import CHECKLIST_LIMIT
from flows.model.document import FileFormat, Line
from flows.model.screen import Export, ExportFile
from flows.model.session import ListItem
from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk

SECRETS = "Will you keep what I say alone?"


@pytest.fixture
def talk() -> Talk:
    """Somebody with a question of the bank and one of their own."""
    return Talk(kept_house()).press("List").press("Starter").press("Own").type("Do you work late?")


def ids(talk: Talk) -> list[str]:
    return [kept.id for kept in talk.session.checklist]


def test_the_list_holds_questions_in_the_order_they_came(talk: Talk) -> None:
    assert talk.labels[2:4] == [SECRETS, "Do you work late?"]
    assert talk.session.checklist[1] == ListItem("own1", own="Do you work late?")


def test_a_question_changes_places_with_its_neighbour_and_stays_at_either_end(talk: Talk) -> None:
    talk.press("Do you work late?").press("Up")
    assert ids(talk) == ["own1", "keep-secrets"]
    talk.press("Up")
    assert ids(talk) == ["own1", "keep-secrets"]
    talk.press("Down").press("Down").press("Down")
    assert ids(talk) == ["keep-secrets", "own1"]


def test_a_question_is_marked_as_asked_and_back(talk: Talk) -> None:
    talk.press(SECRETS).press("Asked")
    assert "Asked" not in talk.labels
    assert f"Asked: {SECRETS}" in talk.command("back").labels
    talk.press(f"Asked: {SECRETS}").press("Not asked")
    assert not talk.session.checklist[0].asked


def test_an_answer_is_noted_beside_its_question_and_kept_nowhere_else(talk: Talk) -> None:
    talk.press(SECRETS).press("Note").type("Yes, in writing.")
    assert talk.screen == "list#one"
    assert talk.text == f"{SECRETS} Yes, in writing."
    assert "words" not in talk.memory


def test_the_list_as_a_message_holds_marks_and_notes(talk: Talk) -> None:
    talk.press(SECRETS).press("Asked").press("Note").type("Yes.").command("back").command("back")
    talk.command("back").press("As message")
    (export,) = talk.done.effects
    assert isinstance(export, Export)
    assert export.text.text == (f"list.title\n\n1. Asked: {SECRETS}\nlist.note Yes.\n\n2. Do you work late?")


@pytest.mark.parametrize(("label", "format"), [("As text", FileFormat.TEXT), ("As PDF", FileFormat.PDF)])
def test_the_list_as_a_file_has_a_neutral_name_and_a_section_a_question(
    talk: Talk, label: str, format: FileFormat
) -> None:
    talk.press(label)
    (effect,) = talk.done.effects
    assert isinstance(effect, ExportFile)
    document = effect.document
    assert (document.name, document.format, document.language) == ("file.checklist", format, "en")
    assert [section.heading for section in document.sections] == [f"1. {SECRETS}", "2. Do you work late?"]
    has_room = document.sections[0].lines == (Line("", "list.note"),)
    assert has_room is (format is FileFormat.PDF)


def test_an_empty_list_is_not_exported() -> None:
    talk = Talk(kept_house()).press("List").press("As PDF")
    assert talk.done.effects == ()
    assert talk.text.startswith("notice.nothing")


def test_a_full_list_takes_no_more_and_says_so() -> None:
    talk = Talk(kept_house()).press("List")
    for number in range(CHECKLIST_LIMIT + 1):
        talk.press("Own").type(f"Question {number}?")
    assert len(talk.session.checklist) == CHECKLIST_LIMIT
    assert talk.text.startswith("notice.list-full")


def test_a_question_taken_off_takes_the_answers_to_it_along(talk: Talk) -> None:
    talk.press("Therapists").press("Add").type("Ann").press("Do you work late?: not asked").press("Said no")
    while talk.screen != "list#start":
        talk.command("back")
    talk.press("Do you work late?").press("Off").press("Own").type("Do you have a waiting list?")
    assert talk.session.therapists[0].answers == {}


def test_a_long_list_is_sent_as_a_file_instead_of_a_row_of_messages() -> None:
    talk = Talk(kept_house()).press("List")
    for number in range(CHECKLIST_LIMIT):
        talk.press("Own").type(f"{number} " + "a" * 55)
    for number in range(CHECKLIST_LIMIT):
        talk.press(talk.labels[2 + number]).press("Note").type("n" * 100)
        while talk.screen != "list#start":
            talk.command("back")
    (effect,) = talk.press("As message").done.effects
    assert isinstance(effect, Export)
    long = replace(talk.session.checklist[0], note="n" * 9_000)
    talk.session = replace(talk.session, checklist=(long, *talk.session.checklist[1:]))
    (effect,) = talk.press("As message").done.effects
    assert isinstance(effect, ExportFile)
    assert effect.document.format is FileFormat.TEXT


def test_a_long_question_is_cut_on_its_button_and_whole_on_its_screen() -> None:
    talk = Talk(kept_house()).press("List").press("Own").type("щ" * 60)
    label = talk.labels[2]
    assert label == "щ" * 48 + "…"
    assert talk.press(label).text == "щ" * 60 + " "
    assert talk.command("back").type(label).screen == "list#one"
