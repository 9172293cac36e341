"""`python -m bot test`: what an editor sees of conversations that no longer hold."""

import json
from pathlib import Path

from tests.bot.content_on_disk import run, small_folder

HOLDS = "Test: a no\nTap: They said no\nScreen: refusal#start\nBot: A no today\n"
FAILS = (
    "# mine\nTest: a no\nTap: They said no\nScreen: bank\nBot: A know today is an answer\n\n"
    "Test: b\nTap: They\n"
)


def test_the_last_line_counts_files_conversations_and_failures(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=HOLDS, two=HOLDS + HOLDS)
    result = run("test", "--content", content)
    assert (result.exit_code, result.stdout) == (0, "2 files, 3 conversations, 0 failed\n")


def test_a_failure_names_its_line_what_is_there_and_what_led_to_it(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=FAILS)
    result = run("test", "--content", content)
    file = f"{content.as_posix()}/tests/one.chat"
    assert result.exit_code == 1
    assert f"{file}:4:9: This is not `bank` but `refusal#start` (Test: a no)" in result.stdout
    assert (
        f"{file}:5:6: The bot does not say this here (Test: a no)\n"
        "     5 | Bot: A know today is an answer\n"
        "       = closest: A no today is an answer to today's question.\n"
        "                    ^ ^\n"
        "       = on refusal#start; the buttons there:"
        " Only after a no | Write a note | Lines | Stop here | Back | button.safety | button.hide\n"
        "       = the steps that led here:\n"
        "     3 | Tap: They said no\n"
    ) in result.stdout
    assert f"{file}:8:6: There is no such button here (Test: b)" in result.stdout
    assert result.stdout.endswith("1 file, 2 conversations, 2 failed\n")


def test_a_slip_is_named_and_the_other_conversations_are_played(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one="Tap: a\nTest: x\ntap: They said no\n" + HOLDS)
    result = run("test", "--content", content)
    assert result.exit_code == 1
    assert "one.chat:3:1: A line cannot begin with `tap`\n     3 | tap: They said no" in result.stdout
    assert "Did you mean `Tap`?" in result.stdout
    assert result.stdout.endswith("1 file, 2 conversations, 1 failed, 1 line outside a conversation\n")


def test_accepting_rewrites_what_is_expected_shows_it_and_leaves_the_steps(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=FAILS, two=HOLDS)
    result = run("test", "--content", content, "--accept")
    assert result.exit_code == 1
    assert (content / "tests/one.chat").read_text() == FAILS.replace("bank", "refusal#start").replace(
        "A know today is an answer", "A no today is an answer to today's question."
    )
    assert "one.chat:4: rewritten\n       - Screen: bank\n       + Screen: refusal#start\n" in result.stdout
    assert "can only be mended by hand" in result.stdout
    assert result.stdout.endswith("2 files, 3 conversations, 1 failed\n")
    assert (content / "tests/two.chat").read_text() == HOLDS
    assert sorted(path.name for path in (content / "tests").iterdir()) == ["one.chat", "two.chat"]


def test_accepting_what_holds_writes_nothing(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=HOLDS)
    before = (content / "tests/one.chat").stat().st_mtime_ns
    assert run("test", "--content", content, "--accept").stdout == "1 file, 1 conversation, 0 failed\n"
    assert (content / "tests/one.chat").stat().st_mtime_ns == before


def test_coverage_counts_by_flow_and_lists_what_no_conversation_reaches(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=HOLDS)
    lines = run("test", "--content", content, "--coverage").stdout.splitlines()
    assert lines[0].split() == ["flow", "screens", "buttons"]
    [refusal] = (line for line in lines if line.startswith("refusal"))
    assert " ".join(refusal.split()) == "refusal 1 of 5 20 % 0 of 13 0 %"
    assert f"  {content.as_posix()}/en/refusal.md:23:4: refusal#note" in lines
    assert any(
        line.endswith("start#start: They are not sure | My questions | About | Invite") for line in lines
    )
    assert run("test", "--content", content, "--coverage").stdout.splitlines() == lines


def test_named_files_alone_are_played(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=FAILS, two=HOLDS)
    result = run("test", content / "tests/two.chat", "--content", content)
    assert result.stdout == "1 file, 1 conversation, 0 failed\n"


def test_the_report_for_programs_holds_every_failure(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=FAILS)
    found = json.loads(run("test", "--content", content, "--format", "json", "--coverage").stdout)
    assert (found["files"], found["conversations"], found["failed"]) == (1, 2, 2)
    assert [(one["line"], one["now_says"]) for one in found["failures"]] == [
        (4, "refusal#start"),
        (5, "A no today is an answer to today's question."),
        (8, None),
    ]
    assert found["failures"][0]["steps"] == ["Tap: They said no"]
    assert found["coverage"]["all"]["screens"] == [2, 19]


def test_what_cannot_be_tried_is_said_in_one_sentence(tmp_path: Path) -> None:
    content = small_folder(tmp_path, one=HOLDS)
    nothing = run("test", "--content", tmp_path / "nowhere")
    assert nothing.exit_code == 2 and "There is no content folder" in nothing.stderr
    missing = run("test", content / "tests/three.chat", "--content", content)
    assert missing.exit_code == 2 and "three.chat cannot be read" in missing.stderr
    (content / "tests/one.chat").write_bytes(b"Test: \xff\n")
    assert "is not text in UTF-8" in run("test", "--content", content).stderr
    (content / "tests/one.chat").unlink()
    assert "There is no transcript in" in run("test", "--content", content).stderr
    (content / "en/start.md").write_text("## start\n")
    broken = run("test", "--content", content)
    assert broken.exit_code == 2 and "has errors; mend them first" in broken.stderr
