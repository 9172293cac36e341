"""People in mid-conversation when the content changes."""

from dataclasses import replace

from flows.engine.resume import new_session
from flows.model.event import Press
from flows.model.flow import ScreenId
from flows.model.session import Visit
from flows.model.snapshot import Snapshot
from tests.flows.engine.house import edited, house
from tests.talk import Talk


def moved_to(talk: Talk, snapshot: Snapshot) -> Talk:
    """The same conversation after the content was swapped."""
    talk.snapshot = snapshot
    return talk


def test_a_renamed_screen_is_followed_by_screen_path_and_return() -> None:
    talk = Talk(house()).press("They said no").press("Lines")
    renamed = edited(
        ("en/refusal.md", "## country\n", "## land\n\n`was country`\n"),
        ("en/refusal.md", "#country", "#land"),
    )
    old = Press(talk.button("United States").token, talk.done.screen.render)
    assert moved_to(talk, renamed).send(old).screen == "refusal#land"
    assert talk.press("United States").press("Back").screen == "refusal#land"
    assert talk.press("Another").type("help").press("Go on where I was").screen == "refusal#lines"


def test_a_press_on_a_reworded_button_does_what_it_always_did() -> None:
    talk = Talk(house()).press("They said no")
    old = Press(talk.button("Write a note").token, talk.done.screen.render)
    reworded = edited(("en/refusal.md", "[Write a note]", "[Put it into words]"))
    assert moved_to(talk, reworded).send(old).screen == "refusal#note"


def test_a_press_on_a_button_that_now_does_something_else_only_draws_again() -> None:
    talk = Talk(house()).press("They said no")
    old = Press(talk.button("Write a note").token, talk.done.screen.render)
    redirected = edited(("en/refusal.md", "[Write a note](#note)", "[Write a note](#country) `forget note`"))
    assert moved_to(talk, redirected).send(old).screen == "refusal#start"
    assert talk.done.notice == redirected.phrases["en"]["notice.gone"]


WITHOUT_NOTE = edited(
    ("en/refusal.md", "## note\n", "## letter\n"), ("en/refusal.md", "(#note)", "(#letter)")
)


def test_somebody_on_a_screen_that_is_gone_is_led_to_the_latest_one_still_there_and_told() -> None:
    talk = Talk(house()).press("They said no").press("Write a note")
    assert moved_to(talk, WITHOUT_NOTE).command("nothing").screen == "refusal#start"
    assert talk.press("Back").screen == "start#start"


def test_words_typed_for_a_screen_that_is_gone_are_for_no_other() -> None:
    for words in ("2", "Lines", "home", "please come"):
        talk = Talk(house()).press("They said no").press("Write a note")
        assert moved_to(talk, WITHOUT_NOTE).type(words).screen == "refusal#start"
        assert talk.text.startswith(WITHOUT_NOTE.phrases["en"]["notice.moved"])


def test_danger_is_heard_on_a_screen_that_is_gone() -> None:
    talk = Talk(house()).press("They said no").press("Write a note")
    assert moved_to(talk, WITHOUT_NOTE).type("help").screen.startswith("safety#")


def test_a_number_typed_at_buttons_of_older_content_only_draws_again() -> None:
    talk = Talk(house()).press("They said no")
    reworded = edited(("en/refusal.md", "[Write a note]", "[Put it into words]"))
    assert moved_to(talk, reworded).type("2").screen == "refusal#start"
    assert talk.text.startswith(reworded.phrases["en"]["notice.moved"])
    assert talk.type("2").screen == "refusal#note"


def test_somebody_whose_whole_path_is_gone_goes_home_and_is_told() -> None:
    talk = Talk(house())
    talk.session = replace(talk.session, screen=ScreenId("old#start"), path=(Visit(ScreenId("old#one"), ()),))
    talk.session = replace(talk.session, snapshot="older")
    assert talk.type("hello").screen == "start#start"
    assert talk.text.startswith(talk.snapshot.phrases["en"]["notice.moved"])


def test_what_the_content_no_longer_knows_is_dropped_and_the_rest_stays() -> None:
    talk = Talk(house()).press("They said no").press("Back")
    assert talk.memory == {"partner": "refuses"}
    narrower = edited(
        ("memory.yaml", "values: [refuses, unsure]", "values: [says-no, unsure]"),
        ("en/start.md", "partner = refuses", "partner = says-no"),
        ("en/refusal.md", "partner is refuses", "partner is says-no"),
    )
    assert moved_to(talk, narrower).command("questions").memory == {}


def test_a_language_without_words_falls_back_to_its_first_part_and_then_to_the_source() -> None:
    assert [new_session(house(), tag).language for tag in ("en-GB", "xx", "")] == ["en", "en", "en"]
