"""Finds `Screen: #name` lines of transcripts that mean a renamed screen: only a replay can tell."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from flows.compiler.references import name_of
from flows.model.snapshot import Snapshot
from flows.workshop.person import InMemory
from flows.workshop.rename.edits import Edit, as_text
from flows.workshop.rename.names import ScreenRename
from flows.workshop.transcripts.lines import Line, Word
from flows.workshop.transcripts.read import read_transcript
from flows.workshop.transcripts.replay import replay


def conversation_edits(
    files: Mapping[str, bytes], renamed: Snapshot, what: ScreenRename, now: datetime
) -> Iterator[Edit]:
    """One edit for each line that says the old name where the renamed content shows the new one."""
    old, new = f"#{name_of(what.old)}", f"#{what.new}"
    for path, content in files.items():
        file = as_text(path, content)
        for line in _stumbles(path, file.text, renamed, new, now) if path.endswith(".chat") else ():
            at = line.column - 1
            if line.says == old and file.line(line.number)[at : at + len(old)] == old:
                yield Edit(path, line.number, line.column, len(old), new)


def _stumbles(path: str, text: str, renamed: Snapshot, new: str, now: datetime) -> Iterator[Line]:
    """The `Screen:` lines that no longer hold because the screen there is now called `new`."""
    for conversation in read_transcript(path, text).conversations:
        for failure in replay(conversation, renamed, InMemory(), now).failures:
            if failure.line.word is Word.SCREEN and failure.mismatch.now_says == new:
                yield failure.line
