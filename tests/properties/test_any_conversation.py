"""Whatever a person does, over the content that ships: no error, no dead end, safety always near."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.engine.draw import draw
from flows.engine.resume import resume
from flows.engine.step import step
from flows.engine.tokens import HIDE, SAFETY
from flows.engine.walk import flow_of
from flows.model.event import Command, Event, Press, Start, Typed, Unreadable
from flows.model.flow import ScreenId
from flows.model.screen import HideChat, Step
from flows.model.session import Session
from tests.real_content import real_snapshot
from tests.talk import NOON, Talk, through_json

CALLBACK_DATA = re.compile(r"[0-9a-f]{1,8}\.[a-z0-9!~_-]{1,49}")
"""What the decoder takes for a press; anything else would only re-draw."""

TYPED = ["1234", "9999", "hello", "hide", "Ann", "2027-01-31", "come until friday or else", "delete"]
"""What the screens that take text ask for."""

WORDS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["help", "1", "2", "7", "/start", "he choked me last night", "Back", "Home", "x" * 5000, *TYPED]
    ),
)

MOVES = st.lists(
    st.one_of(
        st.integers(0, 40),  # press the button of that number
        st.tuples(st.just("old"), st.integers(0, 40)),  # press a button of the screen before
        st.builds(Typed, WORDS),
        st.builds(Command, st.sampled_from([*real_snapshot().commands, "back", "hide", "zzz"])),
        st.builds(Start, st.sampled_from(["", "clinic-1"])),
        st.builds(Unreadable, st.sampled_from(["photo", "voice", "edited message"]), WORDS),
        st.builds(Press, st.text(max_size=20), st.integers(-2, 5)),
    ),
    max_size=30,
)


def events(talk: Talk, moves: list[object]) -> list[Event]:
    """Play the moves; a number presses what is there. Returns what was sent."""
    before = talk.done.screen
    sent: list[Event] = []
    for move in moves:
        screen = before if isinstance(move, tuple) else talk.done.screen
        number = move[1] if isinstance(move, tuple) else move
        if isinstance(number, int):
            buttons = [button for row in screen.rows for button in row if button.token]
            event: Event = (
                Press(buttons[number % len(buttons)].token, screen.render) if buttons else Typed("hello")
            )
        else:
            event = move  # type: ignore[assignment]  # the strategy gives only events beside numbers
        before = talk.done.screen
        sent.append(event)
        talk.send(event)
        assert_is_sound(talk.done)
    return sent


def assert_is_sound(done: Step) -> None:
    screen = done.screen
    assert done.session.hidden or any(button.token for row in screen.rows for button in row)
    assert screen.text.text.strip()
    assert len(screen.text.text.encode("utf-16-le")) // 2 <= 4096
    assert through_json(done.session) == done.session
    for button in (button for row in screen.rows for button in row if button.token):
        assert CALLBACK_DATA.fullmatch(f"{screen.render:x}.{button.token}")


def leads_to_safety(session: Session, event: Event) -> bool:
    done = step(real_snapshot(), session, event, NOON)
    return flow_of(done.screen.id) == flow_of(real_snapshot().safety)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MOVES)
def test_any_conversation_stays_sound_and_near_safety(moves: list[object]) -> None:
    talk = Talk(real_snapshot())
    events(talk, moves)
    assert leads_to_safety(talk.session, Press(SAFETY, 0))
    assert leads_to_safety(talk.session, Typed("help"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MOVES)
def test_the_same_events_always_lead_to_the_same_steps(moves: list[object]) -> None:
    first = Talk(real_snapshot())
    sent = events(first, moves)
    second = Talk(real_snapshot())
    for event in sent:
        second.send(event)
    assert second.done == first.done


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MOVES)
def test_after_a_danger_signal_there_is_neither_an_invitation_nor_a_check_in(moves: list[object]) -> None:
    talk = Talk(real_snapshot())
    closed = {flow.id for flow in real_snapshot().flows.values() if flow.closed_after_danger}
    for move in moves:
        events(talk, [move])
        walk = resume(talk.snapshot, talk.session, NOON)
        if walk.is_in_danger:
            assert flow_of(talk.session.screen) not in closed
            assert talk.session.check_in is None


@pytest.mark.parametrize("screen", sorted(real_snapshot().screens))
@pytest.mark.parametrize("hidden", [False, True], ids=["open", "hidden"])
def test_hide_and_delete_work_from_every_screen(screen: str, hidden: bool) -> None:
    snapshot = real_snapshot()
    session = Session(snapshot=snapshot.id, language="en", screen=ScreenId(screen), render=3, hidden=hidden)
    for event in (Press(HIDE, -1), Command("hide")):
        done = step(snapshot, session, event, NOON)
        assert (done.effects, done.screen.rows) == ((HideChat(),), ())
    assert step(snapshot, session, Command("delete"), NOON).screen.id == snapshot.commands["delete"]


def test_safety_is_one_press_and_one_word_from_every_screen() -> None:
    snapshot = real_snapshot()
    for screen in snapshot.screens:
        session = Session(snapshot=snapshot.id, language="en", screen=screen)
        walk = resume(snapshot, session, NOON)
        if flow_of(screen) != flow_of(snapshot.safety):
            assert SAFETY in [button.token for row in draw(walk).rows for button in row]
        assert HIDE in [button.token for row in draw(walk).rows for button in row]
        assert leads_to_safety(session, Press(SAFETY, -1))
        assert leads_to_safety(session, Typed("help"))
