"""What a person takes along and keeps private, as editors try it: transcripts, walks, explanations."""

from random import Random
from textwrap import dedent

import pytest

from flows.model.flow import ScreenId
from flows.workshop.coverage import pressable
from flows.workshop.explore.explore import Explored, explore
from flows.workshop.person import InMemory
from flows.workshop.preview.variants import variants_of
from flows.workshop.transcripts.replay import replay
from flows.workshop.why import explain, sentence
from tests.flows.compiler.folders import TODAY
from tests.flows.engine.kept_house import kept_house
from tests.flows.workshop.scenes import conversation
from tests.talk import NOON

LIST = "Start: list\nTap: Starter\n"


def failures(lines: str) -> list[str]:
    """The lines that do not hold, each with why."""
    played = replay(conversation(dedent(lines)), kept_house(), InMemory(), NOON)
    return [f"{failure.line.text}: {failure.mismatch.message}" for failure in played.failures]


@pytest.mark.parametrize(
    "lines",
    [
        f"{LIST}Tap: As message\nDone: export checklist\nBot: Will you keep what I say alone?",
        f"{LIST}Tap: As text\nDone: export checklist as text\nBot: Will you keep what I say alone?",
        f"{LIST}Tap: As PDF\nDone: export checklist as pdf",
        "Start: list\nTap: button.hide\nDone: hide chat\nBot: hidden.text\n"
        "Type: word.return\nScreen: list#start",
        "Start: pin\nTap: Choose digits\nType: 1234\nTap: Lock now\nTap: The list\nScreen: pin.md#ask\n"
        "Type: 1234\nScreen: list.md#start",
        "Given: time-zone is berlin\nStart: check-in\nTap: button.check-in-open\nScreen: check-in#start",
    ],
)
def test_a_transcript_tells_what_was_done(lines: str) -> None:
    assert failures(lines) == []


def test_another_file_than_expected_is_not_taken_for_it() -> None:
    assert failures(f"{LIST}Tap: As text\nDone: export checklist as pdf") == [
        "Done: export checklist as pdf: This was not done by the latest step"
    ]


def test_another_pin_shows_a_list_that_nobody_has_used() -> None:
    locked = "Start: pin\nTap: Choose digits\nType: 1234\nTap: Lock now\nTap: The list\n"

    assert failures(f"{LIST}{locked}Type: 9999\nBot: Nothing yet.") == []


def explored() -> Explored:
    return explore(kept_house(), NOON, 300, Random(1).randrange)


def test_all_that_is_kept_is_walked_through_and_hiding_is_no_dead_end() -> None:
    found = explored()

    assert found.faults == []
    assert [screen.id for screen in found.covered.screens] == []
    assert [button.label for _, button in found.covered.buttons] == []
    assert found.never == ()


def test_a_copy_button_is_nothing_to_press() -> None:
    screens = kept_house().screens.values()
    copying = [button for screen in screens for button in screen.buttons if button.copy]

    assert copying
    assert not {button.token for screen in screens for button in pressable(screen)} & {
        button.token for button in copying
    }


@pytest.mark.parametrize(("text", "says"), [("1234", "never remembered"), ("my cat", "this is none")])
def test_it_is_explained_what_becomes_of_digits(text: str, says: str) -> None:
    why = explain(kept_house(), text, ScreenId("pin#choose"), NOON)

    assert says in sentence(why.meaning)


@pytest.mark.parametrize(
    ("screen", "words"),
    [
        ("compare#start", ("(one therapist)", "(another therapist)")),
        ("compare#answer", ("(one therapist)", "(what the person typed)")),
        ("told#one", ("memory.partner",)),
        ("check-in#start", ("21 December 2026",)),
    ],
)
def test_a_preview_shows_what_is_kept(screen: str, words: tuple[str, ...]) -> None:
    snapshot = kept_house()
    shown = variants_of(snapshot.screens[ScreenId(screen)], snapshot, TODAY).drawn
    texts = [
        f"{one.screen.text.text} {' '.join(button.label for row in one.screen.rows for button in row)}"
        for one in shown
    ]

    assert any(all(word in text for word in words) for text in texts), texts
