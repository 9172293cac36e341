"""The short form of `python -m tests.chaos.check_ins`."""

from pathlib import Path

from tests.chaos.check_ins import Run


async def test_nobody_is_written_to_twice_at_night_or_after_they_said_stop(
    postgres_url: str, tmp_path: Path
) -> None:
    outcome = await Run(people=200, processes=3, url=postgres_url, folder=tmp_path, speed=120).play()
    assert (outcome.doubled, outcome.at_night, outcome.after_stop) == (0, 0, 0)
    assert outcome.kills >= 3
    assert outcome.asleep == 10
    assert outcome.stopped >= 5
    assert outcome.sent > outcome.people / 4
    assert "Traceback" not in outcome.logs
