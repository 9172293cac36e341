"""PostgreSQL's words: a whole batch in one statement, as a round trip costs more than its rows.

Rows go over as one array a column and are taken apart by `unnest`.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    FromClause,
    Select,
    Table,
    any_,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy import column as named
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from bot.store.changes import CHAT_COLUMNS, ROW_COLUMNS, SEEN_COLUMNS
from bot.store.statements import (
    HAND_BACK,
    OVERDUE,
    PING,
    TAKE_OVER,
    Fixed,
    due_rows,
    load_chats,
    load_rows,
    writes,
)
from bot.store.tables import CHAT, OUTBOX, SEEN

_UNWANTED_PLANS = ("seqscan", "bitmapscan", "hashjoin", "mergejoin")
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT " + ", ".join(
    f"set_config('enable_{plan}', 'off', true)" for plan in _UNWANTED_PLANS
)
"""Begin, and have every row found by its index until the end. A plan is made once and kept, so one made
while the tables were small, or had just been emptied, would read them whole when they are no longer: between
two vacuums under load they hold many times as many dead rows as living ones."""

_DIALECT = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves this one without types


def _text(statement: ClauseElement, *names: str) -> str:
    """The statement as text; its parameters must be numbered in this very order."""
    compiled = statement.compile(dialect=_DIALECT)
    assert isinstance(compiled, SQLCompiler)
    assert tuple(compiled.positiontup or ()) == names, compiled.positiontup
    return str(compiled)


def _array(column: Column[Any]) -> ColumnElement[Any]:
    return bindparam(column.name, type_=ARRAY(column.type))


def _rows(table: Table, names: Sequence[str]) -> FromClause:
    """The arrays as a table `given` of the same columns, numbered by `place`."""
    taken = [table.c[name] for name in names]
    given = func.unnest(*[_array(column) for column in taken]).table_valued(
        *[named(column.name, column.type) for column in taken], with_ordinality="place"
    )
    return given.render_derived(name="given")


def _insert(table: Table, names: Sequence[str], returning: str, or_nothing: bool = False) -> str:
    given = _rows(table, names)
    ordered = select(*[given.c[name] for name in names]).order_by(given.c.place)
    statement = insert(table).from_select(list(names), ordered)
    statement = statement.on_conflict_do_nothing() if or_nothing else statement
    return _text(statement.returning(table.c[returning]), *names)


def _update(table: Table, names: Sequence[str], fixed: Fixed) -> str:
    *changed, own = names
    given = _rows(table, names)
    values = {name: given.c[name] for name in changed}
    return _text(update(table).values({**values, **fixed}).where(table.c[own] == given.c[own]), *names)


def _delete(table: Table, names: Sequence[str]) -> str:
    given = _rows(table, names)
    return _text(delete(table).where(*[table.c[name] == given.c[name] for name in names]), *names)


def _is_among(table: Table, name: str) -> ColumnElement[bool]:
    return table.c[name] == any_(_array(table.c[name]))


def _some(statement: Select[Any]) -> Select[Any]:
    """As many rows of it as are wanted and no other transaction has locked."""
    return statement.limit(bindparam("limit")).with_for_update(skip_locked=True)


_LOCK_IDS = func.unnest(bindparam("ids", type_=ARRAY(BigInteger))).column_valued("id")
LOCK_KEYS = _text(select(func.pg_advisory_xact_lock(_LOCK_IDS)), "ids")
INSERT_SEEN = _insert(SEEN, SEEN_COLUMNS, "update_id", or_nothing=True)
INSERT_CHATS = _insert(CHAT, CHAT_COLUMNS, "key")
INSERT_ROWS = _insert(OUTBOX, ROW_COLUMNS, "id")
WRITES = writes(_delete, _update)
LOAD_CHATS = _text(load_chats(_is_among(CHAT, "key")), "key")
LOCK_CHATS = _text(load_chats(_is_among(CHAT, "key")).with_for_update(), "key")
LOCK_ROWS = _text(load_rows(_is_among(OUTBOX, "chat_key")).with_for_update(), "chat_key")
LOCK_DUE_ROWS = _text(_some(due_rows()), "bot_id", "due_at", "leased_until", "limit")
LOCK_OVERDUE = {name: _text(_some(overdue), "before", "limit") for name, overdue in OVERDUE.items()}
TAKE_OVER_TEXT = _text(TAKE_OVER, "bot_id", "name", "owner")
HAND_BACK_TEXT = _text(HAND_BACK, "owner")
PING_TEXT = _text(PING)
