"""SQLite's words: one row a statement, as a call into the library costs but a microsecond or two."""

from collections.abc import Sequence

from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from bot.store.changes import CHAT_COLUMNS, ROW_COLUMNS, SEEN_COLUMNS
from bot.store.releases import release_texts
from bot.store.statements import (
    HAND_BACK,
    OVERDUE,
    PING,
    RESIDENTS,
    TAKE_OVER,
    Fixed,
    due_rows,
    load_chats,
    load_rows,
    writes,
)
from bot.store.tables import CHAT, OUTBOX, SEEN

_DIALECT = sqlite.dialect(paramstyle="qmark")


def _text(statement: ClauseElement, *names: str) -> str:
    """The statement as text; its parameters must stand in this very order."""
    compiled = statement.compile(dialect=_DIALECT)
    assert isinstance(compiled, SQLCompiler)
    assert tuple(compiled.positiontup or ()) == names, compiled.positiontup
    return str(compiled)


def _insert(table: Table, names: Sequence[str], or_nothing: bool = False) -> str:
    statement = insert(table).values({name: bindparam(name) for name in names})
    return _text(statement.on_conflict_do_nothing() if or_nothing else statement, *names)


def _update(table: Table, names: Sequence[str], fixed: Fixed) -> str:
    *changed, own = names
    values: Fixed = {name: bindparam(name) for name in changed}
    return _text(update(table).values({**values, **fixed}).where(table.c[own] == bindparam(own)), *names)


def _delete(table: Table, names: Sequence[str]) -> str:
    return _text(delete(table).where(*[table.c[name] == bindparam(name) for name in names]), *names)


INSERT_SEEN = _insert(SEEN, SEEN_COLUMNS, or_nothing=True)
INSERT_CHAT = _insert(CHAT, CHAT_COLUMNS)
INSERT_ROW = _insert(OUTBOX, ROW_COLUMNS)
WRITES = writes(_delete, _update)
LOAD_CHAT = _text(load_chats(CHAT.c.key == bindparam("key")), "key")
LOAD_ROWS = _text(load_rows(OUTBOX.c.chat_key == bindparam("chat_key")), "chat_key")
DUE_ROWS = _text(due_rows(), "bot_id", "due_at", "leased_until", "now")
OVERDUE_TEXTS = {name: _text(overdue, "before") for name, overdue in OVERDUE.items()}
TAKE_OVER_TEXT = _text(TAKE_OVER, "bot_id", "name", "owner")
HAND_BACK_TEXT = _text(HAND_BACK, "owner")
PING_TEXT = _text(PING)
RESIDENTS_TEXT = _text(RESIDENTS, "since", "after")
RELEASES = release_texts(_text, insert)
