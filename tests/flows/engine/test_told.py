"""What the person told: all of it, in the words they pressed, each to change or to forget."""

import json

import pytest

from flows.model.event import Start
from flows.model.screen import Export, ExportFile
from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """Somebody whose partner said no because of the cost, on the page of what they told."""
    talk = Talk(kept_house()).press("They said no").press("Back").press("Words").press("Cost")
    assert talk.screen == "told#start"
    return talk


def test_everything_told_is_listed_in_the_words_of_its_buttons(talk: Talk) -> None:
    assert talk.labels[:2] == ["memory.partner: They said no", "memory.reason: Cost"]


def test_an_answer_is_changed_where_it_is_listed(talk: Talk) -> None:
    talk.press("memory.reason: Cost")
    assert talk.labels[:2] == ["Blame", "mark.ticked Cost"]
    assert talk.press("Blame").memory == {"partner": "refuses", "reason": "blame"}


def test_what_belonged_to_a_changed_answer_goes_with_it_and_is_named(talk: Talk) -> None:
    talk.press("memory.partner: They said no").press("They are not sure")
    assert talk.memory == {"partner": "unsure"}
    assert talk.text.startswith("Dropped: memory.reason.")


def test_what_still_applies_is_kept(talk: Talk) -> None:
    talk.press("memory.partner: They said no").press("mark.ticked They said no")
    assert talk.memory == {"partner": "refuses", "reason": "cost"}


def test_a_chain_of_what_belongs_together_goes_whole(talk: Talk) -> None:
    talk.press("memory.partner: They said no").press("Forget it")
    assert talk.memory == {}
    assert talk.text.startswith("Dropped: memory.reason.")


def test_ticks_are_changed_one_by_one(talk: Talk) -> None:
    talk.press("Home").press("My questions").press("mark.unticked Secrets").press("Home").press("Told")
    talk.press("memory.topics: Secrets").press("Money")
    assert talk.memory["topics"] == ("secrets", "money")


def test_what_is_said_about_safety_is_not_changed_in_passing(talk: Talk) -> None:
    talk.press("Home").press("Invite").press("No").press("Home").press("Told").press(
        "memory.safety: Not what I meant"
    )
    assert "Not here." in talk.text
    assert talk.labels == ["Forget it", "Back", "button.safety", "button.hide"]


def test_forgetting_leaves_nothing_behind(talk: Talk) -> None:
    talk.press("memory.reason: Cost").press("Forget it")
    assert "reason" not in talk.memory
    assert "cost" not in str(talk.session)


def test_somebody_who_told_nothing_is_told_so() -> None:
    talk = Talk(kept_house()).press("Told")
    assert talk.text == "What you told.\n\nNothing."
    assert "Cost" not in talk.text


def test_all_that_is_kept_is_given_to_read_and_for_machines(talk: Talk) -> None:
    talk.press("Home").press("List").press("Starter").press("Therapists").press("Add").type("Ann")
    talk.send(Start()).press("Told").press("Data")
    (export,) = talk.done.effects
    assert isinstance(export, Export)
    for words in ("They said no", "Cost", "Will you keep what I say alone?", "Ann"):
        assert words in export.text.text
    (file,) = talk.press("As JSON").done.effects
    assert isinstance(file, ExportFile)
    kept = json.loads(file.document.raw)
    assert kept["told"]["reason"] == {"value": "cost", "on": "2026-11-21"}
    assert [known["name"] for known in kept["therapists"]] == ["Ann"]


def test_the_data_of_the_other_face_holds_nothing_of_the_persons_own(talk: Talk) -> None:
    talk.press("Home").press("List").press("Starter").press("Lock").press("Choose digits").type("1234")
    talk.press("Lock now").press("Home").press("Told").type("9999").press("As JSON")
    (file,) = talk.done.effects
    assert isinstance(file, ExportFile)
    assert json.loads(file.document.raw)["questions"] == []
