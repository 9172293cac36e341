"""Releases and withdrawals in the database of the chats: rows that are only ever added.

Each method is one statement with a transaction of its own, so nothing can be half done. The texts
are built from the tables for either database, as all others are.
"""

import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Select, Table, bindparam, func, literal_column, select

from bot.releases import Content, Release, Withdrawal
from bot.store.tables import CONTENT, RELEASE, WITHDRAWAL
from flows.model.flow import ScreenId
from flows.model.session import Edition

Ask = Callable[..., Awaitable[Sequence[Sequence[Any]]]]
"""Runs one statement, given by its text and its values in order; returns its rows."""

_RELEASE_COLUMNS = ("number", "content_id", "released_at", "is_rollback", "moved")
_WITHDRAWAL_COLUMNS = ("number", "target", "why", "decided_at", "is_lifted")
_FILES = msgspec.msgpack.Decoder(dict[str, bytes])
_MOVED = msgspec.json.Decoder(dict[ScreenId, ScreenId])


@dataclass(frozen=True, slots=True)
class ReleaseTexts:
    """The statements in a database's own words."""

    edition: str
    release: str
    history: str
    files: str
    keep: str
    publish: str
    withdrawals: str
    withdraw: str


def release_texts(text: Callable[..., str], insert: Callable[[Table], Any]) -> ReleaseTexts:
    """Compile all; `text` takes a statement and the names of its parameters in order."""

    def add(table: Table, *names: str) -> Any:
        return insert(table).values({name: bindparam(name) for name in names})

    releases = select(*(RELEASE.c[name] for name in _RELEASE_COLUMNS))
    return ReleaseTexts(
        edition=text(_edition()),
        release=text(releases.where(RELEASE.c.number == bindparam("number")), "number"),
        history=text(releases.order_by(RELEASE.c.number.desc())),
        files=text(select(CONTENT.c.files).where(CONTENT.c.id == bindparam("id")), "id"),
        keep=text(add(CONTENT, "id", "files").on_conflict_do_nothing(), "id", "files"),
        publish=text(
            add(RELEASE, *_RELEASE_COLUMNS).on_conflict_do_nothing().returning(RELEASE.c.number),
            *_RELEASE_COLUMNS,
        ),
        withdrawals=text(
            select(*(WITHDRAWAL.c[name] for name in _WITHDRAWAL_COLUMNS)).order_by(WITHDRAWAL.c.number)
        ),
        withdraw=text(
            add(WITHDRAWAL, *_WITHDRAWAL_COLUMNS[1:]).returning(WITHDRAWAL.c.number),
            *_WITHDRAWAL_COLUMNS[1:],
        ),
    )


class StoredReleases:
    """Implements `bot.releases.Releases` over whatever runs a statement."""

    def __init__(self, ask: Ask, texts: ReleaseTexts) -> None:
        self._ask = ask
        self._texts = texts

    async def edition(self) -> Edition:
        """See `bot.releases.Releases`."""
        [(release, withdrawal)] = await self._ask(self._texts.edition)
        return Edition(release, withdrawal)

    async def release(self, number: int) -> Release:
        """See `bot.releases.Releases`."""
        found = await self._ask(self._texts.release, number)
        if not found:
            raise KeyError(number)
        return _release(*found[0])

    async def history(self) -> Sequence[Release]:
        """See `bot.releases.Releases`."""
        return [_release(*row) for row in await self._ask(self._texts.history)]

    async def files(self, content_id: str) -> Mapping[str, bytes]:
        """See `bot.releases.Releases`."""
        found = await self._ask(self._texts.files, content_id)
        if not found:
            raise KeyError(content_id)
        return _FILES.decode(zlib.decompress(found[0][0]))

    async def publish(
        self, before: int, content: Content, now: datetime, *, is_rollback: bool = False
    ) -> int | None:
        """See `bot.releases.Releases`; of two that follow the same one, only the first gets its number."""
        packed = zlib.compress(msgspec.msgpack.encode(dict(sorted(content.files.items()))))
        moved = msgspec.json.encode(dict(sorted(content.moved.items()))).decode()
        await self._ask(self._texts.keep, content.id, packed)
        row = (before + 1, content.id, _millis(now), is_rollback, moved)
        return before + 1 if await self._ask(self._texts.publish, *row) else None

    async def withdrawals(self) -> Sequence[Withdrawal]:
        """See `bot.releases.Releases`."""
        return [_withdrawal(*row) for row in await self._ask(self._texts.withdrawals)]

    async def withdraw(self, target: str, why: str, now: datetime, *, is_lifted: bool = False) -> int:
        """See `bot.releases.Releases`."""
        return await self._number(self._texts.withdraw, target, why, _millis(now), is_lifted)

    async def _number(self, text: str, *values: object) -> int:
        [(number,)] = await self._ask(text, *values)
        assert isinstance(number, int)
        return number


def _edition() -> Select[Any]:
    latest = (
        select(func.coalesce(func.max(table.c.number), literal_column("0")))
        for table in (RELEASE, WITHDRAWAL)
    )
    return select(*(one.scalar_subquery() for one in latest))


def _release(number: int, content_id: str, released_at: int, is_rollback: bool, moved: str) -> Release:
    return Release(number, content_id, _moment(released_at), bool(is_rollback), _MOVED.decode(moved))


def _withdrawal(number: int, target: str, why: str, decided_at: int, is_lifted: bool) -> Withdrawal:
    return Withdrawal(number, target, why, _moment(decided_at), bool(is_lifted))


def _millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _moment(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
