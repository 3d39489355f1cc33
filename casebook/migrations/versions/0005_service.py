"""What keepers tell through the desk, notices to send, counts, and what staff offer."""

import sqlalchemy as sa
from alembic import op

from casebook.migrations.helpers import partial_index
from casebook.tables.types import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and the column."""
    op.create_table(
        "told",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("values_sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "content_checks",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, index=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
    )
    _outbox()
    op.create_table(
        "tallies",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("what", sa.String(12), primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.add_column("staff", sa.Column("offers_sealed", sa.LargeBinary()))


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(120), nullable=False, unique=True),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("mailed_at", Moment()),
        sa.Column("posted_at", Moment()),
        sa.Column("done_at", Moment()),
    )
    partial_index("ix_outbox_due", "outbox", ["due_at"], sa.text("done_at IS NULL"))


def downgrade() -> None:
    """Drop the column and the tables."""
    op.drop_column("staff", "offers_sealed")
    for name in ("tallies", "outbox", "content_checks", "told"):
        op.drop_table(name)
