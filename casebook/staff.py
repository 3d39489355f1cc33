"""Staff: invited once, each with a role and an account, closed at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from casebook import audit, desk_sessions, proofs, recovery, rights
from casebook.errors import CasebookError
from casebook.proofs import WrongCode
from casebook.rights import ROLES, Staff
from casebook.tables import invites
from casebook.tables import staff as table
from casebook.tokens import fingerprint, new_id, new_token
from casebook.transaction import Tx

if TYPE_CHECKING:
    from casebook.book import Casebook

# The keeper at the machine's own command line, who needs no account there.
MACHINE = Staff("machine", "keeper", "", "")

INVITE_LASTS = timedelta(days=7)
_t = table.c


class WrongInvite(CasebookError):
    """The invitation does not exist, is used or is over."""


class EmailTaken(CasebookError):
    """Somebody has this address already."""


@dataclass(frozen=True)
class StaffLine:
    """A member of staff as the list of people shows them."""

    id: str
    name: str
    email: str
    role: str
    made_at: datetime
    disabled_at: datetime | None


def invite(tx: Tx, role: str, by: Staff) -> str:
    """Make a one-use invitation for a role and return its token. Raises NotAllowed, ValueError."""
    rights.require(by, "invite_staff")
    if role not in ROLES:
        raise ValueError(role)
    token = new_token()
    tx.execute(
        insert(invites).values(
            token_hash=fingerprint(token),
            role=role,
            made_by=by.id,
            made_at=tx.now,
            ends_at=tx.now + INVITE_LASTS,
        )
    )
    audit.append(tx, by.id, "invite", "", {"role": role})
    return token


def invitation(tx: Tx, token: str) -> str | None:
    """The role an invitation is for; None where it cannot be used."""
    good = (invites.c.token_hash == fingerprint(token), invites.c.ends_at > tx.now)
    role: str | None = tx.execute(select(invites.c.role).where(*good)).scalar()
    return role


def accept_invite(
    book: Casebook, token: str, name: str, email: str, password: str, totp_secret: str, totp_code: str
) -> Staff:
    """Make an account from an invitation, used up by it. Slow on purpose (argon2id).

    Raises WeakPassword, WrongCode, WrongInvite, EmailTaken.
    """
    proofs.refuse_weak(password)
    step = proofs.step_of(totp_secret, totp_code, book.clock.now())
    if step is None:
        raise WrongCode("the code is wrong")
    password_hash = proofs.hashed(password)
    with book.write() as tx:
        role = invitation(tx, token)
        if role is None or not _use_up(tx, token):
            raise WrongInvite("the invitation cannot be used")
        person = Staff(new_id(), role, name.strip(), email.strip())
        if not _insert(tx, person, password_hash, totp_secret, step):
            raise EmailTaken("the address is taken")
        audit.append(tx, person.id, "accept_invite", person.id, {"role": role})
    return person


def get(tx: Tx, staff_id: str) -> Staff | None:
    """A member of staff who is not disabled."""
    row = tx.execute(select(table).where(_t.id == staff_id, _t.disabled_at.is_(None))).first()
    return of_row(tx, row) if row else None


def name_of(tx: Tx, staff_id: str) -> str | None:
    """The name of a member of staff, whether or not disabled."""
    sealed = tx.execute(select(_t.name_sealed).where(_t.id == staff_id)).scalar()
    name: str | None = tx.desk_open("staff", "name_sealed", staff_id, sealed)
    return name


def listed(tx: Tx, by: Staff) -> list[StaffLine]:
    """Everybody with an account, the first first."""
    rights.require(by, "see_people")
    return [_staff_line(tx, row) for row in tx.execute(select(table).order_by(_t.made_at)).all()]


def who_can(tx: Tx, action: str) -> list[Staff]:
    """Everybody whose role has this right, by name."""
    able = (_t.role.in_(rights.RIGHTS[action]), _t.disabled_at.is_(None))
    found = [of_row(tx, row) for row in tx.execute(select(table).where(*able)).all()]
    return sorted(found, key=lambda one: one.name.casefold())


def new_recovery_codes(book: Casebook, staff_id: str) -> list[str]:
    """Ten codes that each sign in once without the telephone, in place of earlier ones."""
    with book.write() as tx:
        return recovery.renew(tx, staff_id)


def change_password(book: Casebook, staff_id: str, password: str) -> None:
    """Put a new password in place of the old; every session of theirs ends. Slow on purpose.

    Whoever calls has had the old one proved by `signing_in`. Raises WeakPassword.
    """
    proofs.refuse_weak(password)
    password_hash = proofs.hashed(password)
    with book.write() as tx:
        tx.execute(update(table).where(_t.id == staff_id).values(password_hash=password_hash))
        desk_sessions.end_all(tx, staff_id)
        audit.append(tx, staff_id, "change_password", staff_id)


def disable(tx: Tx, by: Staff, staff_id: str) -> None:
    """End an account and all its sessions at once."""
    rights.require(by, "disable_staff")
    tx.execute(update(table).where(_t.id == staff_id, _t.disabled_at.is_(None)).values(disabled_at=tx.now))
    desk_sessions.end_all(tx, staff_id)
    audit.append(tx, by.id, "disable", staff_id)


def first_keeper_missing(tx: Tx) -> bool:
    """Whether there is no keeper yet who could invite anybody."""
    able = (_t.role == "keeper", _t.disabled_at.is_(None))
    return not tx.execute(select(func.count()).select_from(table).where(*able)).scalar_one()


def _use_up(tx: Tx, token: str) -> bool:
    used = tx.execute(delete(invites).where(invites.c.token_hash == fingerprint(token)))
    return used.rowcount == 1


def _insert(tx: Tx, person: Staff, password_hash: str, totp_secret: str, step: int) -> bool:
    return tx.insert_once(
        table,
        id=person.id,
        role=person.role,
        email_index=_email_index(tx, person.email),
        password_hash=password_hash,
        totp_step=step,
        made_at=tx.now,
        name_sealed=tx.desk_seal("staff", "name_sealed", person.id, person.name),
        email_sealed=tx.desk_seal("staff", "email_sealed", person.id, person.email),
        totp_sealed=tx.desk_seal("staff", "totp_sealed", person.id, totp_secret),
    )


def by_email(tx: Tx, email: str) -> Any:
    """The row of the account with this address, also of a disabled one; None where there is none."""
    return tx.execute(select(table).where(_t.email_index == _email_index(tx, email))).first()


def _email_index(tx: Tx, email: str) -> str:
    return tx.keeper.blind("staff email", account_name(email))


def account_name(email: str) -> str:
    """What tells accounts apart in an address."""
    return email.strip().casefold()


def of_row(tx: Tx, row: Any) -> Staff:
    """The member of staff that a row of the table holds."""
    line = _staff_line(tx, row)
    return Staff(line.id, line.role, line.name, line.email)


def _staff_line(tx: Tx, row: Any) -> StaffLine:
    name = tx.desk_open("staff", "name_sealed", row.id, row.name_sealed)
    email = tx.desk_open("staff", "email_sealed", row.id, row.email_sealed)
    return StaffLine(row.id, name, email, row.role, row.made_at, row.disabled_at)
