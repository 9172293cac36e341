"""What the sender's tests speak in: a sender with its server, rows, and answers of Telegram."""

import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.ports import Address, OutboxRow, Receipt, Rendered, Retry, Send, SendKind
from bot.telegram.sender import TelegramSender
from flows.model.document import Document, FileFormat
from flows.model.flow import ScreenId
from flows.model.screen import Button, Screen
from flows.model.text import RichText
from tests.bot.telegram.fake_bot_api import (
    PROXY_ERROR,
    Answer,
    FakeBotApi,
    Reset,
    Say,
    Unheard,
    refused,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANNA = Address(77, 77)
LIVE = 40
NEXT = 501
"""The id of the first message that the server posts."""

SCREEN = Screen(ScreenId("start#start"), 3, RichText("Hello"), ((Button("Go", token="ab"),),))
NEUTRAL = Screen(ScreenId("start#start"), 4, RichText("Ready when you are."), ())
LIST = RichText("My list")
LONG_LIST = RichText("question " * 1_000)
DOCUMENT = Document("questions", FileFormat.TEXT, "Questions", "en", raw="Do you see us alone?")

NOT_MODIFIED = refused(400, "Bad Request: message is not modified: specified new message content ...")
EDIT_NOT_FOUND = refused(400, "Bad Request: message to edit not found")
DELETE_NOT_FOUND = refused(400, "Bad Request: message to delete not found")
TOO_OLD = refused(400, "Bad Request: message can't be deleted for everyone")
BLOCKED = refused(403, "Forbidden: bot was blocked by the user")
SERVER_ERROR = refused(500, "Internal Server Error")
GARBAGE = Say(200, b"<html>")
MAYBE_ARRIVED: list[Answer] = [Reset(), Unheard(), PROXY_ERROR, SERVER_ERROR, GARBAGE]


@dataclass(frozen=True, slots=True)
class Desk:
    """A sender at noon without chance, the server it talks to, and the seconds it would have waited."""

    fake: FakeBotApi
    sender: TelegramSender
    waits: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def send(self, row: OutboxRow, method: str = "", *answers: Answer) -> Receipt:
        if answers:
            self.fake.will(method, *answers)
        return await self.sender.send(row)

    async def settle(self, row: OutboxRow, method: str = "", *answers: Answer) -> Receipt:
        """What becomes of a row in the end; retries follow at once."""
        receipt = await self.send(row, method, *answers)
        while isinstance(receipt, Retry):
            receipt = await self.send(replace(receipt.row, attempts=receipt.row.attempts + 1))
        return receipt

    def params(self, method: str) -> list[dict[str, Any]]:
        """What each call of a method asked for."""
        return [params for called, params in self.fake.calls if called == method]


def said_by_us(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """What was logged, but for the lines of the server that a test talks to, which name its address."""
    return [record for record in caplog.records if record.name != "aiohttp.access"]


def rendered(document: Document) -> Rendered:
    """A file whose content is plain to see."""
    return Rendered(f"{document.name}.{document.format}", "text/plain", document.raw.encode())


def row_of(send: Send, live: int | None = LIVE, recent: tuple[int, ...] = (), attempts: int = 0) -> OutboxRow:
    return OutboxRow(1, b"key", ANNA, live, send, attempts, recent)


def row(kind: SendKind, live: int | None = LIVE, pressed: int | None = None, attempts: int = 0) -> OutboxRow:
    body = LIST if kind is SendKind.EXPORT else SCREEN
    return row_of(Send(kind, body, pressed), live, attempts=attempts)


def screen(live: int | None = LIVE, pressed: int | None = None) -> OutboxRow:
    return row(SendKind.SCREEN, live, pressed)


def fresh(live: int | None = LIVE) -> OutboxRow:
    return row(SendKind.FRESH_SCREEN, live)


def export() -> OutboxRow:
    return row(SendKind.EXPORT)


def long_export() -> OutboxRow:
    return row_of(Send(SendKind.EXPORT, LONG_LIST))


def file() -> OutboxRow:
    return row_of(Send(SendKind.FILE, DOCUMENT))


def check_in() -> OutboxRow:
    return row(SendKind.CHECK_IN)


def quietly(row: OutboxRow) -> OutboxRow:
    """The same for somebody whose phone is read by others."""
    return replace(row, send=replace(row.send, quiet="Updated."))


def removing(row: OutboxRow, *message_ids: int) -> OutboxRow:
    return replace(row, send=replace(row.send, remove=message_ids))
