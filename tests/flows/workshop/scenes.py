"""Plays transcripts on the engine's small folder; the few words that their tests are written in."""

from textwrap import dedent

from flows.workshop.person import InMemory
from flows.workshop.transcripts.lines import Conversation
from flows.workshop.transcripts.read import read_transcript
from flows.workshop.transcripts.replay import Failure, Played, replay
from tests.flows.engine.house import house
from tests.talk import NOON


def conversation(lines: str) -> Conversation:
    """One conversation of these lines; the first stands on line 2 of its file."""
    [only] = read_transcript("x.chat", f"Test: a try\n{dedent(lines).strip()}\n").conversations
    assert not only.slips, only.slips
    return only


def played(lines: str) -> Played:
    """What came of the conversation, in memory."""
    return replay(conversation(lines), house(), InMemory(), NOON)


def failures(lines: str) -> list[str]:
    """The lines that do not hold."""
    return [failure.line.text for failure in played(lines).failures]


def failure(lines: str) -> Failure:
    """The one line that does not hold."""
    [only] = played(lines).failures
    return only
