"""`content preview` writes one file, and nothing over anybody's work."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.flows.compiler.folders import folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for path, words in folder().items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(words)
    return tmp_path / "content"


def preview(directory: Path, content: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["content", "preview", str(directory), "--content", str(content), *more])


def test_the_page_is_written_and_named(content: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "other.txt").write_text("kept")
    done = preview(tmp_path / "out", content)
    assert done.exit_code == 0
    assert done.output.startswith(f"Wrote {tmp_path / 'out' / 'index.html'}: 0.")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert f"{content.as_posix()}/en/start.md:" in page
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["index.html", "other.txt"]


def test_an_older_page_is_replaced(content: Path, tmp_path: Path) -> None:
    preview(tmp_path / "out", content)
    assert preview(tmp_path / "out", content, "--flow", "ask.md").exit_code == 0
    assert 'data-screen="start#start"' not in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_page_of_somebody_else_stays(content: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>Our clinic</h1>")
    done = preview(tmp_path, content)
    assert done.exit_code == 2
    assert "was not made by this command" in done.output
    assert (tmp_path / "index.html").read_text() == "<h1>Our clinic</h1>"


def test_a_file_in_the_place_of_the_folder_is_said(content: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = preview(tmp_path / "out", content)
    assert done.exit_code == 2
    assert "name another folder" in done.output


def test_an_unknown_flow_is_answered_with_those_there_are(content: Path, tmp_path: Path) -> None:
    done = preview(tmp_path / "out", content, "--flow", "nowhere")
    assert done.exit_code == 2
    assert "There is no flow nowhere" in done.output
    assert "start" in done.output
    assert not (tmp_path / "out").exists()


def test_content_with_errors_is_not_drawn(content: Path, tmp_path: Path) -> None:
    (content / "en" / "start.md").write_text("## start\n")
    done = preview(tmp_path / "out", content)
    assert done.exit_code == 2
    assert "has errors" in done.output
    assert not (tmp_path / "out").exists()
