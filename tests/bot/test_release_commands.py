"""`release` and `content withdraw` as an editor runs them, each a process of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.content_on_disk import small_folder

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


@pytest.fixture
def run(tmp_path: Path, content: Path) -> Run:
    """Exit code and all that was printed."""

    def run(*arguments: str, **settings: str) -> tuple[int, str]:
        environment = {
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{tmp_path}/bot.sqlite3",
            "KEY_FILE": str(tmp_path / "keys"),
            "CONTENT_DIR": str(content),
            **settings,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments], cwd=tmp_path, env=environment, capture_output=True
        )
        return done.returncode, (done.stdout + done.stderr).decode()

    return run


def edit(content: Path, old: str, new: str) -> None:
    file = content / "en" / "refusal.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_publish_edit_publish_and_roll_back(run: Run, content: Path) -> None:
    assert "Nothing was published yet" in run("release", "list")[1]
    code, said = run("release", "publish")
    assert (code, "Release 1 is live." in said) == (0, True)
    edit(content, "Say it in your words.", "Say it as you would say it.")
    code, said = run("release", "publish", "--dry-run")
    assert code == 0
    assert "Say it as you would say it." in said
    assert "On screens that change: fewer than 10 people." in said
    assert "A dry run: nothing was published." in said
    assert run("release", "publish")[0] == 0
    code, said = run("release", "rollback")
    assert (code, "Release 3 is live" in said) == (0, True)
    _, said = run("release", "list")
    listed = [line.split()[4] for line in said.splitlines()]
    assert listed == ["rollback", "publish", "publish"]
    assert said.splitlines()[0].endswith("(live)")


def test_content_with_a_fault_is_not_published_and_the_fault_is_shown(run: Run, content: Path) -> None:
    edit(content, "(#note)", "(#nite)")
    code, said = run("release", "publish")
    assert code == 1
    assert "error R02" in said
    assert said.endswith("Nothing was published.\n")
    assert "Nothing was published yet" in run("release", "list")[1]


def test_a_transcript_that_no_longer_holds_keeps_content_from_going_live(run: Run, content: Path) -> None:
    (content / "tests").mkdir()
    transcript = "Test: a no\nTap: They said no\nBot: Words that nobody wrote\n"
    (content / "tests" / "no.chat").write_text(transcript, encoding="utf-8")
    code, said = run("release", "publish")
    assert code == 1
    assert "no.chat:3" in said
    assert "Nothing was published." in said


def test_what_is_still_to_be_written_is_not_published(run: Run, content: Path) -> None:
    for named in (
        ("flow", "fresh", "--from", "refusal#start", "--reviewer", "somebody"),
        ("question", "newer"),
    ):
        topic = () if "--from" in named else ("--topic", "secrets")
        assert run("content", "new", *named, *topic)[0] == 0
    code, said = run("release", "publish")
    assert code == 1
    for path, blanks in (("fresh.md", 1), ("questions.md", 5)):
        assert len(re.findall(rf"en/{path}:\d+:1: This is still to be written", said)) == blanks


def test_a_conversation_is_never_recorded_over_another(run: Run, content: Path) -> None:
    kept = content / "tests" / "mine.chat"
    kept.parent.mkdir()
    kept.write_text("Test: mine\n")
    code, said = run("chat", "--record", str(kept))
    assert (code, kept.read_text()) == (2, "Test: mine\n")
    assert "is there already and stays as it is" in said


def test_a_place_that_cannot_be_written_is_named_in_a_sentence(run: Run, tmp_path: Path) -> None:
    code, said = run("chat", "--record", str(tmp_path / "nowhere" / "mine.chat"))
    assert (code, "Traceback" in said) == (2, False)
    assert f"{tmp_path}/nowhere/mine.chat: No such file or directory" in said


def test_going_back_without_a_past_says_so(run: Run) -> None:
    run("release", "list")
    code, said = run("release", "rollback")
    assert (code, said.strip()) == (2, "Nothing was ever published, so there is nothing to go back to.")
    run("release", "publish")
    assert run("release", "rollback", "7") == (
        2,
        "There is no release 7; `release list` shows all there are.\n",
    )


def test_withdraw_names_what_is_near_and_is_lifted_again(run: Run) -> None:
    run("release", "list")
    assert run("content", "withdraw", "refusal#nite", "--why", "x")[1] == (
        "There is no screen, question or help line `refusal#nite`. Did you mean `refusal#note`?\n"
    )
    assert run("content", "withdraw", "refusal#note", "--why", " ")[0] == 2
    code, said = run("content", "withdraw", "refusal#note", "--why", "a wrong claim")
    assert (code, "withdrawn: every running bot knows" in said) == (0, True)
    assert "withdrawn already" in run("content", "withdraw", "refusal#note", "--why", "again")[1]
    assert "refusal#note (a wrong claim)" in run("release", "list")[1]
    assert run("content", "withdraw", "refusal#note", "--why", "mended", "--lift")[0] == 0
    assert "refusal#note" not in run("release", "list")[1]
    assert "not withdrawn" in run("content", "withdraw", "refusal#note", "--why", "x", "--lift")[1]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"DATABASE_URL": "sqlite:////dev/null/bot.sqlite3"}, "the database does not answer"),
        ({"TELEGRAM_TOKEN": "no-token"}, "TELEGRAM_TOKEN is not a token"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        ({"CONTENT_DIR": "/nowhere"}, "There is no content folder at /nowhere"),
    ],
)
def test_what_keeps_a_command_from_its_work_is_said_in_a_sentence(
    run: Run, settings: dict[str, str], words: str
) -> None:
    code, said = run("release", "publish", **settings)
    assert code == 2
    assert words in said
    assert "Traceback" not in said
