"""The settings: documented, checked, and never quoted back."""

import re
from pathlib import Path

import pytest

from bot.settings import CannotStart, Settings, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NAMES = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of this machine and no `.env` reaches a test."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_example_names_every_setting_and_no_other() -> None:
    named = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(NAMES)


def test_the_example_copied_as_it_is_changes_nothing(tmp_path: Path) -> None:
    untouched = read_settings()
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_settings() == untouched


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_MODE", "carrier-pigeon"),
        ("TELEGRAM_API_BASE", "127.0.0.1:8081"),
        ("WEBHOOK_PORT", "99999"),
        ("WEBHOOK_SECRET", "has a space"),
        ("DATABASE_URL", "mysql://user:hunter2@host/db"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(CannotStart) as error:
        read_settings()
    assert f"{name}: " in str(error.value)
    assert value not in str(error.value)


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("https://bot.example.org/updates", True),
        ("http://127.0.0.1:8080/updates", True),
        ("http://[::1]:8080/updates", True),
        ("http://bot.example.org/updates", False),
        ("", False),
    ],
)
def test_a_webhook_needs_a_secret_and_https_except_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, url: str, is_fine: bool
) -> None:
    for name, value in {
        "TELEGRAM_TOKEN": "1:AA",
        "TELEGRAM_MODE": "webhook",
        "WEBHOOK_URL": url,
        "WEBHOOK_SECRET": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    if is_fine:
        assert read_settings().webhook_url == url
    else:
        with pytest.raises(CannotStart):
            read_settings()
