"""Every table. In clear stands only what the queue must sort by; the rest is sealed or a blind index."""

from casebook.tables.api import api_tokens
from casebook.tables.cases import (
    cases,
    check_backs,
    codes,
    conflict_checks,
    consents,
    drafts,
    notes,
)
from casebook.tables.desk import (
    attempts,
    audit,
    counters,
    desk_sessions,
    doomed,
    invites,
    recovery_codes,
    staff,
)
from casebook.tables.service import content_checks, outbox, tallies, told
from casebook.tables.talk import choices, concerns, conversations, effects, messages
from casebook.tables.types import Moment, metadata

__all__ = [
    "Moment",
    "api_tokens",
    "attempts",
    "audit",
    "cases",
    "check_backs",
    "choices",
    "codes",
    "concerns",
    "conflict_checks",
    "consents",
    "content_checks",
    "conversations",
    "counters",
    "desk_sessions",
    "doomed",
    "drafts",
    "effects",
    "invites",
    "messages",
    "metadata",
    "notes",
    "outbox",
    "recovery_codes",
    "staff",
    "tallies",
    "told",
]
