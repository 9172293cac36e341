"""The tables. Every statement and every migration is built from, or held against, these.

Times are whole milliseconds since 1970, UTC; days are proleptic ordinals: the same integers on
both databases, so no driver can shift them. What is personal stands only in `sealed` and
`wrapped_key`.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, text
from sqlmodel import Field, SQLModel

# SQLite keeps a row under its own number, without a second index, only when the column says INTEGER.
_ROW_NUMBER = BigInteger().with_variant(Integer, "sqlite")
# Every press changes its chat's row: with room on its page for the next version, no index has to learn of it,
# and the page is cleared of old versions in passing.
_ROOM_TO_CHANGE = {"fillfactor": 40}
_UNFINISHED = text("gave_up_at IS NULL")
_GIVEN_UP = text("gave_up_at IS NOT NULL")


class _Base(SQLModel):
    metadata = MetaData(naming_convention={"pk": "%(table_name)s_pkey"})


class SeenUpdate(_Base, table=True):
    """An update that was taken in, so that Telegram's repetition of it does nothing.

    Every bot's updates are counted by themselves, so two bots may come to the same number.
    """

    __tablename__ = "seen"
    __table_args__ = (Index("seen_by_age", "seen_at"), {"sqlite_with_rowid": False})

    bot_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    seen_at: int = Field(sa_column=Column(BigInteger, nullable=False))


class StoredChat(_Base, table=True):
    """One chat. `key` is a keyed hash of whose it is; `sealed` holds address and session."""

    __tablename__ = "chat"
    __table_args__ = (Index("chat_by_age", "touched_on"), {"postgresql_with": _ROOM_TO_CHANGE})

    key: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    wrapped_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    live_message_id: int | None = Field(sa_column=Column(BigInteger))
    touched_on: int = Field(sa_column=Column(Integer, nullable=False))


class StoredSend(_Base, table=True):
    """Something still to be sent, in the order of `id` within a chat.

    A row with `gave_up_at` is dead: its `sealed` is empty and it only waits for its retention to
    end. Ids are never used twice, so a late receipt cannot meet another row than its own.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_by_chat", "chat_key", "id"),
        Index("outbox_by_due", "bot_id", "due_at", sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED),
        Index("outbox_given_up", "gave_up_at", sqlite_where=_GIVEN_UP, postgresql_where=_GIVEN_UP),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(sa_column=Column(_ROW_NUMBER, primary_key=True))
    bot_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    chat_key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    kind: str = Field(nullable=False)
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    due_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    leased_by: str | None = None
    leased_until: int | None = Field(sa_column=Column(BigInteger))
    attempts: int
    gave_up_at: int | None = Field(sa_column=Column(BigInteger))
    reason: str | None = None


class StoredContent(_Base, table=True):
    """The files of a content set that was published, packed; `id` is its snapshot's. Public words."""

    __tablename__ = "content_set"

    id: str = Field(primary_key=True)
    files: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class StoredRelease(_Base, table=True):
    """One turn of the pointer: the row with the highest number says what is live."""

    __tablename__ = "content_release"

    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    content_id: str = Field(nullable=False)
    released_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    is_rollback: bool
    moved: str


class StoredWithdrawal(_Base, table=True):
    """A decision to take something back or to show it again; the latest about a target counts."""

    __tablename__ = "content_withdrawal"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: int | None = Field(sa_column=Column(_ROW_NUMBER, primary_key=True))
    target: str
    why: str
    decided_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    is_lifted: bool


METADATA: MetaData = _Base.metadata
SEEN: Table = METADATA.tables["seen"]
CHAT: Table = METADATA.tables["chat"]
OUTBOX: Table = METADATA.tables["outbox"]
CONTENT: Table = METADATA.tables["content_set"]
RELEASE: Table = METADATA.tables["content_release"]
WITHDRAWAL: Table = METADATA.tables["content_withdrawal"]
