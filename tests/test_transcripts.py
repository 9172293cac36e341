"""Every transcript of the content holds: the conversations that its writers expect."""

from pathlib import Path

import pytest

from bot.cli.rehearsal import play
from flows.workshop.transcripts.report import render_file
from tests.real_content import FOLDER, real_snapshot
from tests.talk import NOON

TRANSCRIPTS = sorted((FOLDER / "tests").glob("*.chat"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_transcript_holds_in_memory_and_through_the_store(path: Path) -> None:
    [file] = play([path], real_snapshot(), NOON)
    assert file.played
    assert "\n".join(render_file(file)) == ""


def test_there_is_a_transcript_for_each_of_the_four_flows_and_for_safety() -> None:
    told = " ".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    for flow in ("partner-says-no", "see-alone", "questions-for-a-therapist", "safety"):
        assert f"Start: {flow}" in told
