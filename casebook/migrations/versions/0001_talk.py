"""Conversations and what belongs to one."""

import sqlalchemy as sa
from alembic import op

from casebook.migrations.helpers import belongs_to, partial_index
from casebook.tables.types import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _conversations()
    _messages()
    _choices()
    _concerns()
    _effects()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("effects")
    op.drop_table("concerns")
    op.drop_table("choices")
    op.drop_table("messages")
    op.drop_table("conversations")


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("session_hash", sa.String(64), unique=True),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("intake", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("case_id", sa.String(32), index=True),
        sa.Column("holder", sa.String(12), nullable=False),
        sa.Column("holder_staff", sa.String(32)),
        sa.Column("fence", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_seq", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("level", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("words_open", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("here", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("created_at", Moment(), nullable=False, index=True),
        sa.Column("active_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment()),
        sa.Column("changed", sa.Integer(), nullable=False, index=True, server_default="0"),
        sa.Column("state_sealed", sa.LargeBinary()),
        sa.Column("about_sealed", sa.LargeBinary()),
    )
    partial_index("ix_conversations_waiting", "conversations", ["holder"], sa.column("ended_at").is_(None))


def _messages() -> None:
    op.create_table(
        "messages",
        belongs_to("conversation", "conversations"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(12), nullable=False),
        sa.Column("client_hash", sa.String(64)),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Index("uq_messages_client", "conversation", "client_hash", unique=True),
        sa.Index("uq_messages_seq", "conversation", "seq", unique=True),
    )
    partial_index(
        "ix_messages_unsettled", "messages", ["conversation", "seq"], sa.column("settled").is_(sa.false())
    )


def _choices() -> None:
    op.create_table(
        "choices",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        belongs_to("conversation", "conversations"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("press_sealed", sa.LargeBinary(), nullable=False),
        sa.Index("ix_choices_message", "conversation", "seq"),
    )


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("id", sa.Integer(), primary_key=True),
        belongs_to("conversation", "conversations"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("seen_at", Moment()),
        sa.Column("seen_by", sa.String(32)),
        sa.Column("category_sealed", sa.LargeBinary()),
        sa.Index("uq_concerns_message", "conversation", "seq", unique=True),
        sqlite_autoincrement=True,
    )


def _effects() -> None:
    op.create_table(
        "effects",
        sa.Column("id", sa.String(80), primary_key=True),
        belongs_to("conversation", "conversations"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Index("ix_effects_conversation", "conversation"),
    )
