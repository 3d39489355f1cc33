"""Staff, the audit, and the casebook's own bookkeeping."""

import sqlalchemy as sa
from alembic import op

from casebook.migrations.helpers import belongs_to
from casebook.tables.types import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _staff()
    _invites()
    _desk_sessions()
    _recovery_codes()
    _attempts()
    _audit()
    _counters()
    _doomed()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("doomed")
    op.drop_table("counters")
    op.drop_table("audit")
    op.drop_table("attempts")
    op.drop_table("recovery_codes")
    op.drop_table("desk_sessions")
    op.drop_table("invites")
    op.drop_table("staff")


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("email_index", sa.String(64), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(160), nullable=False),
        sa.Column("totp_step", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("disabled_at", Moment()),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=False),
    )


def _invites() -> None:
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
    )


def _desk_sessions() -> None:
    op.create_table(
        "desk_sessions",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        belongs_to("staff", "staff", index=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
    )


def _recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        belongs_to("staff", "staff", primary_key=True),
        sa.Column("code_hash", sa.String(64), primary_key=True),
    )


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("who_hash", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Index("ix_attempts_who", "kind", "who_hash", "at"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False, index=True),
        sa.Column("detail_sealed", sa.LargeBinary()),
        sa.Column("mac", sa.String(64), nullable=False),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.String(12), primary_key=True),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(64)),
    )


def _doomed() -> None:
    op.create_table(
        "doomed",
        sa.Column("key_id", sa.String(32), primary_key=True),
    )
