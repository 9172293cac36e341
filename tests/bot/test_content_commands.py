"""The commands under `content`, run as an editor would."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.flows.compiler.folders import FRONT, START, folder

CHAT = "Test: they said no\nStart: start\nTap: They said no\nScreen: #said\n"


def on_disk(path: Path, **changes: str | bytes | None) -> Path:
    for name, content in folder(**changes).items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["content", *map(str, arguments)])


def everything(path: Path) -> dict[str, bytes]:
    return {
        file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()
    }


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return on_disk(tmp_path / "content", **{"tests/a.chat": CHAT})


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The same with a button that leads elsewhere."""
    text = START.replace("[They said no](#said)", "[They said no](#wrote)")
    return on_disk(tmp_path / "other", **{"en/start.md": FRONT + text})


def test_diff_names_the_button_the_place_and_the_conversation(content: Path, other: Path) -> None:
    result = run("diff", content, other)
    assert result.exit_code == 0
    assert result.stdout == (
        f"Screen start#start  {other.as_posix()}/en/start.md:13:3\n"
        "    The button “They said no” now leads to start#wrote; before, to start#said.\n\n"
        "These conversations of the older version pass through screens that are different now:\n"
        f"    {content.as_posix()}/tests/a.chat:1  they said no\n"
    )


def test_diff_exits_1_when_asked_to_and_something_changed(content: Path, other: Path) -> None:
    assert run("diff", content, other, "--exit-code").exit_code == 1
    assert run("diff", content, content, "--exit-code").exit_code == 0


def test_diff_without_a_second_version_takes_the_content_folder(content: Path, other: Path) -> None:
    assert "now leads to start#wrote" in run("diff", content, "--content", other).stdout


def test_diff_is_told_to_programs_as_json(content: Path, other: Path) -> None:
    found = json.loads(run("diff", content, other, "--format", "json").stdout)
    assert found["changed_screens"] == ["start#start"]
    assert found["changes"][0] == {
        "thing": "button",
        "how": "leads elsewhere",
        "subject": "start#start",
        "part": "They said no",
        "before": "start#said",
        "after": "start#wrote",
        "place": "en/start.md:13:3",
        "safety": False,
    }


def test_diff_of_a_side_with_errors_says_which_and_what_can_be_said(content: Path, tmp_path: Path) -> None:
    broken = on_disk(tmp_path / "broken", **{"en/start.md": FRONT + START.replace("(#wrote)", "(#wroet)")})
    result = run("diff", content, broken)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{broken} has errors; this is the first of 1:\n")
    assert "en/start.md is different under `said`." in result.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_diff_compares_with_a_version_in_git(content: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, "-C", str(content.parent), *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    start = content / "en" / "start.md"
    start.write_text(
        start.read_text(encoding="utf-8").replace("(#said) `forget", "(#wrote) `forget"), "utf-8"
    )
    result = run("diff", "--content", content)
    assert "The button “Delete it” now leads to start#wrote; before, to start#said." in result.stdout
    assert run("diff", "HEAD", "HEAD", "--content", content).stdout.startswith("Nothing")
    unknown = run("diff", "--content", content, "--", "--output=x")
    assert (unknown.exit_code, "neither a folder nor a version" in unknown.stderr) == (2, True)


def test_diff_of_no_folder_and_no_version_is_refused(content: Path) -> None:
    result = run("diff", "nowhere", "--content", content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"`nowhere` is neither a folder nor a version of {content} that git knows.\n"


def test_graph_prints_mermaid_and_json(content: Path) -> None:
    assert run("graph", "--content", content).stdout.startswith("flowchart TD\n")
    assert json.loads(run("graph", "ask.md", "--content", content, "--format", "json").stdout)["edges"]


def test_an_unknown_flow_is_said_with_the_nearest_name(content: Path) -> None:
    for command in ("graph", "read"):
        result = run(command, "safty", "--content", content)
        assert (result.exit_code, result.stderr) == (
            2,
            "There is no flow `safty`. Did you mean `safety`?\n",
        )


def test_a_folder_that_is_not_there_is_said_by_every_command(tmp_path: Path) -> None:
    none = tmp_path / "none"
    for command in (
        ["graph"],
        ["read"],
        ["review"],
        ["links"],
        ["rename", "a#b", "c"],
        ["new", "clinic", "a"],
    ):
        result = run(*command, "--content", none)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"There is no content folder at {none}")


def test_new_writes_a_flow_and_its_button(content: Path) -> None:
    result = run("new", "flow", "money", "--reviewer", "therapist", "--from", "start", "--content", content)
    assert result.exit_code == 0
    assert f"Wrote {content.as_posix()}/en/money.md\n" in result.stdout
    assert b"- [Money](money.md)\n" in (content / "en" / "start.md").read_bytes()
    assert run("graph", "money", "--content", content).exit_code == 0


def test_new_overwrites_nothing(content: Path) -> None:
    before = everything(content)
    for name, why in (("start", "is there already"), ("A b", "Did you mean `a-b`?")):
        result = run("new", "flow", name, "--reviewer", "therapist", "--content", content)
        assert (result.exit_code, why in result.stderr) == (2, True)
    long = run(
        "new", "flow", "m", "--reviewer", "r", "--from", "start", "--label", "A b " * 20, "--content", content
    )
    assert (long.exit_code, "Nothing was written" in long.stderr) == (2, True)
    assert everything(content) == before


def test_new_asks_for_a_reviewer_s_role(content: Path) -> None:
    result = run("new", "flow", "money", "--content", content)
    assert (result.exit_code, "--reviewer" in result.stderr) == (2, True)


def test_a_file_that_the_content_does_not_know_is_not_overwritten_either(content: Path) -> None:
    (content / "en" / "money.md").symlink_to("nowhere")
    result = run("new", "flow", "money", "--reviewer", "therapist", "--content", content)
    assert (result.exit_code, "is there already" in result.stderr) == (2, True)


def test_rename_shows_each_line_and_writes(content: Path) -> None:
    (content / "notes.txt").write_text("an unrelated file")
    result = run("rename", "start#wrote", "letter", "--content", content)
    assert result.exit_code == 0
    assert (
        f"{content.as_posix()}/en/start.md:31\n  - ## wrote\n  + ## letter\n  +\n  + `was wrote`\n"
        in result.stdout
    )
    assert "## letter\n\n`was wrote`\n" in (content / "en" / "start.md").read_text(encoding="utf-8")
    assert not [file for file in everything(content) if file.endswith(".draft")]


def test_rename_moves_a_file(content: Path) -> None:
    assert run("rename", "ask.md", "bank.md", "--content", content).exit_code == 0
    assert not (content / "en" / "ask.md").exists()
    assert run("graph", "bank", "--content", content).exit_code == 0


def test_a_dry_run_writes_nothing(content: Path) -> None:
    before = everything(content)
    result = run("rename", "start#said", "heard", "--dry-run", "--content", content)
    assert result.stdout.endswith("Nothing was written.\n")
    assert everything(content) == before


def test_rename_writes_nothing_when_the_check_would_find_more(content: Path) -> None:
    before = everything(content)
    result = run("rename", "start#wrote", "told", "--content", content)
    assert (result.exit_code, "R06" in result.stderr, everything(content) == before) == (2, True, True)


def test_review_lists_what_is_due_and_exits_1(content: Path) -> None:
    result = run("review", "--by", "Couples", "--content", content)
    assert result.exit_code == 1
    assert "For the couples therapist" in result.stdout
    nobody = run("review", "--by", "nobody", "--content", content)
    assert (nobody.exit_code, nobody.stderr) == (
        2,
        "Nothing waits for `nobody`. The reviewers are: couples therapist.\n",
    )


def test_review_as_a_calendar_keeps_its_line_ends(content: Path) -> None:
    result = run("review", "--ics", "--content", content)
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert b"\r\r" not in result.stdout_bytes


def test_links_are_listed_and_nothing_is_to_mend(content: Path) -> None:
    result = run("links", "--content", content)
    assert result.exit_code == 0
    assert f"{content.as_posix()}/sources.yaml:1:1, 2014, grade A, seen 2026-11-21" in result.stdout
    assert json.loads(run("links", "--content", content, "--format", "json").stdout)["insecure"] == []


def test_links_exits_1_for_an_address_that_is_not_encrypted(tmp_path: Path) -> None:
    content = on_disk(tmp_path, **{"en/start.md": f"{FRONT}See http://example.org/a.\n\n{START}"})
    assert run("links", "--content", content).exit_code == 1


def test_read_prints_a_table(content: Path) -> None:
    result = run("read", "questions", "--content", content)
    assert result.exit_code == 0
    assert "questions#licence" in result.stdout
