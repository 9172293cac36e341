"""From one thing that a person did to what is saved and sent."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.decide import decide
from bot.lateness import LATE_SECONDS, in_time
from bot.pins import hash_pin, verify_pin
from bot.ports import Address, Chat, Decision, Incoming, Send, SendKind
from flows.engine.tokens import AGAIN, CHECK_IN, HIDE, SAFETY, STOP
from flows.model.event import Command, Event, Press, Start, Typed
from flows.model.screen import Screen
from flows.model.session import Session
from tests.flows.engine.kept_house import kept_house

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIVE = 100
"""The message that shows the screen, and whose buttons are pressed."""


class Chatting:
    """Somebody who goes through the content by way of `decide`; `last` is the latest decision."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.last: Decision
        self.hear(Start())

    def hear(self, event: Event, own_message_id: int | None = None, sent_at: int = 0) -> "Chatting":
        pressed = LIVE if isinstance(event, Press) else None
        incoming = Incoming(
            1, Address(7, 7), event, "q", pressed, "en", own_message_id=own_message_id, sent_at=sent_at
        )
        chat = Chat(self.session, LIVE) if self.session else None
        self.last = decide(kept_house(), incoming, event, chat, NOON)
        self.session = self.last.session
        return self

    def press(self, label: str) -> "Chatting":
        screen = self.last.sends[-1].body
        assert isinstance(screen, Screen)
        token = next(button.token for row in screen.rows for button in row if button.label == label)
        return self.hear(Press(token, screen.render))

    @property
    def kinds(self) -> list[SendKind]:
        return [send.kind for send in self.last.sends]


@pytest.fixture
def chatting() -> Chatting:
    return Chatting()


def test_a_press_edits_its_message_and_words_get_a_new_one_below(chatting: Chatting) -> None:
    assert chatting.press("List").kinds == [SendKind.SCREEN]
    assert chatting.hear(Command("help")).kinds == [SendKind.FRESH_SCREEN]


def test_what_is_taken_along_comes_before_the_screen(chatting: Chatting) -> None:
    chatting.press("List").press("Starter")
    assert chatting.press("As message").kinds == [SendKind.EXPORT, SendKind.FRESH_SCREEN]
    assert chatting.press("As PDF").kinds == [SendKind.FILE, SendKind.FRESH_SCREEN]


def test_hide_and_delete_clear_the_chat(chatting: Chatting) -> None:
    assert chatting.press("button.hide").kinds == [SendKind.CLEAR]
    chatting.hear(Command("delete")).press("Delete it all")
    assert (chatting.kinds, chatting.session) == ([SendKind.CLEAR], None)


def test_on_a_shared_phone_what_was_typed_goes_away_and_new_messages_begin_neutral(
    chatting: Chatting,
) -> None:
    assert chatting.hear(Typed("hm"), own_message_id=55).last.sends[-1].remove == ()
    chatting.press("Home").press("Words").press("The reader").hear(Typed("hm"), own_message_id=56)
    assert chatting.last.sends[-1].remove == (56,)
    assert chatting.last.sends[-1].quiet == "quiet.text"


def test_a_check_in_is_a_send_for_later_and_shows_nothing_of_what_it_is_about(chatting: Chatting) -> None:
    chatting.press("Invite").press("No").press("Later").press("Berlin").press("In two weeks")
    check_in, screen = chatting.last.sends
    assert (check_in.kind, screen.kind) == (SendKind.CHECK_IN, SendKind.SCREEN)
    assert check_in.due_at == datetime(2026, 12, 5, 10, tzinfo=UTC)
    assert isinstance(check_in.body, Screen)
    tokens = [button.token for row in check_in.body.rows for button in row]
    assert (check_in.body.text.text, tokens) == ("check-in.text", [CHECK_IN, STOP, SAFETY])
    assert chatting.press("Home").kinds == [SendKind.SCREEN]


def test_a_pin_is_kept_as_a_hash_that_only_its_digits_fit(chatting: Chatting) -> None:
    chatting.press("PIN").press("Choose digits").hear(Typed("12x4"), own_message_id=8)
    assert chatting.last.sends[-1].remove == (8,)
    chatting.hear(Typed("1234"), own_message_id=9)
    assert chatting.last.sends[-1].remove == (9,)
    assert chatting.session and chatting.session.pin
    assert verify_pin(chatting.session.pin.hash, "1234")
    assert not verify_pin(chatting.session.pin.hash, "1235")
    assert not verify_pin("no hash", "1234")
    assert hash_pin("1234") != hash_pin("1234")


@pytest.mark.parametrize(("token", "screen"), [(SAFETY, "safety#start"), ("abcdefgh", "start#start")])
def test_a_forgotten_person_finds_safety_or_a_new_beginning_on_an_old_keyboard(
    chatting: Chatting, token: str, screen: str
) -> None:
    chatting.session = None
    chatting.hear(Press(token, 5))
    body = chatting.last.sends[-1].body
    assert isinstance(body, Screen) and body.id == screen


def test_a_forgotten_person_can_still_hide_on_an_old_keyboard(chatting: Chatting) -> None:
    chatting.session = None
    assert chatting.hear(Press(HIDE, 5)).kinds == [SendKind.CLEAR]


def late(send: Send, seconds: float) -> Send | None:
    return in_time(send, kept_house(), NOON + timedelta(seconds=seconds))


def test_a_screen_that_comes_too_late_shows_only_how_to_go_on(chatting: Chatting) -> None:
    (send,) = chatting.press("List").last.sends
    assert late(send, LATE_SECONDS) == send
    changed = late(send, LATE_SECONDS + 1)
    assert changed and isinstance(changed.body, Screen)
    assert changed.body.text.text == "late.text"
    assert [button.token for row in changed.body.rows for button in row] == [AGAIN, SAFETY]


def test_to_go_on_shows_the_screen_without_a_word_about_it(chatting: Chatting) -> None:
    chatting.press("List").hear(Press(AGAIN, 0))
    assert isinstance(chatting.last.sends[-1].body, Screen)
    assert (chatting.last.sends[-1].body.id, chatting.last.notice) == ("list#start", "")


def test_words_that_telegram_held_back_for_long_are_answered_as_late(chatting: Chatting) -> None:
    (send,) = chatting.hear(Typed("hm"), sent_at=int(NOON.timestamp()) - LATE_SECONDS - 1).last.sends
    changed = late(send, 0)
    assert changed and isinstance(changed.body, Screen) and changed.body.id == "late"


def test_what_is_taken_along_is_not_sent_late(chatting: Chatting) -> None:
    export, _ = chatting.press("List").press("Starter").press("As message").last.sends
    assert late(export, LATE_SECONDS + 1) is None


def test_hide_is_never_too_late(chatting: Chatting) -> None:
    (send,) = chatting.press("button.hide").last.sends
    assert late(send, 100_000) == send
