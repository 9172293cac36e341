"""The example for content repositories: its commands exist, and pass on the content that ships."""

import shlex
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.bot.content_on_disk import run
from tests.real_content import FOLDER

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "examples" / "content-repository"
STEPS = YAML().load(EXAMPLE / ".github" / "workflows" / "content.yml")["jobs"]["check"]["steps"]
HOOKS = {hook["id"]: hook for hook in YAML().load(ROOT / ".pre-commit-hooks.yaml")}
COMMANDS = [
    *(step["run"] for step in STEPS if step.get("run", "").startswith("ask-first ")),
    *(" ".join([hook["entry"], *hook["args"]]) for hook in HOOKS.values()),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_example_passes(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    done = run(*shlex.split(command)[1:])
    assert done.exit_code == 0, done.output


def test_the_example_uses_the_hooks_that_there_are() -> None:
    config = YAML().load(EXAMPLE / ".pre-commit-config.yaml")
    assert {hook["id"] for repository in config["repos"] for hook in repository["hooks"]} == set(HOOKS)
