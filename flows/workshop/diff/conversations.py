"""Which transcripts a change may concern: those that pass through a screen that is different."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.model.flow import ScreenId
from flows.model.snapshot import Snapshot
from flows.workshop.person import InMemory
from flows.workshop.transcripts.read import read_transcript
from flows.workshop.transcripts.replay import replay


@dataclass(frozen=True, slots=True)
class Passing:
    """One conversation, where its `Test:` stands, and the changed screens it meets."""

    path: str
    line: int
    title: str
    screens: tuple[ScreenId, ...]


def passing(
    transcripts: Mapping[str, str], before: Snapshot, changed: Collection[ScreenId], now: datetime
) -> Iterator[Passing]:
    """The conversations, by path, that met a changed screen while they were played on the older version."""
    for path, text in transcripts.items() if changed else ():
        for conversation in read_transcript(path, text).conversations:
            met = replay(conversation, before, InMemory(), now).reached.screens.intersection(changed)
            if met:
                yield Passing(path, conversation.number, conversation.title, tuple(sorted(met)))
