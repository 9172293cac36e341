"""What is expected is rewritten to what is there; everything else of a file stays as it was written."""

import pytest

from flows.workshop.transcripts.accept import changes, rewritten
from flows.workshop.transcripts.read import read_transcript
from tests.flows.workshop.scenes import played


def accepted(lines: str) -> str:
    """The lines after what there is now was accepted."""
    text = f"Test: a try\n{lines}"
    return rewritten(text, changes(played(lines).failures)).removeprefix("Test: a try\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Screen: #reasons", "Screen: #start"),
        ("Screen: bank", "Screen: start#start"),
        ("Bot: Where do thing stand", "Bot: Where do things stand?"),
        ("Buttons: They said yes | About", "Buttons: They said no | They are not sure"),
        ("Saved: partner = refuses", "Saved: partner is not known"),
        ("List: keep-secrets", "List: empty"),
        ("Start: bank\nTap: Add them all\nList: empty", "Start: bank\nTap: Add them all\nList: keep-secrets"),
        (
            "Given: topics has money\nSaved: topics = secrets",
            "Given: topics has money\nSaved: topics = money",
        ),
    ],
)
def test_a_line_that_expects_something_else_is_rewritten(before: str, after: str) -> None:
    assert accepted(before) == after
    assert not played(after).failures


@pytest.mark.parametrize(
    "line",
    [
        "Tap: They said yes",
        "Start: refusl",
        "Given: partner is gone",
        "Later: soon",
        "Bot: Nothing of this stands anywhere near",
        "Not bot: Welcome",
        "No button: About",
        "Done: export checklist",
    ],
)
def test_a_line_that_only_a_person_can_mend_stays(line: str) -> None:
    assert accepted(line) == line


def test_remarks_spaces_and_line_ends_stay() -> None:
    text = "\ufeff# mine\r\nTest: a try\r\n\r\n  Screen :\tbank  \r\n# the end"
    [conversation] = read_transcript("x.chat", text).conversations
    [line] = conversation.lines
    [change] = changes(played("Screen: bank").failures)
    moved = type(change)(line, change.says)
    assert rewritten(text, [moved]) == text.replace("bank", "start#start")


def test_a_first_line_behind_a_byte_order_mark_is_rewritten_in_its_place() -> None:
    [line] = read_transcript("x.chat", "Test: x\nBot: a").conversations[0].lines
    [change] = changes(played("Screen: bank").failures)
    first = type(change)(type(line)(line.word, "a", 1, 6, "Bot: a"), "b")
    assert rewritten("\ufeffBot: a\n", [first]) == "\ufeffBot: b\n"


def test_lines_before_a_step_that_cannot_be_done_are_accepted() -> None:
    assert (
        accepted("Screen: bank\nTap: nowhere\nScreen: bank")
        == "Screen: start#start\nTap: nowhere\nScreen: bank"
    )
