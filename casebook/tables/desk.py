"""Staff, their sessions, the audit, and the casebook's own bookkeeping. Sealed with the keeper's desk key."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from casebook.tables.types import Moment, metadata

staff = Table(
    "staff",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("email_index", String(64), nullable=False, unique=True),
    Column("password_hash", String(160), nullable=False),
    Column("totp_step", Integer, nullable=False, server_default="0"),
    Column("made_at", Moment, nullable=False),
    Column("disabled_at", Moment),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("email_sealed", LargeBinary, nullable=False),
    Column("totp_sealed", LargeBinary, nullable=False),
    Column("offers_sealed", LargeBinary),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("staff", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("code_hash", String(64), primary_key=True),
)

invites = Table(
    "invites",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("made_by", String(32), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
)

desk_sessions = Table(
    "desk_sessions",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    Column("staff", ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("who_hash", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_attempts_who", "kind", "who_hash", "at"),
)

audit = Table(
    "audit",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", String(40), nullable=False),
    Column("what", String(40), nullable=False),
    Column("subject", String(40), nullable=False, index=True),
    Column("detail_sealed", LargeBinary),
    Column("mac", String(64), nullable=False),
)

# One row each: "changes" counts what followers are told of, "audit" is the end of the chain.
counters = Table(
    "counters",
    metadata,
    Column("name", String(12), primary_key=True),
    Column("value", Integer, nullable=False),
    Column("mac", String(64)),
)

# Keys that are to be destroyed once the rows they open are gone; what a crash left is done at the next start.
doomed = Table("doomed", metadata, Column("key_id", String(32), primary_key=True))
