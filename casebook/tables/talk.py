"""Conversations and what belongs to one. `sealed` columns open with the conversation's own key."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, false

from casebook.tables.types import Moment, metadata


def _conversation() -> Column[str]:
    return Column("conversation", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False)


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session_hash", String(64), unique=True),
    # Which intake this is: of its own, or of the draft that it goes on with.
    Column("origin", String(32), nullable=False),
    Column("intake", Integer, nullable=False, server_default="1"),
    Column("case_id", String(32), index=True),
    Column("holder", String(12), nullable=False),
    Column("holder_staff", String(32)),
    Column("holder_seen_at", Moment),
    Column("person_writes_at", Moment),
    Column("facilitator_writes_at", Moment),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("last_seq", Integer, nullable=False, server_default="0"),
    Column("level", Integer, nullable=False, server_default="0"),
    Column("words_open", Boolean, nullable=False, server_default=false()),
    Column("here", Boolean, nullable=False, server_default=false()),
    Column("created_at", Moment, nullable=False, index=True),
    Column("active_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("changed", Integer, nullable=False, server_default="0", index=True),
    Column("state_sealed", LargeBinary),
    Column("about_sealed", LargeBinary),
)
Index(
    "ix_conversations_waiting",
    conversations.c.holder,
    sqlite_where=conversations.c.ended_at.is_(None),
    postgresql_where=conversations.c.ended_at.is_(None),
)

messages = Table(
    "messages",
    metadata,
    _conversation(),
    Column("seq", Integer, nullable=False),
    Column("side", String(12), nullable=False),
    Column("client_hash", String(64)),
    Column("settled", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    Index("uq_messages_seq", "conversation", "seq", unique=True),
    Index("uq_messages_client", "conversation", "client_hash", unique=True),
)
Index(
    "ix_messages_unsettled",
    messages.c.conversation,
    messages.c.seq,
    sqlite_where=messages.c.settled.is_(False),
    postgresql_where=messages.c.settled.is_(False),
)

choices = Table(
    "choices",
    metadata,
    Column("id_hash", String(64), primary_key=True),
    _conversation(),
    Column("seq", Integer, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("press_sealed", LargeBinary, nullable=False),
    Index("ix_choices_message", "conversation", "seq"),
)

concerns = Table(
    "concerns",
    metadata,
    Column("id", Integer, primary_key=True),
    _conversation(),
    Column("seq", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen_at", Moment),
    Column("seen_by", String(32)),
    Column("category_sealed", LargeBinary),
    Index("uq_concerns_message", "conversation", "seq", unique=True),
    sqlite_autoincrement=True,
)

effects = Table(
    "effects",
    metadata,
    Column("id", String(80), primary_key=True),
    _conversation(),
    Column("kind", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_effects_conversation", "conversation"),
)
