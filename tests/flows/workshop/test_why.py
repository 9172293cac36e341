"""Why typed words do what they do, in sentences with their places."""

import pytest

from flows.model.flow import ScreenId
from flows.workshop.danger_places import danger_places
from flows.workshop.why import Why, explain, render, to_json
from tests.flows.engine.house import FILES, house
from tests.talk import NOON


def why(text: str, screen: str = "start#start") -> Why:
    return explain(house(), text, ScreenId(screen), NOON)


def told(text: str, screen: str = "start#start") -> str:
    return render(why(text, screen), danger_places("en/danger.yaml", FILES["en/danger.yaml"]), "content")


def test_a_phrase_of_danger_is_named_with_its_line() -> None:
    assert told("Last week he CHOKED me!").splitlines() == [
        "Typed on start#start: Last week he CHOKED me!",
        "Read as: last week he choked me",
        'Words of danger: "he choked me", in "last week he choked me", opens safety#choking.'
        " (content/en/danger.yaml:4:23)",
        "Shows safety#choking: Please read on. This can kill.",
    ]


def test_a_mute_is_named_with_its_line() -> None:
    assert (
        '"he hit me" (content/en/danger.yaml:5:21) would be words of danger, but "in the movie"'
        " (content/en/danger.yaml:6:9) silences its sentence."
    ) in told("In the movie he hit me.")


@pytest.mark.parametrize(
    ("text", "screen", "because"),
    [
        ("help", "start#start", 'The whole message, "help", is one of the `asks` for help in danger.yaml.'),
        (" ", "start#start", "Nothing readable was typed."),
        ("hello", "refusal#note", "This screen takes what is typed: it is remembered as `note`."),
        ("x" * 41, "refusal#note", "This screen takes what is typed, but only 40 characters of it."),
        ("1", "start#start", 'It presses the button "They said no" by its number.'),
        ("they said no", "start#start", 'It presses the button "They said no" by its label.'),
        ("/questions", "start#start", "It is the command `questions`, or a word that stands for it."),
        ("/zzz", "start#start", "There is no command `/zzz` in content.yaml."),
        ("hm", "start#start", "Nothing answers to this: neither danger, nor a button, nor a command."),
    ],
)
def test_what_decides_is_said_in_a_sentence(text: str, screen: str, because: str) -> None:
    assert because in told(text, screen)
    assert to_json(why(text, screen))["because"] == because


def test_the_screen_that_follows_is_named_with_its_first_words() -> None:
    found = why("they said no")
    assert (found.shows, found.first_words) == (
        "refusal#start",
        "A no today is an answer to today's question.",
    )


def test_only_the_beginning_of_a_long_screen_is_shown() -> None:
    found = why("he " * 100, "refusal#note")
    assert len(found.first_words) < 130


def test_a_file_that_cannot_be_read_has_no_places() -> None:
    assert danger_places("en/danger.yaml", "phrases: [") == {}
