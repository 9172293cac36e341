"""What both databases do in the same words, built from the tables; each compiles its own text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    FromClause,
    LargeBinary,
    Select,
    Table,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    update,
)

from bot.ports import SendKind
from bot.store.changes import (
    CHANGED_CHAT_COLUMNS,
    CHANGED_ROW_COLUMNS,
    CHAT_COLUMNS,
    GIVEN_UP_COLUMNS,
    LOADED_ROW_COLUMNS,
    SEEN_KEY,
    What,
)
from bot.store.owner import NAME_STARTS_AT
from bot.store.residents import PAGE
from bot.store.tables import CHAT, OUTBOX, SEEN

Built = TypeVar("Built")

Fixed = Mapping[str, ColumnElement[Any]]
"""Columns that an update sets to the same for every row."""

_NO_WORDS = cast(literal_column("''"), LargeBinary)
_NO_LEASE: Fixed = {"leased_by": null(), "leased_until": null()}
_OTHER = OUTBOX.alias("other")
_CHECK_IN: ColumnElement[str] = literal_column(f"'{SendKind.CHECK_IN}'")
_OUR_KINDS: list[ColumnElement[str]] = [literal_column(f"'{kind}'") for kind in SendKind]


def columns(table: Table, names: Sequence[str]) -> list[ColumnElement[Any]]:
    """The table's columns of these names, in this order."""
    return [table.c[name] for name in names]


def load_chats(are_wanted: ColumnElement[bool]) -> Select[Any]:
    """Chats as CHAT_COLUMNS."""
    return select(*columns(CHAT, CHAT_COLUMNS)).where(are_wanted).order_by(CHAT.c.key)


def load_rows(are_wanted: ColumnElement[bool]) -> Select[Any]:
    """Unfinished rows as LOADED_ROW_COLUMNS, in the order of sending."""
    loaded = select(*columns(OUTBOX, LOADED_ROW_COLUMNS))
    return loaded.where(are_wanted, *_are_ours_to_send(OUTBOX)).order_by(OUTBOX.c.id)


def due_rows() -> Select[Any]:
    """Rows as LOADED_ROW_COLUMNS that are due, not leased and their chat's turn, the longest due first.

    Binds the bot, and the present time three times.
    """
    due = (OUTBOX.c.bot_id == bindparam("bot_id"), OUTBOX.c.due_at <= bindparam("due_at"))
    waiting = or_(OUTBOX.c.leased_until.is_(None), OUTBOX.c.leased_until <= bindparam("leased_until"))
    return (
        select(*columns(OUTBOX, LOADED_ROW_COLUMNS))
        .where(*due, *_are_ours_to_send(OUTBOX), waiting, ~_goes_before())
        .order_by(OUTBOX.c.due_at, OUTBOX.c.id)
    )


def _goes_before() -> ColumnElement[bool]:
    """A row of the chat is being sent or, being no check-in, came earlier or keeps a check-in waiting."""
    comes_first = and_(_OTHER.c.kind != _CHECK_IN, or_(_OTHER.c.id < OUTBOX.c.id, OUTBOX.c.kind == _CHECK_IN))
    goes_before = or_(comes_first, _OTHER.c.leased_until > bindparam("now"))
    of_the_chat = (_OTHER.c.chat_key == OUTBOX.c.chat_key, _OTHER.c.id != OUTBOX.c.id)
    return exists().where(*of_the_chat, *_are_ours_by_chat(_OTHER), goes_before)


def busy_chats(are_wanted: ColumnElement[bool]) -> Select[Any]:
    """The keys of chats in which there is something else to send than a check-in."""
    busy = select(OUTBOX.c.chat_key).where(are_wanted, OUTBOX.c.kind != _CHECK_IN)
    return busy.where(*_are_ours_by_chat(OUTBOX))


def _are_ours_by_chat(outbox: FromClause) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The same as `_are_ours_to_send`, said so that no plan can use the index of what is unfinished.

    Made while the table was small, or its rows not counted yet, a plan would read that index whole for
    each row, and many check-ins may wait for weeks.
    """
    none: ColumnElement[int] = literal_column("0")
    return func.coalesce(outbox.c.gave_up_at, none) == none, outbox.c.kind.in_(_OUR_KINDS)


def _are_ours_to_send(outbox: FromClause) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Unfinished, and of a kind that this release knows.

    A newer release sends what only it knows. Nothing of ours waits for that, as the newer release
    may have been taken back; so while both run, two rows of one chat may be under way.
    """
    return outbox.c.gave_up_at.is_(None), outbox.c.kind.in_(_OUR_KINDS)


OVERDUE: Mapping[What, Select[Any]] = {
    "forget update": select(*columns(SEEN, SEEN_KEY)).where(SEEN.c.seen_at < bindparam("before")),
    "forget chat": select(CHAT.c.key).where(CHAT.c.touched_on < bindparam("before")),
    "remove row": select(OUTBOX.c.id).where(OUTBOX.c.gave_up_at < bindparam("before")),
}
"""What has been kept for too long, by what is to be done with it; each binds a time or day."""


def _rows_where(*are_wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    """Unfinished rows, locked in one order for all."""
    unfinished = select(OUTBOX.c.id).where(*are_wanted, OUTBOX.c.gave_up_at.is_(None))
    return OUTBOX.c.id.in_(unfinished.order_by(OUTBOX.c.id).with_for_update())


TAKE_OVER = (
    update(OUTBOX)
    .values(leased_until=literal_column("0"))
    .where(
        _rows_where(
            OUTBOX.c.bot_id == bindparam("bot_id"),
            func.substr(OUTBOX.c.leased_by, literal_column(str(NAME_STARTS_AT))) == bindparam("name"),
            OUTBOX.c.leased_by != bindparam("owner"),
        )
    )
)
HAND_BACK = update(OUTBOX).values(_NO_LEASE).where(_rows_where(OUTBOX.c.leased_by == bindparam("owner")))

RESIDENTS = (
    select(*columns(CHAT, CHAT_COLUMNS))
    .where(CHAT.c.touched_on >= bindparam("since"), CHAT.c.key > bindparam("after"))
    .order_by(CHAT.c.key)
    .limit(literal_column(str(PAGE)))
    .offset(literal_column("0"))  # SQLite's dialect binds one of its own otherwise
)
"""Chats as CHAT_COLUMNS that were used since a day, a page at a time: those behind the last key."""

PING = select(exists(select(SEEN.c.update_id)), exists(select(CHAT.c.key)), exists(select(OUTBOX.c.id)))


def writes(
    delete_by: Callable[[Table, Sequence[str]], Built],
    update_by: Callable[[Table, Sequence[str], Fixed], Built],
) -> tuple[tuple[What, Built], ...]:
    """The statements for whatever is not new, in the order of running them."""
    return (
        ("forget update", delete_by(SEEN, SEEN_KEY)),
        ("forget chat", delete_by(OUTBOX, ["chat_key"])),
        ("forget chat", delete_by(CHAT, ["key"])),
        ("remove row", delete_by(OUTBOX, ["id"])),
        ("give up row", update_by(OUTBOX, GIVEN_UP_COLUMNS, {"sealed": _NO_WORDS, **_NO_LEASE})),
        ("change row", update_by(OUTBOX, CHANGED_ROW_COLUMNS, {})),
        ("change chat", update_by(CHAT, CHANGED_CHAT_COLUMNS, {})),
    )
