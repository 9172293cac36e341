"""`python -m bot check`: what is reported, mended and shown, and how it ends."""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.cli.checking import Checking
from bot.cli.watching import saves_in, watch_folder
from flows.compiler.codes import CODES
from tests.flows.compiler.folders import ASK, FRONT, START, folder

BROKEN = FRONT + START.replace("(#wrote)", "(#wrot)")
NOW = datetime(2026, 11, 21, 14, 3, 22, tzinfo=UTC)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`content`, seen from the working directory; start.md leads nowhere once."""
    monkeypatch.chdir(tmp_path)
    for path, text in folder(**{"en/start.md": BROKEN}).items():
        write(Path("content", path), text)
    return Path("content")


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def check(*words: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, words)])


def test_a_folder_is_checked_and_an_error_is_exit_code_1(content: Path) -> None:
    told = check(content)

    assert told.exit_code == 1
    assert told.stdout.startswith("content/en/start.md:28:19: error R02: There is no screen `wrot`\n")
    assert "       |                   ^^^^^\n" in told.stdout
    assert told.stdout.endswith("content: 1 error, 1 warning\n") or "1 error" in told.stdout


def test_a_sound_folder_is_exit_code_0(content: Path) -> None:
    write(content / "en/start.md", FRONT + START)

    assert (check(content).exit_code, check(content).stdout) == (0, "content: nothing to mend\n")


@pytest.mark.parametrize("name", ["content/en/start.md", "en/start.md", "content/en", "en"])
def test_a_file_may_be_named_as_seen_from_here_or_inside_the_folder(content: Path, name: str) -> None:
    told = check("--content", content, name)

    assert told.exit_code == 1
    assert "error R02" in told.stdout


def test_the_folder_around_a_named_file_is_the_content_folder(content: Path) -> None:
    assert "error R02" in check("content/en/start.md").stdout


def test_only_the_named_files_are_reported(content: Path) -> None:
    told = check("--content", content, "en/ask.md")

    assert told.exit_code == 0
    assert re.fullmatch(r"content: nothing to mend; \d problems? in other files\n", told.stdout)


def test_an_unknown_file_is_a_sentence_and_exit_code_2(content: Path) -> None:
    told = check("--content", content, "en/stat.md")

    assert told.exit_code == 2
    assert told.stderr == (
        "There is no content file en/stat.md, neither here nor in content. Did you mean `en/start.md`?\n"
    )


def test_a_folder_that_is_not_there_is_a_sentence_and_exit_code_2(content: Path) -> None:
    told = check("--content", "nowhere")

    assert told.exit_code == 2
    assert "There is no content folder at nowhere" in told.stderr and not told.stdout


def test_a_terminal_gets_colour(content: Path) -> None:
    out = StringIO()
    checking = Checking(content, (), out, colour=True)
    checking.show_text(checking.check(checking.read(), NOW.date()))

    assert "\x1b[1mcontent/en/start.md:28:19:\x1b[0m \x1b[1;31merror R02:\x1b[0m There" in out.getvalue()
    assert "\x1b[1;31m^^^^^\x1b[0m" in out.getvalue()


def test_github_gets_an_annotation_a_line(content: Path) -> None:
    first, *_ = check(content.resolve(), "--format", "github").stdout.splitlines()

    assert first.startswith(
        "::error file=content/en/start.md,line=28,col=19,endColumn=24,title=R02::There is"
    )
    assert "%0AThis button would lead nowhere.%0A" in first


def test_programs_get_json(content: Path) -> None:
    told = json.loads(check(content, "--format", "json").stdout)

    assert (told["version"], told["folder"], told["errors"]) == (1, "content", 1)
    assert told["diagnostics"][0] == {
        "code": "R02",
        "severity": "error",
        "path": "en/start.md",
        "line": 28,
        "column": 19,
        "length": 5,
        "message": "There is no screen `wrot`",
        "why": "This button would lead nowhere.",
        "help": told["diagnostics"][0]["help"],
        "source_line": "- [Write it down](#wrot) `write note, up to 200 characters`",
    }


def test_code_scanning_gets_sarif(content: Path) -> None:
    told = json.loads(check(content, "--format", "sarif").stdout)

    [run] = told["runs"]
    rules, result = run["tool"]["driver"]["rules"], run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert told["version"] == "2.1.0"
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "R02"
    assert rules[result["ruleIndex"]]["shortDescription"] == {"text": CODES["R02"]}
    assert place["artifactLocation"] == {"uri": "content/en/start.md"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (28, 19)


def test_a_code_is_explained() -> None:
    told = check("--explain", "r02")

    assert told.exit_code == 0
    assert told.stdout.startswith("# R02: no such screen\n")


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    told = check("--explain", "R002")

    assert told.exit_code == 2
    assert told.stderr == "There is no code R002. Did you mean `R02`?\n"


def test_fix_shows_each_line_as_it_was_and_as_it_is(content: Path) -> None:
    write(content / "en/ask.md", FRONT + ASK.replace("[Show questions](", "[Show questions] ("))

    told = check(content, "--fix")

    assert told.exit_code == 1  # for what start.md says, which nobody can mend without asking
    assert told.stdout.startswith(
        "content/en/ask.md:15\n  - - [Show questions] (#list)\n  + - [Show questions](#list)\n\n"
        "content: mended 1 line in 1 file\ncontent/en/start.md:28:19: error R02"
    )
    assert (content / "en/ask.md").read_text() == FRONT + ASK


def test_fix_touches_only_the_named_files_and_leaves_nothing_else_behind(content: Path) -> None:
    wrong = FRONT + ASK.replace("[Show questions](", "[Show questions] (")
    write(content / "en/ask.md", wrong)
    before = sorted(content.rglob("*"))

    check("--content", content, "--fix", "en/start.md")
    assert (content / "en/ask.md").read_text() == wrong

    check(content, "--fix")
    assert sorted(content.rglob("*")) == before


def test_fix_keeps_the_rights_of_a_file_and_a_link_to_it(content: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.md"
    write(real, FRONT + ASK.replace("[Show questions](", "[Show questions] ("))
    real.chmod(0o640)
    (content / "en/ask.md").unlink()
    (content / "en/ask.md").symlink_to(real)

    check(content, "--fix")

    assert (content / "en/ask.md").is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == (FRONT + ASK, 0o640)


def test_with_json_the_changes_do_not_stand_among_it(content: Path) -> None:
    write(content / "en/ask.md", FRONT + ASK.replace("[Show questions](", "[Show questions] ("))

    told = check(content, "--fix", "--format", "json")

    assert json.loads(told.stdout)["errors"] == 1
    assert "mended 1 line" in told.stderr


@pytest.mark.parametrize("other", [["--fix"], ["--format", "json"]])
def test_watch_is_for_people_alone(content: Path, other: list[str]) -> None:
    told = check(content, "--watch", *other)

    assert (told.exit_code, told.stdout) == (2, "")


def watched(content: Path, changes: Iterator[set[str]]) -> list[str]:
    """What a watch prints, cut behind each of its last lines."""
    out = StringIO()
    watch_folder(Checking(content, (), out, colour=False), lambda: NOW, changes)
    return re.split(r"(?<=ms\)\n\n)|(?<=there\n\n)", out.getvalue())


def test_watch_prints_the_problems_again_after_every_save(content: Path) -> None:
    def saves() -> Iterator[set[str]]:
        write(content / "en/start.md", FRONT + START)
        yield {"en/start.md"}
        yield {"en/start.md"}

    first, second, third, _ = watched(content, saves())

    time = f"{NOW.astimezone():%H:%M:%S}"
    assert "error R02" in first
    assert re.search(rf"\n{time} content: 1 error, \d warnings? \(\d+ ms\)\n\n$", first)
    assert re.fullmatch(rf"{time} content: nothing to mend \(\d+ ms\)\n\n", second)
    assert third.startswith(f"{time} content: nothing to mend")


def test_a_look_without_a_change_prints_nothing_and_one_with_a_change_does(content: Path) -> None:
    def looks() -> Iterator[set[str]]:
        yield set()
        write(content / "en/start.md", FRONT + START)  # on a drive that tells nobody of it
        yield set()

    assert len(watched(content, looks())) == 3


def test_watch_outlives_a_folder_that_is_away_for_a_moment(content: Path) -> None:
    def saves() -> Iterator[set[str]]:
        os.rename(content, "away")
        yield {"all"}
        os.rename("away", content)
        yield {"all"}

    said = "".join(watched(content, saves()))

    assert "There is no content folder at content" in said
    assert said.count("error R02") == 2


def test_ctrl_c_ends_a_watch_in_peace(content: Path) -> None:
    def interrupted() -> Iterator[set[str]]:
        yield set()
        raise KeyboardInterrupt

    assert len(watched(content, interrupted())) == 2


def test_a_real_save_is_noticed(content: Path) -> None:
    saves = iter(saves_in(content))
    out = StringIO()

    def one_save() -> Iterator[set[str]]:
        write(content / "en/start.md", FRONT + START)
        yield set(map(str, next(saves)))

    watch_folder(Checking(content, (), out, colour=False), lambda: NOW, one_save())

    assert "nothing to mend" in out.getvalue()
