"""`python -m bot explore`: what an editor sees of a walk through everything."""

import json
from pathlib import Path

from tests.bot.content_on_disk import run, small_folder
from tests.flows.engine.house import FILES


def test_content_without_faults_is_counted_by_flow(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    result = run("explore", "--content", content, "--steps", "100", "--seed", "7")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert next(line for line in lines if line.startswith("all")).startswith(
        "all           19 of 19       55 of 55"
    )
    assert (
        lines[-1].endswith("100 at random, in 5 conversations: nothing is wrong (seed 7)")
        or "seed 7" in lines[-1]
    )


def test_the_same_seed_says_the_same(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    first, second = (run("explore", "--content", content, "--steps", "200").stdout for _ in range(2))
    assert first == second


def test_a_guard_that_no_way_leads_to_is_named_with_its_line(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    (content / "en/refusal.md").write_text(
        FILES["en/refusal.md"]
        .replace("- [United Kingdom](#lines) `remember country = GB`\n", "")
        .replace("These answer:", "`if country is GB` Here they are.\n\nThese answer:")
    )
    result = run("explore", "--content", content, "--steps", "0")
    assert result.exit_code == 0
    assert "refusal#lines: the paragraph `if country is GB`, shown" in result.stdout


def test_the_way_to_a_screen_is_a_transcript_that_holds(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    result = run("explore", "--content", content, "--path", "invite.md#stand")
    assert result.stdout.splitlines()[1:] == [
        "Start: start#start",
        "Tap: Invite",
        "Tap: No",
        "Tap: Where things stand",
        "Screen: invite.md#stand",
    ]
    (content / "tests").mkdir()
    (content / "tests/way.chat").write_text(result.stdout)
    assert run("test", "--content", content).exit_code == 0


def test_a_screen_that_is_not_there_is_said_with_the_nearest_name(tmp_path: Path) -> None:
    result = run("explore", "--content", small_folder(tmp_path), "--path", "invite#stnd")
    assert result.exit_code == 2
    assert result.stderr == "There is no screen `invite#stnd`. Did you mean `invite#stand`?\n"


def test_the_report_for_programs_holds_the_visits(tmp_path: Path) -> None:
    content = small_folder(tmp_path)
    found = json.loads(run("explore", "--content", content, "--steps", "50", "--format", "json").stdout)
    assert found["faults"] == [] and found["seed"] == 1
    assert min(found["visits"].values()) > 0
    way = json.loads(run("explore", "--content", content, "--path", "bank", "--format", "json").stdout)
    assert way == {"screen": "bank#start", "path": ["Type: /start", "Tap: My questions"]}
