"""What is sealed, as JSON: a person, and what is to be sent to them.

Strict in types, lenient in fields: one that this release does not know is passed over, so an
older release can go on with what a newer one wrote. What an older one did not write has its default,
and so has what is left out here because it says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from bot.ports import Address, Decision, Send, SendKind
from bot.store.recent import Recent
from bot.store.sealing import Damaged
from flows.model.document import Document
from flows.model.screen import Screen
from flows.model.session import Session
from flows.model.text import RichText

_Stored = TypeVar("_Stored")
_Body = TypeVar("_Body")


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who is in a chat, and where they are; `recent` are the messages there that can still be removed."""

    address: Address
    session: Session
    recent: Recent = ()


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a decision keeps, with the person and every send also as JSON."""

    person: Person
    content: bytes
    sends: Sequence[tuple[Send, bytes]]


class _StoredSend(msgspec.Struct, Generic[_Body], frozen=True, omit_defaults=True):
    """A send without its kind. `message_id` is always written: older releases insist on it."""

    body: _Body
    message_id: int | None
    remove: tuple[int, ...] = ()
    quiet: str = ""
    asked_at: int = 0
    language: str = ""
    due_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


class _Removal(msgspec.Struct, frozen=True):
    """The one field of a send that outlives its being replaced."""

    remove: tuple[int, ...] = ()


def encode_decision(address: Address, decision: Decision, recent: Recent) -> Encoded | None:
    """The decision, or None when it keeps nothing; raises what `encode_person` does."""
    if decision.session is None:
        return None
    person = Person(address, decision.session, recent)
    return Encoded(person, encode_person(person), [(send, encode_send(send)) for send in decision.sends])


def encode_person(person: Person) -> bytes:
    """The person as JSON; raises TypeError or UnicodeEncodeError for what JSON cannot hold."""
    return _ENCODER.encode(person)


def decode_person(content: bytes) -> Person:
    """What `encode_person` made; raises Damaged."""
    return _decode(_PERSON, content)


def encode_send(send: Send) -> bytes:
    """The send without its kind, which stands in a column of its own: a waiting one may change it."""
    rest = (send.remove, send.quiet, send.asked_at, send.language, send.due_at)
    return _ENCODER.encode(_StoredSend(send.body, send.message_id, *rest))


def decode_send(kind: SendKind, content: bytes) -> Send:
    """What `encode_send` made; raises Damaged."""
    stored = _decode(_SENDS.get(kind, _SCREEN), content)
    rest = (stored.remove, stored.quiet, stored.asked_at, stored.language, stored.due_at)
    return Send(kind, stored.body, stored.message_id, *rest)


def decode_removal(content: bytes) -> tuple[int, ...]:
    """What a send, whatever its kind, says is to be removed; raises Damaged."""
    return _decode(_REMOVAL, content).remove


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
_REMOVAL = msgspec.json.Decoder(_Removal)
_SCREEN: msgspec.json.Decoder[_StoredSend[Any]] = msgspec.json.Decoder(_StoredSend[Screen])
_SENDS: Mapping[SendKind, msgspec.json.Decoder[_StoredSend[Any]]] = {
    SendKind.EXPORT: msgspec.json.Decoder(_StoredSend[RichText]),
    SendKind.FILE: msgspec.json.Decoder(_StoredSend[Document]),
    SendKind.REMOVE: msgspec.json.Decoder(_StoredSend[None]),
}
