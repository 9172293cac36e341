"""Whatever a session or a send holds survives being stored."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Address, Send, SendKind
from bot.store.codec import Person, decode_person, decode_send, encode_person, encode_send
from bot.store.sealing import Damaged
from flows.model.flow import ScreenId
from flows.model.screen import Screen
from flows.model.session import Remembered, Session
from flows.model.text import RichText
from tests.bot.store.vocabulary import session

ADDRESSES = st.builds(Address, st.integers(1, 2**52), st.integers(-(2**52), 2**52))
SESSIONS = st.from_type(Session)
SCREEN_SENDS = st.builds(
    Send,
    st.sampled_from([SendKind.SCREEN, SendKind.FRESH_SCREEN]),
    st.from_type(Screen),
    st.none() | st.integers(1, 2**31),
)
EXPORT_SENDS = st.builds(Send, st.just(SendKind.EXPORT), st.from_type(RichText))


@given(st.builds(Person, ADDRESSES, SESSIONS))
def test_every_person_round_trips(person: Person) -> None:
    assert decode_person(encode_person(person)) == person


@given(SCREEN_SENDS | EXPORT_SENDS)
def test_every_send_round_trips(send: Send) -> None:
    assert decode_send(send.kind, encode_send(send)) == send


def test_any_mapping_may_be_the_memory() -> None:
    saved = session(1, memory=MappingProxyType({"partner": Remembered("refuses", 1)}))
    loaded = decode_person(encode_person(Person(Address(1, 1), saved))).session
    assert loaded.memory == {"partner": Remembered("refuses", 1)}


def test_an_older_release_passes_over_a_field_it_does_not_know() -> None:
    person = Person(Address(1, 1), session(1))
    newer = encode_person(person).replace(b'"render":1', b'"render":1,"mood":"fine"')
    assert decode_person(newer) == person


def test_a_newer_release_fills_in_a_field_that_was_not_there() -> None:
    person = Person(Address(1, 1), Session("s", "en", ScreenId("a#b")))
    assert decode_person(encode_person(person).replace(b',"ended":false', b"")) == person


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"address":{"user_id":"1","chat_id":1},"session":{}}']
)
def test_what_is_not_a_person_is_damaged(content: bytes) -> None:
    with pytest.raises(Damaged):
        decode_person(content)


def test_what_cannot_be_stored_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        encode_person(Person(Address(1, 1), session(1, question=object())))
