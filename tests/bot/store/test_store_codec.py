"""Whatever a session or a send holds survives being stored."""

from collections.abc import Mapping
from datetime import UTC
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Address, Send, SendKind
from bot.store.codec import Person, decode_person, decode_send, encode_person, encode_send
from bot.store.sealing import Damaged
from flows.model.document import Document
from flows.model.flow import ScreenId
from flows.model.screen import Button, Screen
from flows.model.session import ListItem, Remembered, Session
from flows.model.text import RichText
from tests.bot.store.vocabulary import screen, session

ADDRESSES = st.builds(Address, st.integers(1, 2**52), st.integers(-(2**52), 2**52))
SESSIONS = st.from_type(Session)
RECENT = st.lists(st.tuples(st.integers(1, 2**31), st.integers(0, 2**33))).map(tuple)
BODIES: Mapping[SendKind, st.SearchStrategy[object]] = dict.fromkeys(SendKind, st.from_type(Screen)) | {
    SendKind.EXPORT: st.from_type(RichText),
    SendKind.FILE: st.from_type(Document),
    SendKind.REMOVE: st.none(),
}
SENDS = st.sampled_from(SendKind).flatmap(
    lambda kind: st.builds(
        Send,
        st.just(kind),
        BODIES[kind],
        message_id=st.none() | st.integers(1, 2**31),
        remove=st.lists(st.integers(1, 2**31)).map(tuple),
        quiet=st.text(max_size=9),
        asked_at=st.integers(0, 2**33),
        language=st.sampled_from(["", "en", "pt-BR"]),
        due_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
)


@given(st.builds(Person, ADDRESSES, SESSIONS, RECENT))
def test_every_person_round_trips(person: Person) -> None:
    assert decode_person(encode_person(person)) == person


@given(SENDS)
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


OLD_PERSON = (
    b'{"address":{"user_id":1,"chat_id":2},"session":{"snapshot":"s","language":"en","screen":"a#b","path":[],'
    b'"returns":[],"memory":{},"checklist":[{"id":"1","question":"cost","own":null}],"question":null,'
    b'"render":3,"ended":false,"edition":[0,0]}}'
)
OLD_SEND = (
    b'{"body":{"id":"a#b","render":3,"text":{"text":"Hello","marks":[]},"rows":[[{"label":"Go","token":"t",'
    b'"url":"","ticked":null}]],"hint":"","private":false},"message_id":null}'
)


def test_what_was_stored_before_there_were_notes_and_files_is_still_read() -> None:
    asked = ListItem("1", question="cost")
    known = Session("s", "en", ScreenId("a#b"), checklist=(asked,), render=3)
    assert decode_person(OLD_PERSON) == Person(Address(1, 2), known)
    shown = Screen(ScreenId("a#b"), 3, RichText("Hello"), ((Button("Go", "t"),),))
    assert decode_send(SendKind.SCREEN, OLD_SEND) == Send(SendKind.SCREEN, shown)


def test_an_older_release_finds_the_message_id_that_it_insists_on() -> None:
    stored = encode_send(screen(1))
    assert b'"message_id":null' in stored
    assert all(name not in stored for name in (b"remove", b"quiet", b"asked_at", b"language", b"due_at"))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (SendKind.SCREEN, (b"null", b'"7"')),
        (SendKind.SCREEN, (b"null", b'7,"remove":["8"]')),
        (SendKind.CHECK_IN, (b"null", b'7,"due_at":"2026-11-21T12:00:00"')),
        (SendKind.EXPORT, (b"", b"")),
        (SendKind.FILE, (b"", b"")),
    ],
)
def test_what_is_not_a_send_of_its_kind_is_damaged(kind: SendKind, change: tuple[bytes, bytes]) -> None:
    with pytest.raises(Damaged):
        decode_send(kind, encode_send(screen(1)).replace(*change))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"address":{"user_id":"1","chat_id":1},"session":{}}']
)
def test_what_is_not_a_person_is_damaged(content: bytes) -> None:
    with pytest.raises(Damaged):
        decode_person(content)


def test_what_cannot_be_stored_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        encode_person(Person(Address(1, 1), session(1, question=object())))
