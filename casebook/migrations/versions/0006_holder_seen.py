"""When the facilitator who holds a conversation was last seen in it."""

import sqlalchemy as sa
from alembic import op

from casebook.tables.types import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("conversations", sa.Column("holder_seen_at", Moment()))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("conversations", "holder_seen_at")
