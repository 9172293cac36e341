"""Reviews: what is due, by whom, and the calendar of it."""

import re
from datetime import UTC, date, datetime, timedelta

from flows.compiler.compile import compile_content
from flows.model.place import Place
from flows.workshop.review import Review, due_within, reviews
from flows.workshop.review_calendar import LONGEST_LINE, calendar
from flows.workshop.review_list import review_list
from tests.flows.compiler.folders import FRONT, START, TODAY, compiled, folder

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def all_of(**changes: str) -> dict[str, Review]:
    snapshot = compiled().snapshot
    assert snapshot
    return {review.id: review for review in reviews(folder(**changes), snapshot, TODAY)}


def reviewed(day: str, every: str = "") -> str:
    return FRONT.replace("reviewed: never\n", f"reviewed: {day}\n{every}") + START


def test_what_was_never_reviewed_is_due_since_it_was_written() -> None:
    review = all_of()["en/start.md"]
    assert (review.last, review.due, review.role) == (None, date(2026, 11, 21), "couples therapist")
    assert (review.place.line, review.title) == (5, "A flow")


def test_a_reviewed_file_is_due_when_its_time_is_over() -> None:
    assert all_of(**{"en/start.md": reviewed("2026-11-01", "review-every: 90 days\n")})[
        "en/start.md"
    ].due == date(2027, 1, 30)
    assert all_of(**{"en/start.md": reviewed("2026-11-01")})["en/start.md"].due == date(2027, 11, 1)


def test_the_question_bank_and_answers_are_reviewed_too() -> None:
    found = all_of(**{"en/faq/cost.md": FRONT + "## cost\n\nWhat does it cost?\n"})
    assert {"en/questions.md", "en/faq/cost.md"} <= found.keys()


def test_a_help_line_is_due_by_its_last_check() -> None:
    lines = folder()["helplines.yaml"].decode()
    for checked, due in (("never", date(2026, 11, 21)), ("2026-11-20", date(2027, 2, 18))):
        files = folder(**{"helplines.yaml": re.sub("checked: [^ }]+", f"checked: {checked}", lines)})
        snapshot = compile_content(files, TODAY).snapshot
        assert snapshot
        line = next(one for one in reviews(files, snapshot, TODAY) if one.id.endswith("#us-emergency"))
        assert (str(line.last or "never"), line.due, line.place.line) == (checked, due, 4)


def test_what_is_not_due_yet_waits() -> None:
    found = all_of(**{"en/start.md": reviewed("2026-11-01", "review-every: 30 days\n")}).values()
    assert "en/start.md" not in {review.id for review in due_within(found, TODAY, 9)}
    assert "en/start.md" in {review.id for review in due_within(found, TODAY, 10)}


def test_the_list_is_by_role_with_the_oldest_first() -> None:
    text = review_list(list(all_of().values()), TODAY, "content/")
    assert text.startswith("For the couples therapist (")
    assert "content/en/start.md:5:1, never looked at since it was written" in text
    assert review_list([], TODAY, "") == "Nothing is due.\n"


def one(title: str = "Title", due: date = TODAY + timedelta(days=3)) -> Review:
    return Review("en/a.md", title, Place("en/a.md", 1, 1), "therapist", None, due)


def test_the_calendar_has_whole_days_and_line_ends_of_its_own() -> None:
    text = calendar([one()], NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert "DTSTAMP:20261121T093000Z\r\n" in text
    assert "DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125\r\n" in text


def test_an_event_keeps_its_uid_when_its_day_changes() -> None:
    def uid(text: str) -> str:
        return next(line for line in text.splitlines() if line.startswith("UID:"))

    assert uid(calendar([one()], NOW)) == uid(calendar([one(due=date(2027, 5, 1))], NOW + timedelta(days=9)))


def test_what_is_overdue_stands_on_today() -> None:
    assert "DTSTART;VALUE=DATE:20261121" in calendar([one(due=date(2026, 1, 1))], NOW)


def test_long_lines_are_folded_between_characters_and_commas_escaped() -> None:
    title = "Größe, Würde; and é" * 12
    lines = calendar([one(title)], NOW).encode().split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    unfolded = calendar([one(title)], NOW).replace("\r\n ", "")
    assert "SUMMARY:Review: " + title.replace(",", "\\,").replace(";", "\\;") in unfolded
