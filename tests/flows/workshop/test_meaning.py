"""What typed words are said to mean is what the engine makes of them."""

from dataclasses import replace
from typing import assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.resume import new_session
from flows.engine.step import step
from flows.engine.walk import flow_of
from flows.model.event import Press
from flows.model.flow import ScreenId
from flows.model.screen import Step
from flows.model.session import Session
from flows.workshop.meaning import (
    Danger,
    Meaning,
    NoAnswer,
    NoPin,
    Nothing,
    Plea,
    Pressed,
    Said,
    TooLong,
    UnknownCommand,
    Written,
    event_of,
    meaning_of,
    silenced_in,
)
from tests.flows.engine.house import house
from tests.talk import NOON

WORDS = [
    *(
        "he choked me",
        "In the movie he hit me",
        "in the movie he hit me. tonight he hit me",
        "help",
        "HELP!",
        "safety",
    ),
    *(
        "1",
        "2",
        "99",
        "they said NO",
        "About",
        "Start again",
        "back",
        "questions",
        "/about",
        "/zzz",
        "/hide",
        "/help he hit me",
    ),
    *("", "  ", "I miss us", "x" * 41, "?!"),
]


def at(screen: str) -> Session:
    return replace(new_session(house(), "en"), screen=ScreenId(screen), render=1)


def meaning(text: str, screen: str = "start#start") -> Meaning:
    return meaning_of(house(), at(screen), event_of(text), NOON)


def assert_agrees(said: Meaning, done: Step, session: Session, text: str) -> None:
    """The step did what the meaning says."""
    snapshot, screen = house(), done.screen
    match said:
        case Danger(phrase):
            assert screen.id == phrase.screen
        case Plea():
            assert screen.id == snapshot.safety
        case Nothing() | TooLong() | NoPin() | UnknownCommand():
            assert screen.id == session.screen and done.session.render == session.render
        case Written(name):
            assert done.session.memory[name].value == text.strip()
        case Pressed(_, token):
            assert done == step(snapshot, session, Press(token, session.render), NOON)
        case Said("hide"):
            assert done.session.hidden
        case Said(name):
            assert screen.id == {**snapshot.commands, "home": snapshot.home, "back": snapshot.home}[name]
        case NoAnswer():
            stays = snapshot.flows[flow_of(session.screen)].locked
            assert screen.id == (session.screen if stays else snapshot.no_answer)
        case _:
            assert_never(said)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(house().screens)), st.one_of(st.sampled_from(WORDS), st.text(max_size=60)))
def test_the_engine_does_what_is_said_on_every_screen(screen: ScreenId, text: str) -> None:
    if house().screens[screen].needs_question:
        return  # nobody stands there without a question
    session = at(screen)
    done = step(house(), session, event_of(text), NOON)
    if done.notice != "notice.unsafe" and session.screen in house().screens:
        assert_agrees(meaning_of(house(), session, event_of(text), NOON), done, session, text)


@pytest.mark.parametrize(
    ("text", "screen", "kind"),
    [
        ("yesterday he choked me", "start#start", Danger),
        ("/zzz he choked me", "start#start", Danger),
        ("help", "refusal#note", Plea),
        ("I miss us", "refusal#note", Written),
        ("x" * 41, "refusal#note", TooLong),
        ("2", "start#start", Pressed),
        ("2", "refusal#note", Written),
        ("questions", "start#start", Said),
        ("hm", "start#start", NoAnswer),
    ],
)
def test_the_stations_come_in_the_order_of_the_engine(text: str, screen: str, kind: type) -> None:
    assert isinstance(meaning(text, screen), kind)


def test_the_phrase_and_its_sentence_are_named() -> None:
    found = meaning("Nice day. Then he CHOKED me!")
    assert isinstance(found, Danger)
    assert (" ".join(found.phrase.words), found.sentence) == ("he choked me", "then he choked me")


def test_a_mute_is_named_with_what_it_keeps_silent() -> None:
    [silenced] = silenced_in(house().danger, "In the movie he hit me.")
    assert (" ".join(silenced.phrase.words), " ".join(silenced.mute)) == ("he hit me", "in the movie")
    assert not list(silenced_in(house().danger, "In the movie he hit me tonight."))
