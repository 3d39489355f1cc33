"""Cases, drafts and what belongs to one. `sealed` columns open with the key of the case or the draft."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from casebook.tables.types import Moment, metadata


def _case() -> Column[str]:
    return Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True)


cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reference", String(20), nullable=False, unique=True),
    Column("origin", String(32), nullable=False),
    Column("intake", Integer, nullable=False),
    Column("stage", String(10), nullable=False),
    Column("level", Integer, nullable=False),
    Column("region", String(40)),
    Column("language", String(40)),
    Column("kaupapa", String(40)),
    Column("opened_at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("answered_at", Moment),
    Column("closed_at", Moment),
    Column("promised_by", Moment),
    Column("holder", String(32), index=True),
    Column("name_index", String(64), index=True),
    Column("contact_index", String(64), index=True),
    Column("summary_sealed", LargeBinary, nullable=False),
    Column("exit_sealed", LargeBinary, nullable=False),
    Index("uq_cases_intake", "origin", "intake", unique=True),
)
# Only of closed cases: SQLite would take it for the queue otherwise, and sort all that is open.
Index(
    "ix_cases_closed",
    cases.c.closed_at,
    sqlite_where=cases.c.closed_at.is_not(None),
    postgresql_where=cases.c.closed_at.is_not(None),
)
Index(
    "ix_cases_overdue",
    cases.c.promised_by,
    sqlite_where=cases.c.closed_at.is_(None) & cases.c.answered_at.is_(None),
    postgresql_where=cases.c.closed_at.is_(None) & cases.c.answered_at.is_(None),
)
Index(
    "ix_cases_queue",
    cases.c.level.desc(),
    cases.c.opened_at,
    cases.c.id,
    sqlite_where=cases.c.closed_at.is_(None),
    postgresql_where=cases.c.closed_at.is_(None),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("origin", String(32), nullable=False),
    Column("intake", Integer, nullable=False),
    Column("made_at", Moment, nullable=False, index=True),
    Column("state_sealed", LargeBinary, nullable=False),
    Column("about_sealed", LargeBinary, nullable=False),
    Index("uq_drafts_intake", "origin", "intake", unique=True),
)

codes = Table(
    "codes",
    metadata,
    Column("lookup", String(64), primary_key=True),
    Column("hash", String(160), nullable=False),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), index=True),
    Column("draft_id", ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
)

consents = Table(
    "consents",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    _case(),
    Column("consent", String(20), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("words_sealed", LargeBinary, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    _case(),
    Column("kind", String(10), nullable=False),
    Column("by", String(32)),
    Column("at", Moment, nullable=False),
    Column("question", String(32)),
    Column("answered_at", Moment),
    Column("text_sealed", LargeBinary, nullable=False),
)

conflict_checks = Table(
    "conflict_checks",
    metadata,
    Column("staff", String(32), primary_key=True),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("conflict", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

check_backs = Table(
    "check_backs",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    _case(),
    Column("due", Date, nullable=False, index=True),
    Column("done_at", Moment),
    Column("done_by", String(32)),
    Column("words_sealed", LargeBinary, nullable=False),
)
