"""When a check-in may be sent, held against the clocks of every zone that content may offer."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check_ins import EXPIRES_AFTER, FIRST, Later, due_at, may_send
from flows.model.session import CheckIn
from flows.model.time_zones import ZONES

QUIET_FROM, QUIET_UNTIL = time(21), time(9)
AN_HOUR = timedelta(hours=1)

DAYS = st.dates(date(2026, 1, 1), date(2037, 12, 31))
CHECK_INS = st.builds(lambda day, zone: CheckIn(day.toordinal(), zone), DAYS, st.sampled_from(sorted(ZONES)))
AROUND = st.timedeltas(timedelta(days=-2), EXPIRES_AFTER + timedelta(days=2))
"""From two days before a check-in is due until two after it has expired."""


def day_of(zone: str, year: int, month: int, day: int) -> CheckIn:
    return CheckIn(date(year, month, day).toordinal(), zone)


def local(check_in: CheckIn, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(ZONES[check_in.zone]))


def test_every_zone_that_content_may_offer_is_a_real_one() -> None:
    assert set(ZONES.values()) <= available_timezones()
    assert len(set(ZONES.values())) == len(ZONES)


@given(CHECK_INS)
def test_a_check_in_is_due_at_eleven_on_its_day_where_the_person_lives(check_in: CheckIn) -> None:
    here = local(check_in, due_at(check_in))
    assert (here.date().toordinal(), here.time()) == (check_in.day, FIRST)
    assert may_send(check_in, due_at(check_in)) is True


@given(CHECK_INS, AROUND, st.sampled_from([-AN_HOUR, timedelta(), AN_HOUR]))
def test_nothing_is_sent_at_night_even_by_a_clock_that_is_an_hour_wrong(
    check_in: CheckIn, wait: timedelta, error: timedelta
) -> None:
    true_now = due_at(check_in) + wait
    if may_send(check_in, true_now + error) is True:
        assert QUIET_UNTIL <= local(check_in, true_now).time() < QUIET_FROM


@given(CHECK_INS, AROUND)
def test_nothing_is_sent_early_or_long_past(check_in: CheckIn, wait: timedelta) -> None:
    if may_send(check_in, due_at(check_in) + wait) is True:
        assert timedelta() <= wait <= EXPIRES_AFTER


@given(CHECK_INS, AROUND)
def test_whoever_looks_again_when_told_to_gets_an_answer(check_in: CheckIn, wait: timedelta) -> None:
    now = due_at(check_in) + wait
    verdict = may_send(check_in, now)
    if isinstance(verdict, Later):
        assert verdict.at > now
        assert may_send(check_in, verdict.at) is (verdict.at <= due_at(check_in) + EXPIRES_AFTER)


@pytest.mark.parametrize(
    ("check_in", "due"),
    [
        (day_of("berlin", 2026, 10, 24), datetime(2026, 10, 24, 9, tzinfo=UTC)),  # the day before winter time
        (day_of("berlin", 2026, 10, 25), datetime(2026, 10, 25, 10, tzinfo=UTC)),
        (day_of("new-york", 2027, 3, 13), datetime(2027, 3, 13, 16, tzinfo=UTC)),
        (day_of("new-york", 2027, 3, 14), datetime(2027, 3, 14, 15, tzinfo=UTC)),  # summer time begins
        (day_of("sydney", 2026, 10, 3), datetime(2026, 10, 3, 1, tzinfo=UTC)),
        (
            day_of("sydney", 2026, 10, 4),
            datetime(2026, 10, 4, 0, tzinfo=UTC),
        ),  # it begins in spring there too
        (day_of("santiago", 2027, 4, 3), datetime(2027, 4, 3, 14, tzinfo=UTC)),
        (day_of("santiago", 2027, 4, 4), datetime(2027, 4, 4, 15, tzinfo=UTC)),
    ],
)
def test_a_change_of_the_clocks_moves_the_moment_and_not_the_hour(check_in: CheckIn, due: datetime) -> None:
    assert due_at(check_in) == due


def test_one_day_begins_23_hours_apart_on_the_two_sides_of_the_date_line() -> None:
    auckland, honolulu = (due_at(day_of(zone, 2026, 12, 1)) for zone in ("auckland", "honolulu"))
    assert auckland == datetime(2026, 11, 30, 22, tzinfo=UTC)
    assert honolulu - auckland == 23 * AN_HOUR


@pytest.mark.parametrize(
    ("day", "hour", "next_day"), [(1, 18.99, None), (1, 19, 2), (2, 3, 2), (2, 9.99, 2), (2, 10, None)]
)
def test_what_comes_too_late_in_the_day_waits_for_the_next_morning(
    day: int, hour: float, next_day: int | None
) -> None:
    now = datetime(2026, 12, day, tzinfo=UTC) + timedelta(hours=hour)
    later = Later(datetime(2026, 12, next_day, 11, tzinfo=UTC)) if next_day else True
    assert may_send(day_of("london", 2026, 12, 1), now) == later


@given(CHECK_INS, AROUND)
def test_nothing_is_sent_while_the_chat_is_hidden_and_it_expires_all_the_same(
    check_in: CheckIn, wait: timedelta
) -> None:
    now = due_at(check_in) + wait
    verdict = may_send(check_in, now, hidden=True)
    if wait > EXPIRES_AFTER:
        assert verdict is False
        return
    assert isinstance(verdict, Later)
    assert verdict.at > now
    assert local(check_in, verdict.at).time() == FIRST


def test_a_check_in_that_was_stopped_is_never_sent() -> None:
    assert may_send(None, datetime(2026, 12, 1, 12, tzinfo=UTC)) is False


@given(DAYS, AROUND)
def test_a_zone_that_this_release_does_not_know_raises_nothing_and_sends_nothing(
    day: date, wait: timedelta
) -> None:
    check_in = CheckIn(day.toordinal(), "olympus-mons")
    assert may_send(check_in, due_at(check_in) + wait) is False
