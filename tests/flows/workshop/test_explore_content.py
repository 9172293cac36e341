"""The content that ships: everything in it can be reached, and nothing goes wrong on the way."""

from functools import lru_cache
from random import Random

from flows.workshop.explore.explore import Explored, explore
from flows.workshop.person import InMemory
from flows.workshop.transcripts.read import read_transcript
from flows.workshop.transcripts.replay import replay
from tests.real_content import real_snapshot
from tests.talk import NOON


@lru_cache
def explored() -> Explored:
    return explore(real_snapshot(), NOON, 1_000, Random(1).randrange)


def test_every_screen_and_button_is_reached_and_nothing_is_wrong() -> None:
    assert explored().faults == []
    assert not explored().covered.screens
    assert not explored().covered.buttons
    assert explored().never == ()


def test_the_way_to_every_screen_can_be_replayed_as_a_transcript() -> None:
    for screen, state in explored().found.first.items():
        lines = "\n".join(["Test: x", *state.path(), f"Screen: {screen}"])
        [conversation] = read_transcript("x.chat", lines).conversations
        assert replay(conversation, real_snapshot(), InMemory(), NOON).failures == ()
