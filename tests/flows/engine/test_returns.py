"""Back undoes a step, with what `#return` would have done after it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.tokens import SAFETY
from flows.engine.walk import RETURN_LIMIT
from flows.model.event import Command, Event, Press, Typed
from tests.flows.engine.house import house
from tests.talk import Talk

CALLS: list[Event] = [Press(SAFETY, 0), Typed("he hit me"), Command("questions"), Typed("the moon")]

MOVES = st.lists(st.one_of(st.integers(0, 12), st.sampled_from([*CALLS, Command("back")])), max_size=25)


def play(talk: Talk, move: int | Event) -> Talk:
    """Press the button of that number, or send the event."""
    pressable = [button for button in talk.buttons if button.token]
    screen = talk.done.screen
    if isinstance(move, int):
        if not pressable:  # after Hide
            return talk.type("hello")
        return talk.send(Press(pressable[move % len(pressable)].token, screen.render))
    return talk.send(move)


@settings(max_examples=200, deadline=None)
@given(MOVES, st.sampled_from(CALLS))
def test_a_call_that_was_taken_back_leaves_nothing_to_return_from(
    moves: list[int | Event], call: Event
) -> None:
    talk = Talk(house())
    for move in moves:
        play(talk, move)
    before = talk.session
    if talk.send(call).session.screen != before.screen:
        talk.command("back")
        assert (talk.session.screen, talk.session.returns) == (before.screen, before.returns)


def test_many_calls_that_were_taken_back_leave_no_trace() -> None:
    talk = Talk(house()).press("They said no")
    for _ in range(RETURN_LIMIT + 1):
        talk.send(Press(SAFETY, 0)).command("back")
    assert talk.session.returns == ()
    assert talk.press("Lines").command("help").press("Go on where I was").screen == "refusal#country"


def test_a_return_that_was_taken_back_can_be_made_again() -> None:
    talk = Talk(house()).press("They said no").type("help").press("Go on where I was").command("back")
    assert talk.press("Go on where I was").screen == "refusal#start"
