"""A check-in is asked for on a day; it needs to know the person's night, and never comes after danger."""

from datetime import UTC, date, datetime

import pytest

from flows.engine.facts import facts_of
from flows.engine.resume import resume
from flows.engine.tokens import CHECK_IN, STOP
from flows.model.event import Press
from flows.model.session import CheckIn
from tests.flows.engine.kept_house import kept_house
from tests.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """Somebody in Berlin on the page of check-ins."""
    return Talk(kept_house()).press("Invite").press("No").press("Later").press("Berlin")


def on(day: str) -> CheckIn:
    return CheckIn(date.fromisoformat(day).toordinal(), "berlin")


def test_a_check_in_is_asked_for_in_days(talk: Talk) -> None:
    assert talk.press("In two weeks").session.check_in == on("2026-12-05")
    assert "5 December 2026" in talk.text


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-31", "2027-01-31"),
        ("31 January", "2027-01-31"),
        ("31. jan", "2027-01-31"),
        ("January 31st", "2027-01-31"),
        ("december 24, 2026", "2026-12-24"),
        ("22 November", "2026-11-22"),
        ("21 November", "2027-11-21"),
        ("  24  Dec 2026 ", "2026-12-24"),
        ("24.12.", "2026-12-24"),
        ("5.1.2027", "2027-01-05"),
        ("24/12", "2026-12-24"),
        ("12/24/2026", "2026-12-24"),
    ],
)
def test_a_typed_day_is_read(talk: Talk, typed: str, day: str) -> None:
    talk.press("On a day").type(typed)
    assert (talk.screen, talk.session.check_in) == ("check-in#day-kept", on(day))
    assert "day" not in talk.memory


@pytest.mark.parametrize(
    "typed",
    [
        "tomorrow",
        "2026-11-21",
        "2028-01-01",
        "31 February",
        "32 May",
        "5",
        "5/1",
        "1/5/2027",
        "24 De",
        "2026-13-01",
    ],
)
def test_what_is_no_day_within_a_year_is_said_and_asked_again(talk: Talk, typed: str) -> None:
    talk.press("On a day").type(typed)
    assert talk.screen == "check-in#day"
    assert talk.text.startswith("notice.date")
    assert (talk.session.check_in, "day" in talk.memory) == (None, False)


def test_without_a_time_zone_there_is_none() -> None:
    talk = Talk(kept_house()).press("Invite").press("No").press("Later").press("In two weeks")
    assert talk.session.check_in is None
    assert talk.text.startswith("notice.nothing")


def test_days_are_counted_where_the_person_lives(talk: Talk) -> None:
    talk.now = datetime(2026, 12, 5, 2, 0, tzinfo=UTC)  # the evening of the 4th in New York
    talk.press("New York").press("On a day").type("5 December")
    assert talk.session.check_in == CheckIn(on("2026-12-05").day, "new-york")


def test_one_that_waits_follows_the_person_to_another_time_zone(talk: Talk) -> None:
    talk.press("In two weeks").press("New York")
    assert talk.session.check_in == CheckIn(on("2026-12-05").day, "new-york")


def test_a_new_one_takes_the_place_of_one_that_waits(talk: Talk) -> None:
    talk.press("In two weeks").later(days=1).press("In two weeks")
    assert talk.session.check_in == on("2026-12-06")


def test_it_is_stopped_on_its_page_and_by_the_button_under_the_message(talk: Talk) -> None:
    assert talk.press("In two weeks").press("Stop it").session.check_in is None
    assert talk.press("In two weeks").press("Home").send(Press(STOP, 0)).session.check_in is None
    assert talk.text.startswith("notice.check-ins-stopped")


def test_the_word_stop_stops_it_and_means_home_when_there_is_none(talk: Talk) -> None:
    talk.press("In two weeks").type("Stop!")
    assert (talk.screen, talk.session.check_in) == ("check-in#start", None)
    assert talk.text.startswith("notice.check-ins-stopped")


def test_the_message_opens_its_page_and_is_waited_for_no_longer(talk: Talk) -> None:
    talk.press("In two weeks").press("Home").later(days=14).send(Press(CHECK_IN, 0))
    assert (talk.screen, talk.session.check_in) == ("check-in#start", None)


@pytest.mark.parametrize("words", ["he hit me", "He choked me last night"])
def test_words_of_danger_stop_it(talk: Talk, words: str) -> None:
    assert talk.press("In two weeks").type(words).session.check_in is None


def test_a_danger_signal_stops_it_and_shuts_its_page(talk: Talk) -> None:
    talk.press("In two weeks").press("button.safety").press("I am not safe")
    assert talk.session.check_in is None
    assert talk.send(Press(CHECK_IN, 0)).screen == "safety#start"
    assert talk.text.startswith("notice.unsafe")


@pytest.fixture
def locked(talk: Talk) -> Talk:
    """Somebody with a note planned, whose PIN is shut."""
    talk.press("In two weeks").press("Home").press("PIN").press("Choose digits").type("1234")
    return talk.press("Lock now")


def test_it_is_stopped_without_a_pin(locked: Talk) -> None:
    assert locked.type("stop").session.check_in is None


def test_it_is_not_changed_without_a_pin_but_moves_with_the_time_zone(locked: Talk) -> None:
    locked.press("Home").press("Invite").press("No").press("Later").press("New York")
    assert locked.session.check_in == CheckIn(on("2026-12-05").day, "new-york")
    assert locked.press("In two weeks").screen == "pin#ask"


def test_a_guard_and_a_list_count_the_same_days(talk: Talk) -> None:
    talk.now = datetime(2026, 12, 5, 2, 0, tzinfo=UTC)  # the evening of the 4th in New York
    talk.press("New York").press("On a day").type("5 December")
    talk.now = datetime(2026, 12, 6, 2, 0, tzinfo=UTC)  # the evening of the 5th there
    assert "5 December 2026" in talk.press("On").text
    walk = resume(talk.snapshot, talk.session, talk.now)
    assert "reminders" not in facts_of(walk).empty_lists
