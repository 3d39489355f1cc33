"""Sessions at the desk: 30 idle minutes, 12 hours at most, and over at once when an account is disabled."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, insert, or_, select, update

from casebook import rights
from casebook.rights import Staff
from casebook.tables import desk_sessions
from casebook.tables import staff as staff_table
from casebook.tokens import fingerprint, new_token
from casebook.transaction import Tx

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_NOTED_EVERY = timedelta(minutes=1)
_s = desk_sessions.c
_t = staff_table.c


def start(tx: Tx, staff_id: str) -> str:
    """Begin a session and return its token, for the cookie."""
    token = new_token()
    tx.execute(
        insert(desk_sessions).values(
            id_hash=fingerprint(token), staff=staff_id, made_at=tx.now, seen_at=tx.now
        )
    )
    return token


def who(tx: Tx, token: str, note: bool = True) -> Staff | None:
    """Whose session this is, None where it is over.

    `note`: also that it was used now, for which `book.write()` is needed. A page that asks for news by
    itself is no use by anybody and asks without.
    """
    live = (_s.id_hash == fingerprint(token), _s.seen_at > tx.now - IDLE, _s.made_at > tx.now - LONGEST)
    columns = (_s.seen_at, _t.id, _t.role, _t.name_sealed, _t.email_sealed)
    wanted = select(*columns).join(staff_table, _t.id == _s.staff).where(*live, _t.disabled_at.is_(None))
    row = tx.execute(wanted).first()
    if row is None:
        return None
    if note and row.seen_at <= tx.now - _NOTED_EVERY:
        tx.execute(update(desk_sessions).where(_s.id_hash == fingerprint(token)).values(seen_at=tx.now))
    name = tx.desk_open("staff", "name_sealed", row.id, row.name_sealed)
    return Staff(row.id, row.role, name, tx.desk_open("staff", "email_sealed", row.id, row.email_sealed))


def somebody_there(tx: Tx, action: str) -> bool:
    """Whether anybody who may do `action` is signed in at the desk now."""
    live = (_s.seen_at > tx.now - IDLE, _s.made_at > tx.now - LONGEST, _t.disabled_at.is_(None))
    roles = sorted(rights.RIGHTS[action])
    wanted = select(_s.staff).join(staff_table, _t.id == _s.staff).where(*live, _t.role.in_(roles))
    return tx.execute(wanted.limit(1)).first() is not None


def end(tx: Tx, token: str) -> None:
    """End one session."""
    tx.execute(delete(desk_sessions).where(_s.id_hash == fingerprint(token)))


def end_all(tx: Tx, staff_id: str) -> None:
    """End every session of one member of staff."""
    tx.execute(delete(desk_sessions).where(_s.staff == staff_id))


def remove_ended(tx: Tx) -> None:
    """Delete the rows of sessions that are over."""
    tx.execute(delete(desk_sessions).where(or_(_s.seen_at <= tx.now - IDLE, _s.made_at <= tx.now - LONGEST)))
