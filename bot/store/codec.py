"""What is sealed, as JSON: a person, and what is to be sent to them.

Strict in types, lenient in fields: one that this release does not know is passed over, so an
older release can go on with what a newer one wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from bot.ports import Address, Decision, Send, SendKind
from bot.store.sealing import Damaged
from flows.model.screen import Screen
from flows.model.session import Session
from flows.model.text import RichText

_Stored = TypeVar("_Stored")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is in a chat, and where they are."""

    address: Address
    session: Session


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a decision keeps, with the person and every send also as JSON."""

    person: Person
    content: bytes
    sends: Sequence[tuple[Send, bytes]]


@dataclass(frozen=True, slots=True)
class _ScreenSend:
    body: Screen
    message_id: int | None


@dataclass(frozen=True, slots=True)
class _TextSend:
    body: RichText
    message_id: int | None


def encode_decision(address: Address, decision: Decision) -> Encoded | None:
    """The decision, or None when it keeps nothing; raises what `encode_person` does."""
    if decision.session is None:
        return None
    person = Person(address, decision.session)
    return Encoded(person, encode_person(person), [(send, encode_send(send)) for send in decision.sends])


def encode_person(person: Person) -> bytes:
    """The person as JSON; raises TypeError or UnicodeEncodeError for what JSON cannot hold."""
    return _ENCODER.encode(person)


def decode_person(content: bytes) -> Person:
    """What `encode_person` made; raises Damaged."""
    return _decode(_PERSON, content)


def encode_send(send: Send) -> bytes:
    """The send without its kind, which stands in a column of its own: a waiting one may change it."""
    if isinstance(send.body, Screen):
        return _ENCODER.encode(_ScreenSend(send.body, send.message_id))
    return _ENCODER.encode(_TextSend(send.body, send.message_id))


def decode_send(kind: SendKind, content: bytes) -> Send:
    """What `encode_send` made; raises Damaged."""
    stored = _decode(_TEXT if kind is SendKind.EXPORT else _SCREEN, content)
    return Send(kind, stored.body, stored.message_id)


def _decode(decoder: msgspec.json.Decoder[_Stored], content: bytes) -> _Stored:
    try:
        return decoder.decode(content)
    except msgspec.DecodeError as error:
        raise Damaged from error


def _plain(value: Any) -> dict[Any, Any]:
    """A session's memory may be any Mapping; JSON is made of dicts."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a session cannot hold a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)
_PERSON = msgspec.json.Decoder(Person)
_SCREEN: msgspec.json.Decoder[_ScreenSend | _TextSend] = msgspec.json.Decoder(_ScreenSend)
_TEXT: msgspec.json.Decoder[_ScreenSend | _TextSend] = msgspec.json.Decoder(_TextSend)
