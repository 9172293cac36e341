"""Screens as people name them on a line or in a command."""

from flows.compiler.references import START, flow_of, name_of
from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot


def screen_named(written: str, snapshot: Snapshot, flow: str = "") -> ScreenId | None:
    """The screen that `flow#screen` or `flow`, with or without `.md`, means, or `#screen` within `flow`."""
    file, hash_mark, name = written.strip().partition("#")
    screen = ScreenId(f"{file.removesuffix('.md') or flow}#{name if hash_mark else START}")
    return screen if screen in snapshot.screens else None


def name_in(flow: str, screen: ScreenId) -> str:
    """The screen as a file of `flow` would name it: `#screen`, or `other.md#screen`."""
    own, name = flow_of(screen), name_of(screen)
    return f"#{name}" if own == flow else f"{own}.md#{name}"
