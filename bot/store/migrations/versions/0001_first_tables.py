"""The first tables: updates seen, chats, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From nothing."""
    op.create_table(
        "seen",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="seen_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("seen_by_age", "seen", ["seen_at"])
    op.create_table(
        "chat",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("live_message_id", sa.BigInteger()),
        sa.Column("touched_on", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="chat_pkey"),
        postgresql_with={"fillfactor": 40},
    )
    op.create_index("chat_by_age", "chat", ["touched_on"])
    op.create_table(
        "outbox",
        sa.Column("id", ROW_NUMBER, primary_key=True),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("leased_by", sa.String()),
        sa.Column("leased_until", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("gave_up_at", sa.BigInteger()),
        sa.Column("reason", sa.String()),
        sqlite_autoincrement=True,
    )
    unfinished, given_up = sa.text("gave_up_at IS NULL"), sa.text("gave_up_at IS NOT NULL")
    op.create_index("outbox_by_chat", "outbox", ["chat_key", "id"])
    op.create_index(
        "outbox_by_due", "outbox", ["bot_id", "due_at"], sqlite_where=unfinished, postgresql_where=unfinished
    )
    op.create_index(
        "outbox_given_up", "outbox", ["gave_up_at"], sqlite_where=given_up, postgresql_where=given_up
    )


def downgrade() -> None:
    """To nothing; every chat is lost."""
    op.drop_table("outbox")
    op.drop_table("chat")
    op.drop_table("seen")
