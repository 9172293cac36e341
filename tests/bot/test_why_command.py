"""`python -m bot why`: which line of the content decides about typed words."""

import json
from pathlib import Path

from tests.bot.content_on_disk import run, small_folder


def test_words_of_danger_are_explained_with_their_line(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    result = run("why", "Last week he choked me", "--content", content)
    assert result.exit_code == 0
    assert f"opens safety#choking. ({content.as_posix()}/en/danger.yaml:4:23)" in result.stdout
    assert result.stdout.endswith("Shows safety#choking: Please read on. This can kill.\n")


def test_words_are_explained_on_the_screen_that_is_named(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    result = run("why", "2", "--on", "refusal.md#note", "--content", content)
    assert "This screen takes what is typed: it is remembered as `note`." in result.stdout


def test_a_program_is_told_the_same(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    found = json.loads(run("why", "hm", "--content", content, "--format", "json").stdout)
    assert (found["meaning"], found["shows"]) == ("NoAnswer", "no-answer#start")


def test_an_unknown_screen_is_said_with_the_nearest_name(tmp_path: Path) -> None:
    result = run("why", "hm", "--on", "refusl", "--content", small_folder(tmp_path))
    assert (result.exit_code, result.stderr) == (2, "There is no screen `refusl`. Did you mean `refusal`?\n")
