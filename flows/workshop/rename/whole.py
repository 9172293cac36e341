"""A renaming from what the editor said to what the check says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.compiler.compile import compile_content
from flows.model.diagnostic import Diagnostic
from flows.workshop.files import screens_by_flow, source_language
from flows.workshop.rename.asked import rename_asked
from flows.workshop.rename.conversations import conversation_edits
from flows.workshop.rename.names import ScreenRename
from flows.workshop.rename.renaming import Renaming, edit, rename
from flows.workshop.worse import new_problems


@dataclass(frozen=True, slots=True)
class Renamed:
    """What came of it; with `problems`, which were not there before, it should not be kept."""

    renaming: Renaming
    problems: tuple[Diagnostic, ...]


def rename_everywhere(files: Mapping[str, bytes], old: str, new: str, now: datetime) -> Renamed:
    """Rename a screen (`flow#screen`) or a flow (`flow.md`) in all files; raises Refused."""
    what = rename_asked(old, new, screens_by_flow(files))
    done = rename(files, what, source_language(files))
    before, after = (compile_content(each, now.date()) for each in (files, done.files))
    if isinstance(what, ScreenRename) and after.snapshot:
        done = done.then(edit(done.files, conversation_edits(done.files, after.snapshot, what, now)))
    return Renamed(done, tuple(new_problems(before.diagnostics, after.diagnostics)))
