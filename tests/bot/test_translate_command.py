"""`translate` as an editor types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from flows.compiler.translations.lock import LOCK_FILE
from tests.flows.compiler.folders import folder
from tests.flows.compiler.translated import edited, spanish


def write(content: Path, files: dict[str, bytes]) -> Path:
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(text)
    return content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small folder in two languages, with one screen that is stale."""
    files = edited(spanish(), "en/start.md", "A no today", "A no this week")
    return write(tmp_path / "content", {**files, "README.txt": b"Not ours."})


def translate(content: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["translate", *arguments, "--content", str(content)])


def bytes_of(content: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_status_says_how_far_each_language_has_come(content: Path) -> None:
    done = translate(content, "status")

    assert done.exit_code == 0
    assert done.stdout.startswith("es: people can begin in it\n")
    assert "stale" in done.stdout and "start.md" in done.stdout


def test_status_for_programs_is_json(content: Path) -> None:
    (found,) = json.loads(translate(content, "status", "es", "--format", "json").stdout)

    assert found["files"][-1] == {
        "file": "start.md",
        "safety": False,
        "texts": {"translated": 2, "stale": 1, "not accepted": 0, "unlike": 0, "missing": 0},
    }


def test_words_go_out_and_come_back(content: Path, tmp_path: Path) -> None:
    po = tmp_path / "es.po"
    assert translate(content, "export", "es", "--out", str(po)).exit_code == 0
    before = bytes_of(content)
    assert translate(content, "import", str(po)).exit_code == 0
    assert bytes_of(content) == before

    po.write_text(
        po.read_text("utf-8").replace("#, fuzzy\n", "").replace("A NO TODAY IS", "Un no es"), "utf-8"
    )
    done = translate(content, "import", str(po))

    assert done.exit_code == 0
    assert f"Wrote {content / 'es/start.md'}.\n" in done.stdout and "translate accept es" in done.stdout
    assert "Un no es AN ANSWER" in (content / "es/start.md").read_text("utf-8")
    assert "1 text accepted in `es`." in translate(content, "accept", "es").stdout
    assert CliRunner().invoke(app, ["check", str(content)]).exit_code == 0


def test_a_catalogue_goes_to_the_screen_without_a_file(content: Path) -> None:
    done = translate(content, "export", "es")

    assert done.exit_code == 0 and '"Language: es\\n"' in done.stdout


def test_a_translators_work_is_not_written_over(content: Path, tmp_path: Path) -> None:
    po = write(tmp_path, {"es.po": b"hours of work"}) / "es.po"

    done = translate(content, "export", "es", "--out", str(po))

    assert done.exit_code == 2 and "Name another file" in done.stderr
    assert po.read_bytes() == b"hours of work"


def test_words_that_cannot_be_used_are_named(content: Path, tmp_path: Path) -> None:
    po = tmp_path / "es.po"
    translate(content, "export", "es", "--out", str(po))
    po.write_text(po.read_text("utf-8").replace('msgstr "{note}"', 'msgstr "{nota}"'), "utf-8")

    done = translate(content, "import", str(po), "es")

    assert done.exit_code == 1
    assert "Left out start#wrote.2: The source has {note} here, and these words do not.\n" in done.stdout


def test_accepting_what_does_not_fit_says_so(content: Path) -> None:
    path = content / "es/start.md"
    path.write_text(path.read_text("utf-8").replace("YOUR WORDS:\n", "UNO.\n\nDOS.\n"), "utf-8")

    done = translate(content, "accept", "es")

    assert done.exit_code == 1
    assert "1 text accepted" in done.stdout and "start#wrote" in done.stdout


def test_a_pseudo_language_is_written_beside_a_copy(content: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"

    done = translate(content, "pseudo", str(copy), "--kind", "rtl")

    assert done.exit_code == 0
    assert (copy / "x-rtl/ui.po").exists() and (copy / LOCK_FILE).exists()
    assert not (copy / "README.txt").exists()


def test_a_folder_with_something_in_it_is_not_written_over(content: Path) -> None:
    before = bytes_of(content)

    done = translate(content, "pseudo", str(content))

    assert done.exit_code == 2 and "not empty" in done.stderr
    assert bytes_of(content) == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["export", "fr"], "does not name the language `fr`"),
        (["status", "en"], "name another one"),
        (["accept", "es", "nowhere"], "no screen and no file `nowhere`"),
        (["import", "nowhere.po"], "nowhere.po"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(content: Path, arguments: list[str], why: str) -> None:
    done = translate(content, *arguments)

    assert done.exit_code == 2
    assert why in done.stderr and "Traceback" not in done.output


def test_one_language_has_nothing_to_translate(tmp_path: Path) -> None:
    done = translate(write(tmp_path, folder()), "status")

    assert done.exit_code == 0 and "nothing to translate" in done.stdout
