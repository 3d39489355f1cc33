"""Bearer tokens of other programs that read the desk."""

import sqlalchemy as sa
from alembic import op

from casebook.migrations.helpers import belongs_to
from casebook.tables.types import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        belongs_to("staff", "staff", index=True),
        sa.Column("rights", sa.String(200), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment()),
        sa.Column("label_sealed", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("api_tokens")
