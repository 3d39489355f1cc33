"""When somebody in a talk that a facilitator holds was last writing: the moment, never a word."""

import sqlalchemy as sa
from alembic import op

from casebook.tables.types import Moment

revision = "0007"
down_revision = "0006"
COLUMNS = ("person_writes_at", "facilitator_writes_at")


def upgrade() -> None:
    """Add the columns."""
    for name in COLUMNS:
        op.add_column("conversations", sa.Column(name, Moment()))


def downgrade() -> None:
    """Drop the columns."""
    for name in COLUMNS:
        op.drop_column("conversations", name)
