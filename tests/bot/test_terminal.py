"""The terminal understands what Telegram understands, and writes it down so that it can be replayed."""

import io

from bot.terminal import talk
from tests.flows.engine.house import house
from tests.talk import NOON


def talked(*lines: str) -> tuple[str, str]:
    """What the terminal showed, and the transcript."""
    shown, record = io.StringIO(), io.StringIO()
    talk(house(), lambda: NOON, iter(lines), shown, record)
    return shown.getvalue(), record.getvalue()


def transcript(*lines: str) -> list[str]:
    return talked(*lines)[1].splitlines()[2:]


def test_a_number_or_label_is_recorded_as_the_tap_it_stood_for() -> None:
    assert transcript("1", "write a NOTE") == [
        "Tap: They said no",
        "Screen: refusal#start",
        "Tap: Write a note",
        "Screen: refusal#note",
    ]


def test_a_screen_that_takes_text_takes_a_number_as_words() -> None:
    shown, _ = talked("1", "Write a note", "1")
    assert "Only you see this.\n\n1\n" in shown
    assert transcript("1", "Write a note", "1")[-2:] == ["Type: 1", "Screen: refusal#noted"]


def test_words_behind_a_command_are_heard() -> None:
    assert transcript("/questions he choked me") == [
        "Type: /questions he choked me",
        "Screen: safety#choking",
    ]


def test_after_deleting_everything_the_terminal_knows_nobody() -> None:
    deleting = ("They said no", "/about", "Delete it all")
    assert transcript(*deleting)[-1] == "Screen: start#gone"
    assert transcript(*deleting, "/back")[-1] == "Screen: start#start"
