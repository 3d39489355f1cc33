"""The first schema."""

import sqlalchemy as sa
from alembic import op

from casebook.tables.types import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("who_hash", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_who", "attempts", ["kind", "who_hash", "at"], unique=False)
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("detail_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("intake", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=True),
        sa.Column("kaupapa", sa.String(length=40), nullable=True),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("claimed_at", Moment(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("promised_by", Moment(), nullable=True),
        sa.Column("holder", sa.String(length=32), nullable=True),
        sa.Column("name_index", sa.String(length=64), nullable=True),
        sa.Column("contact_index", sa.String(length=64), nullable=True),
        sa.Column("summary_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("exit_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
    )
    op.create_index(
        "ix_cases_closed",
        "cases",
        ["closed_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_cases_contact_index"), "cases", ["contact_index"], unique=False)
    op.create_index(op.f("ix_cases_holder"), "cases", ["holder"], unique=False)
    op.create_index(op.f("ix_cases_name_index"), "cases", ["name_index"], unique=False)
    op.create_index(
        "ix_cases_overdue",
        "cases",
        ["promised_by"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL AND answered_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND answered_at IS NULL"),
    )
    op.create_index(
        "ix_cases_queue",
        "cases",
        [sa.literal_column("level DESC"), "opened_at", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("uq_cases_intake", "cases", ["origin", "intake"], unique=True)
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_hash", sa.String(length=64), nullable=True),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("intake", sa.Integer(), server_default="1", nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("holder", sa.String(length=12), nullable=False),
        sa.Column("holder_staff", sa.String(length=32), nullable=True),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_seq", sa.Integer(), server_default="0", nullable=False),
        sa.Column("level", sa.Integer(), server_default="0", nullable=False),
        sa.Column("words_open", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("here", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("active_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("changed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("session_hash", name=op.f("uq_conversations_session_hash")),
    )
    op.create_index(op.f("ix_conversations_case_id"), "conversations", ["case_id"], unique=False)
    op.create_index(op.f("ix_conversations_changed"), "conversations", ["changed"], unique=False)
    op.create_index(op.f("ix_conversations_created_at"), "conversations", ["created_at"], unique=False)
    op.create_index(
        "ix_conversations_waiting",
        "conversations",
        ["holder"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL AND holder <> 'guide'"),
        postgresql_where=sa.text("ended_at IS NULL AND holder <> 'guide'"),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=12), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "doomed",
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_doomed")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("intake", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("state_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_made_at"), "drafts", ["made_at"], unique=False)
    op.create_index("uq_drafts_intake", "drafts", ["origin", "intake"], unique=True)
    op.create_table(
        "invites",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invites")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("email_index", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(length=160), nullable=False),
        sa.Column("totp_step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("disabled_at", Moment(), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email_index", name=op.f("uq_staff_email_index")),
    )
    op.create_table(
        "check_backs",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("done_by", sa.String(length=32), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_check_backs_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_check_backs")),
        sa.UniqueConstraint("id", name=op.f("uq_check_backs_id")),
    )
    op.create_index(op.f("ix_check_backs_case_id"), "check_backs", ["case_id"], unique=False)
    op.create_index(op.f("ix_check_backs_due"), "check_backs", ["due"], unique=False)
    op.create_table(
        "choices",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("press_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_choices_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_choices")),
    )
    op.create_index("ix_choices_message", "choices", ["conversation", "seq"], unique=False)
    op.create_table(
        "codes",
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=160), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("draft_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_codes_case_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_codes_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_codes")),
    )
    op.create_index(op.f("ix_codes_case_id"), "codes", ["case_id"], unique=False)
    op.create_index(op.f("ix_codes_draft_id"), "codes", ["draft_id"], unique=False)
    op.create_table(
        "concerns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=True),
        sa.Column("seen_by", sa.String(length=32), nullable=True),
        sa.Column("category_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_concerns_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_concerns_message", "concerns", ["conversation", "seq"], unique=True)
    op.create_table(
        "conflict_checks",
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_conflict_checks_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff", "case_id", name=op.f("pk_conflict_checks")),
    )
    op.create_index(op.f("ix_conflict_checks_case_id"), "conflict_checks", ["case_id"], unique=False)
    op.create_table(
        "consents",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_consents_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_consents")),
        sa.UniqueConstraint("id", name=op.f("uq_consents_id")),
    )
    op.create_index(op.f("ix_consents_case_id"), "consents", ["case_id"], unique=False)
    op.create_table(
        "desk_sessions",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff"], ["staff.id"], name=op.f("fk_desk_sessions_staff"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_desk_sessions")),
    )
    op.create_index(op.f("ix_desk_sessions_staff"), "desk_sessions", ["staff"], unique=False)
    op.create_table(
        "effects",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_effects_conversation"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effects")),
    )
    op.create_index("ix_effects_conversation", "effects", ["conversation"], unique=False)
    op.create_table(
        "messages",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("client_hash", sa.String(length=64), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name=op.f("fk_messages_conversation"), ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_messages_unsettled",
        "messages",
        ["conversation", "seq"],
        unique=False,
        sqlite_where=sa.text("settled = 0"),
        postgresql_where=sa.text("NOT settled"),
    )
    op.create_index("uq_messages_client", "messages", ["conversation", "client_hash"], unique=True)
    op.create_index("uq_messages_seq", "messages", ["conversation", "seq"], unique=True)
    op.create_table(
        "notes",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_notes")),
        sa.UniqueConstraint("id", name=op.f("uq_notes_id")),
    )
    op.create_index(op.f("ix_notes_case_id"), "notes", ["case_id"], unique=False)
    op.create_table(
        "recovery_codes",
        sa.Column("staff", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff"], ["staff.id"], name=op.f("fk_recovery_codes_staff"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff", "code_hash", name=op.f("pk_recovery_codes")),
    )


def downgrade() -> None:
    """Drop every table."""
    op.drop_table("recovery_codes")
    op.drop_index(op.f("ix_notes_case_id"), table_name="notes")
    op.drop_table("notes")
    op.drop_index("uq_messages_seq", table_name="messages")
    op.drop_index("uq_messages_client", table_name="messages")
    op.drop_index(
        "ix_messages_unsettled",
        table_name="messages",
        sqlite_where=sa.text("settled = 0"),
        postgresql_where=sa.text("NOT settled"),
    )
    op.drop_table("messages")
    op.drop_index("ix_effects_conversation", table_name="effects")
    op.drop_table("effects")
    op.drop_index(op.f("ix_desk_sessions_staff"), table_name="desk_sessions")
    op.drop_table("desk_sessions")
    op.drop_index(op.f("ix_consents_case_id"), table_name="consents")
    op.drop_table("consents")
    op.drop_index(op.f("ix_conflict_checks_case_id"), table_name="conflict_checks")
    op.drop_table("conflict_checks")
    op.drop_index("uq_concerns_message", table_name="concerns")
    op.drop_table("concerns")
    op.drop_index(op.f("ix_codes_draft_id"), table_name="codes")
    op.drop_index(op.f("ix_codes_case_id"), table_name="codes")
    op.drop_table("codes")
    op.drop_index("ix_choices_message", table_name="choices")
    op.drop_table("choices")
    op.drop_index(op.f("ix_check_backs_due"), table_name="check_backs")
    op.drop_index(op.f("ix_check_backs_case_id"), table_name="check_backs")
    op.drop_table("check_backs")
    op.drop_table("staff")
    op.drop_table("invites")
    op.drop_index("uq_drafts_intake", table_name="drafts")
    op.drop_index(op.f("ix_drafts_made_at"), table_name="drafts")
    op.drop_table("drafts")
    op.drop_table("doomed")
    op.drop_table("counters")
    op.drop_index(
        "ix_conversations_waiting",
        table_name="conversations",
        sqlite_where=sa.text("ended_at IS NULL AND holder <> 'guide'"),
        postgresql_where=sa.text("ended_at IS NULL AND holder <> 'guide'"),
    )
    op.drop_index(op.f("ix_conversations_created_at"), table_name="conversations")
    op.drop_index(op.f("ix_conversations_changed"), table_name="conversations")
    op.drop_index(op.f("ix_conversations_case_id"), table_name="conversations")
    op.drop_table("conversations")
    op.drop_index("uq_cases_intake", table_name="cases")
    op.drop_index(
        "ix_cases_queue",
        table_name="cases",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.drop_index(
        "ix_cases_overdue",
        table_name="cases",
        sqlite_where=sa.text("closed_at IS NULL AND answered_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND answered_at IS NULL"),
    )
    op.drop_index(op.f("ix_cases_name_index"), table_name="cases")
    op.drop_index(op.f("ix_cases_holder"), table_name="cases")
    op.drop_index(op.f("ix_cases_contact_index"), table_name="cases")
    op.drop_index(
        "ix_cases_closed",
        table_name="cases",
        sqlite_where=sa.text("closed_at IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )
    op.drop_table("cases")
    op.drop_index(op.f("ix_audit_subject"), table_name="audit")
    op.drop_table("audit")
    op.drop_index("ix_attempts_who", table_name="attempts")
    op.drop_table("attempts")
