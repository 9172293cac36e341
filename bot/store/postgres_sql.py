"""PostgreSQL's words: a whole batch in one statement, as a round trip costs more than its rows.

Rows go over as one array a column and are taken apart by `unnest`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Delete,
    FromClause,
    Select,
    Table,
    Update,
    any_,
    bindparam,
    delete,
    func,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy import column as named
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import ReturningInsert

from bot.store.changes import CHAT_COLUMNS, LOADED_ROW_COLUMNS, ROW_COLUMNS, SEEN_COLUMNS, What
from bot.store.releases import release_texts
from bot.store.statements import (
    HAND_BACK,
    OVERDUE,
    PING,
    RESIDENTS,
    TAKE_OVER,
    Fixed,
    busy_chats,
    due_rows,
    load_chats,
    load_rows,
    writes,
)
from bot.store.tables import CHAT, OUTBOX, SEEN

_DIALECT = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves this one without types
_UNWANTED_PLANS = ("seqscan", "bitmapscan", "hashjoin", "mergejoin")
_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT " + ", ".join(
    f"set_config('enable_{plan}', 'off', true)" for plan in _UNWANTED_PLANS
)
_LOCK = "SELECT pg_advisory_xact_lock(id) FROM unnest('{%s}'::bigint[]) AS id"
_COUNTED = re.compile(r"_\d+$")


def begin(lock_ids: Iterable[int]) -> str:
    """Begin a transaction and take these locks one after the other, in one round trip.

    As plain text, which may hold several statements and is never prepared. Until the end every row is
    found by its index. A plan is made once and kept, so one made while the tables were small, or had
    just been emptied, would read them whole when they are no longer: between two vacuums under load
    they hold many times as many dead rows as living ones.
    """
    ids = ",".join(str(int(lock_id)) for lock_id in lock_ids)
    return f"{_BEGIN}; {_LOCK % ids}" if ids else _BEGIN


@dataclass(frozen=True, slots=True)
class _Write:
    """A statement that writes rows, and the columns that it takes as arrays."""

    statement: Insert | ReturningInsert[Any] | Update | Delete
    names: Sequence[str]

    @property
    def text(self) -> str:
        return _text(self.statement, *self.names)


def _text(statement: ClauseElement, *names: str) -> str:
    """The statement as text; its parameters must be numbered in this very order."""
    compiled = statement.compile(dialect=_DIALECT)
    assert isinstance(compiled, SQLCompiler)
    bound = tuple(_COUNTED.sub("", name) for name in compiled.positiontup or ())
    assert bound == names, bound
    return str(compiled)


def _array(column: Column[Any]) -> ColumnElement[Any]:
    """An array for the column, apart from others of the same name in one statement."""
    return bindparam(column.name, type_=ARRAY(column.type), unique=True)


def _rows(table: Table, names: Sequence[str]) -> FromClause:
    """The arrays as a table `given` of the same columns, numbered by `place`."""
    taken = [table.c[name] for name in names]
    given = func.unnest(*[_array(column) for column in taken]).table_valued(
        *[named(column.name, column.type) for column in taken], with_ordinality="place"
    )
    return given.render_derived(name="given")


def _insert(table: Table, names: Sequence[str]) -> Insert:
    given = _rows(table, names)
    ordered = select(*[given.c[name] for name in names]).order_by(given.c.place)
    return insert(table).from_select(list(names), ordered)


def _update(table: Table, names: Sequence[str], fixed: Fixed) -> _Write:
    *changed, own = names
    given = _rows(table, names)
    values = {name: given.c[name] for name in changed}
    statement = update(table).values({**values, **fixed}).where(table.c[own] == given.c[own])
    return _Write(statement, names)


def _delete(table: Table, names: Sequence[str]) -> _Write:
    given = _rows(table, names)
    return _Write(delete(table).where(*[table.c[name] == given.c[name] for name in names]), names)


def _is_among(table: Table, name: str) -> ColumnElement[bool]:
    return table.c[name] == any_(_array(table.c[name]))


def _some(statement: Select[Any]) -> Select[Any]:
    """As many rows of it as are wanted and no other transaction has locked."""
    return statement.limit(bindparam("limit")).with_for_update(skip_locked=True)


def _load() -> CompoundSelect[Any]:
    """Note seen ids; lock and load chats, and then their rows: nobody may lock a row before its chat.

    The rows are looked for under the keys of the chats that were locked, which settles the order. Both
    are read as whoever had locked them last left them. Only who holds a chat's advisory lock adds
    any, so none are missed if that lock was granted before this statement began.
    """
    noted = _insert(SEEN, SEEN_COLUMNS).on_conflict_do_nothing().returning(SEEN.c.update_id).cte("noted")
    chats = load_chats(_is_among(CHAT, "key")).with_for_update().cte("chats")
    keys = func.array(select(chats.c.key).scalar_subquery())
    rows = load_rows(OUTBOX.c.chat_key == any_(keys)).with_for_update().cte("locked")
    no_row, no_chat = [null() for _ in LOADED_ROW_COLUMNS], [null() for _ in CHAT_COLUMNS]
    return union_all(
        select(*rows.c, *[null().label(name) for name in CHAT_COLUMNS]),
        select(*no_row, *chats.c),
        select(null(), noted.c.update_id, *no_row[2:], *no_chat),
    )


def _usual_writes() -> str:
    """Everything in USUAL with one statement, whose parts do not see each other and touch different rows."""
    *others, (_, last) = _WRITES
    parts = [(what, write) for what, write in others if what in USUAL]
    ctes = [write.statement.cte(what.replace(" ", "_")) for what, write in parts]
    statement = last.statement.add_cte(*ctes)
    return _text(statement, *[name for _, write in (*parts, ("", last)) for name in write.names])


_WRITES: tuple[tuple[What, _Write], ...] = (
    *writes(_delete, _update),
    ("new chat", _Write(_insert(CHAT, CHAT_COLUMNS), CHAT_COLUMNS)),
    ("new row", _Write(_insert(OUTBOX, ROW_COLUMNS).returning(OUTBOX.c.id), ROW_COLUMNS)),
)
WRITES = tuple((what, write.text) for what, write in _WRITES)
"""In the order of running them; only the last returns something, the ids of new rows."""

USUAL: Mapping[What, int] = {
    what: len(write.names) for what, write in _WRITES if not what.startswith("forget")
}
"""What `WRITE_USUAL` takes, in order: as many arrays of each. A forgotten chat may come again under its
key, so what forgets is run by itself."""

WRITE_USUAL = _usual_writes()
LOAD = _text(_load(), "key", *SEEN_COLUMNS)
LOAD_CHATS = _text(load_chats(_is_among(CHAT, "key")), "key")
LOCK_DUE_ROWS = _text(_some(due_rows()), "bot_id", "due_at", "leased_until", "now", "limit")
BUSY_CHATS = _text(busy_chats(_is_among(OUTBOX, "chat_key")), "chat_key")
LOCK_OVERDUE = {name: _text(_some(overdue), "before", "limit") for name, overdue in OVERDUE.items()}
TAKE_OVER_TEXT = _text(TAKE_OVER, "bot_id", "name", "owner")
HAND_BACK_TEXT = _text(HAND_BACK, "owner")
PING_TEXT = _text(PING)
RESIDENTS_TEXT = _text(RESIDENTS, "since", "after")
RELEASES = release_texts(_text, insert)
