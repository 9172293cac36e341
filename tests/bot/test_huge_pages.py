"""Memory is gathered without changing any of it."""

import os
from pathlib import Path

import pytest

from bot import huge_pages


def test_memory_holds_what_it_held() -> None:
    before = os.urandom(1 << 20)
    copies = [bytes(bytearray(before)) for _ in range(8)]
    huge_pages.gather_memory()
    assert all(copy == before for copy in copies)


def test_a_system_without_a_map_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(huge_pages, "MAPS", tmp_path / "none")
    huge_pages.gather_memory()
