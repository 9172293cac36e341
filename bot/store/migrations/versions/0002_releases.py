"""Content that was released, and texts that were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add three tables; nothing of before changes."""
    op.create_table(
        "content_set",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="content_set_pkey"),
    )
    op.create_table(
        "content_release",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content_id", sa.String(), nullable=False),
        sa.Column("released_at", sa.BigInteger(), nullable=False),
        sa.Column("is_rollback", sa.Boolean(), nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="content_release_pkey"),
    )
    op.create_table(
        "content_withdrawal",
        sa.Column("number", ROW_NUMBER, primary_key=True),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("is_lifted", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Forget what was released; the folder is served again."""
    op.drop_table("content_withdrawal")
    op.drop_table("content_release")
    op.drop_table("content_set")
