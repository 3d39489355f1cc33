"""Cases, drafts and what belongs to one."""

import sqlalchemy as sa
from alembic import op

from casebook.migrations.helpers import belongs_to, partial_index
from casebook.tables.types import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _cases()
    _drafts()
    _codes()
    _consents()
    _notes()
    _conflict_checks()
    _check_backs()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("check_backs")
    op.drop_table("conflict_checks")
    op.drop_table("notes")
    op.drop_table("consents")
    op.drop_table("codes")
    op.drop_table("drafts")
    op.drop_table("cases")


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("reference", sa.String(20), nullable=False, unique=True),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("intake", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(40)),
        sa.Column("language", sa.String(40)),
        sa.Column("kaupapa", sa.String(40)),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("claimed_at", Moment()),
        sa.Column("answered_at", Moment()),
        sa.Column("closed_at", Moment()),
        sa.Column("promised_by", Moment()),
        sa.Column("holder", sa.String(32), index=True),
        sa.Column("name_index", sa.String(64), index=True),
        sa.Column("contact_index", sa.String(64), index=True),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("exit_sealed", sa.LargeBinary(), nullable=False),
        sa.Index("uq_cases_intake", "origin", "intake", unique=True),
    )
    partial_index("ix_cases_closed", "cases", ["closed_at"], sa.column("closed_at").is_not(None))
    partial_index(
        "ix_cases_overdue",
        "cases",
        ["promised_by"],
        sa.column("closed_at").is_(None) & sa.column("answered_at").is_(None),
    )
    partial_index(
        "ix_cases_queue",
        "cases",
        [sa.column("level").desc(), "opened_at", "id"],
        sa.column("closed_at").is_(None),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("intake", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False, index=True),
        sa.Column("state_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=False),
        sa.Index("uq_drafts_intake", "origin", "intake", unique=True),
    )


def _codes() -> None:
    op.create_table(
        "codes",
        sa.Column("lookup", sa.String(64), primary_key=True),
        sa.Column("hash", sa.String(160), nullable=False),
        belongs_to("case_id", "cases", index=True, nullable=True),
        belongs_to("draft_id", "drafts", index=True, nullable=True),
    )


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        belongs_to("case_id", "cases", index=True),
        sa.Column("consent", sa.String(20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
    )


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        belongs_to("case_id", "cases", index=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("by", sa.String(32)),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("question", sa.String(32)),
        sa.Column("answered_at", Moment()),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
    )


def _conflict_checks() -> None:
    op.create_table(
        "conflict_checks",
        sa.Column("staff", sa.String(32), primary_key=True),
        belongs_to("case_id", "cases", primary_key=True, index=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
    )


def _check_backs() -> None:
    op.create_table(
        "check_backs",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        belongs_to("case_id", "cases", index=True),
        sa.Column("due", sa.Date(), nullable=False, index=True),
        sa.Column("done_at", Moment()),
        sa.Column("done_by", sa.String(32)),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
    )
